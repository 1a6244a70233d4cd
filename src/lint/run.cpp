#include "lint/run.h"

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>

#include "catalog/schema_catalog.h"

#include "lint/checked_file.h"
#include "lint/dispatch.h"
#include "lint/replay.h"
#include "rule/builtin_rules.h"
#include "text/encoding.h"
#include "text/file.h"
#include "text/hash.h"

namespace pglint {
namespace {

/// Results that wait for their turn, per thread.
constexpr std::size_t read_ahead = 8;

FileResult unreadable(std::string path, Error error) {
  FileResult result;
  result.path = std::move(path);
  result.not_analysed.push_back(error.message);
  result.unreadable = std::move(error);
  return result;
}

/// How files are checked that have these settings.
struct Checks {
  explicit Checks(Settings of_files) : settings(std::move(of_files)), table(settings) {}

  Settings settings;
  DispatchTable table;
};

/// Reads and checks files, each as what it is. May be called from several threads.
class Checker {
 public:
  /// `run` is what the run as a whole asks for.
  Checker(std::span<const Settings> each, const Settings& run)
      : max_file_bytes_(run.max_file_bytes), context_(settings_for_context(run)) {
    for (Settings settings : each) {
      settings.collect_evidence = run.collect_evidence;
      checks_.emplace_back(std::move(settings));
    }
  }

  [[nodiscard]] CheckedFile check(Input input, std::size_t number) const {
    if (!input.content) {
      auto content = text::read_file(input.path, max_file_bytes_);
      if (!content.ok()) {
        return {.result = unreadable(std::move(input.path), content.error()),
                .steps = {},
                .suppressions = {}};
      }
      input.content = std::move(content.value());
    }
    LintedText text = {.path = std::move(input.path),
                       .content = std::move(*input.content),
                       .facts = std::move(input.facts),
                       .number = number};
    const Checks& checks = input.is_context ? context_ : checks_[input.settings];
    CheckedFile file = pglint::check(std::move(text), checks.settings, checks.table);
    if (input.is_context) file.result.content = std::string();  // nobody asks for it again
    return file;
  }

 private:
  std::size_t max_file_bytes_;
  std::deque<Checks> checks_;  ///< in the order of the run's settings; tables do not move
  Checks context_;
};

/// Leaves the findings that `settings` want, with the severities that they give.
void adapt(std::vector<Finding>& findings, const Settings& settings) {
  std::erase_if(findings, [&](const Finding& finding) {
    return std::ranges::find(settings.rules, finding.rule) == settings.rules.end();
  });
  if (settings.severities.empty()) return;
  for (Finding& finding : findings) {
    const auto set = settings.severities.find(finding.rule);
    if (set != settings.severities.end()) finding.severity = set->second;
  }
}

/// Infos are about bodies that cannot be followed: they say nothing of the schema.
bool is_read_in_full(const FileResult& result) {
  return std::ranges::none_of(
      result.findings, [](const Finding& finding) { return finding.severity > Severity::info; });
}

std::uint64_t hash_of(std::string_view content) {
  Hash hash;
  hash.add(content);
  return hash.value();
}

/// What is known of an input when it is a checked file.
struct Source {
  std::size_t settings = 0;
  bool is_context = false;
  bool may_reload = true;  ///< false for what cannot be read a second time, such as standard input
};

/// Takes checked files in order and hands them over: at once where no rule asks about the schema at
/// the end, else when it is known.
class Delivery {
 public:
  Delivery(std::span<const Settings> each, const std::function<void(FileResult&&)>& deliver)
      : each_(each),
        run_(settings_for_run(each)),
        deliver_(deliver),
        replay_(run_),
        waits_(replay_.asks_at_end()) {}
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;

  /// What the run as a whole asks for.
  [[nodiscard]] const Settings& run() const { return run_; }

  void take(CheckedFile file, Source source) {
    replay_.take(*file.runner, std::move(file.steps), file.result.findings);
    if (source.is_context) return take_context(std::move(file.result));
    if (!waits_) return hand_over(std::move(file.result), file.suppressions, source.settings);
    Waiting waiting = {.result = std::move(file.result),
                       .suppressions = std::move(file.suppressions),
                       .settings = source.settings};
    std::string& content = waiting.result->content;
    if (source.may_reload && kept_ + content.size() > run_.max_kept_bytes) {
      waiting.dropped_hash = hash_of(content);
      content = std::string();
    } else {
      kept_ += content.size();
    }
    waiting_.push_back(std::move(waiting));
  }

  void finish() {
    replay_.end_run();
    if (!waits_) return;
    std::vector<std::vector<SchemaFinding>> findings(waiting_.size());
    for (SchemaFinding& finding : replay_.finish()) {
      if (!finding.is_shown && waiting_[finding.report.at.file].suppressions.empty()) continue;
      findings[finding.report.at.file].push_back(std::move(finding));
    }
    for (std::size_t number = 0; number < waiting_.size(); ++number) {
      if (!waiting_[number].result) continue;
      Waiting& waiting = waiting_[number];
      complete(waiting, std::move(findings[number]));
      hand_over(std::move(*waiting.result), waiting.suppressions, waiting.settings);
    }
  }

  [[nodiscard]] catalog::Catalog take_catalog() { return replay_.take_catalog(); }

  [[nodiscard]] ContextOutcome take_context_outcome() { return std::move(context_); }

 private:
  /// A file whose findings are not complete yet.
  struct Waiting {
    std::optional<FileResult> result = {};  ///< nothing for context
    Suppressions suppressions = {};
    std::optional<std::uint64_t> dropped_hash = {};  ///< of the text where it was not kept
    std::size_t settings = 0;
  };

  /// A context file leaves an empty place, so that the others keep their numbers.
  void take_context(FileResult result) {
    if (waits_) waiting_.emplace_back();
    if (result.unreadable) {
      context_.unreadable.push_back(std::move(*result.unreadable));
    } else if (!is_read_in_full(result)) {
      context_.not_read_in_full.push_back(std::move(result.path));
    }
  }

  void hand_over(FileResult result, const Suppressions& suppressions, std::size_t settings) {
    adapt(result.findings, each_[settings]);
    finish_findings(suppressions, each_[settings], result);
    deliver_(std::move(result));
  }

  /// Adds what was found at the end, and the text if it is needed and was not kept.
  void complete(Waiting& waiting, std::vector<SchemaFinding> findings) const {
    FileResult& result = *waiting.result;
    const bool needs_text = !result.findings.empty() || !result.notices.empty() ||
                            !findings.empty() || !waiting.suppressions.empty();
    if (waiting.dropped_hash && needs_text) {
      if (auto error = read_again(result, *waiting.dropped_hash)) {
        waiting.suppressions = {};
        result = unreadable(std::move(result.path), std::move(*error));
        return;
      }
    }
    for (SchemaFinding& finding : findings) {
      result.findings.push_back(located(std::move(finding), result.content));
    }
  }

  [[nodiscard]] std::optional<Error> read_again(FileResult& result, std::uint64_t hash) const {
    auto content = text::read_file(result.path, run_.max_file_bytes);
    if (!content.ok()) return content.error();
    result.content = text::to_utf8(std::move(content).value());
    if (hash_of(result.content) == hash) return std::nullopt;
    return Error{"cannot lint `" + result.path + "`: it changed while pglint read it"};
  }

  std::span<const Settings> each_;
  Settings run_;
  const std::function<void(FileResult&&)>& deliver_;
  Replay replay_;
  bool waits_;
  std::vector<Waiting> waiting_;  ///< by number of the file
  std::size_t kept_ = 0;
  ContextOutcome context_;
};

/// Hands out indexes to workers and takes results in; workers wait when they are too far ahead of
/// the reader.
class OrderedQueue {
 public:
  OrderedQueue(std::size_t count, std::size_t window) : results_(count), window_(window) {}

  /// The next index to work on, or nothing at the end. Blocks while the window is full.
  std::optional<std::size_t> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return next_ >= results_.size() || next_ < delivered_ + window_; });
    if (next_ >= results_.size()) return std::nullopt;
    return next_++;
  }

  void put(std::size_t index, CheckedFile result) {
    const std::lock_guard lock(mutex_);
    results_[index] = std::move(result);
    changed_.notify_all();
  }

  /// The result of the next index in order. Blocks until it is there.
  CheckedFile wait_for_next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return results_[delivered_].has_value(); });
    CheckedFile result = std::move(*results_[delivered_]);
    results_[delivered_].reset();
    ++delivered_;
    changed_.notify_all();
    return result;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::optional<CheckedFile>> results_;
  std::size_t window_;
  std::size_t next_ = 0;
  std::size_t delivered_ = 0;
};

void lint_into(Delivery& delivery, std::vector<Input> inputs, std::span<const Settings> settings,
               std::size_t jobs, const std::function<void()>& was_read = {}) {
  const auto take = [&](CheckedFile file, Source source) {
    delivery.take(std::move(file), source);
    if (was_read) was_read();
  };
  const Checker checker(settings, delivery.run());
  std::vector<Source> sources;
  sources.reserve(inputs.size());
  for (const Input& input : inputs) {
    sources.push_back(
        {.settings = input.settings, .is_context = input.is_context, .may_reload = !input.content});
  }
  jobs = std::min(jobs, inputs.size());
  if (jobs <= 1) {
    for (std::size_t number = 0; number < inputs.size(); ++number) {
      take(checker.check(std::move(inputs[number]), number), sources[number]);
    }
    return delivery.finish();
  }

  OrderedQueue queue(inputs.size(), jobs * read_ahead);
  std::vector<std::jthread> workers;
  workers.reserve(jobs);
  for (std::size_t worker = 0; worker < jobs; ++worker) {
    workers.emplace_back([&] {
      while (const auto number = queue.take()) {
        queue.put(*number, checker.check(std::move(inputs[*number]), *number));
      }
    });
  }
  for (const Source source : sources) take(queue.wait_for_next(), source);
  delivery.finish();
}

}  // namespace

ContextOutcome lint_files(std::vector<Input> inputs, std::span<const Settings> settings,
                          std::size_t jobs, const std::function<void(FileResult&&)>& deliver,
                          const std::function<void()>& was_read) {
  Delivery delivery(settings, deliver);
  lint_into(delivery, std::move(inputs), settings, jobs, was_read);
  return delivery.take_context_outcome();
}

ContextOutcome lint_files(std::vector<Input> inputs, const Settings& settings, std::size_t jobs,
                          const std::function<void(FileResult&&)>& deliver,
                          const std::function<void()>& was_read) {
  return lint_files(std::move(inputs), std::span(&settings, 1), jobs, deliver, was_read);
}

catalog::Catalog read_schema(std::vector<Input> inputs, Settings settings, std::size_t jobs,
                             const std::function<void(FileResult&&)>& deliver) {
  settings.collect_evidence = true;
  const std::span<const Settings> all(&settings, 1);
  Delivery delivery(all, deliver);
  lint_into(delivery, std::move(inputs), all, jobs);
  return delivery.take_catalog();
}

}  // namespace pglint
