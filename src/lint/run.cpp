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

#include "lint/dispatch.h"
#include "lint/linter.h"
#include "lint/replay.h"
#include "rule/builtin_rules.h"
#include "text/encoding.h"
#include "text/hash.h"

namespace pglint {
namespace {

/// Finished results per thread that may wait for earlier ones.
constexpr std::size_t read_ahead = 8;

/// Rules and dispatch for one set of settings.
struct Checks {
  explicit Checks(Settings of_files) : settings(std::move(of_files)), table(settings) {}

  Settings settings;
  DispatchTable table;
};

/// Lints files of any kind without the schema. Thread-safe.
class Linters {
 public:
  /// `run` are the settings of the run as a whole.
  Linters(std::span<const Settings> each, const Settings& run)
      : context_(settings_for_context(run)) {
    for (Settings settings : each) {
      settings.collect_evidence = run.collect_evidence;
      checks_.emplace_back(std::move(settings));
    }
  }

  [[nodiscard]] LintedFile lint_alone(SourceFile source, std::size_t number) const {
    const bool is_context = source.is_context;
    const Checks& checks = is_context ? context_ : checks_[source.settings];
    LintedFile file = lint_file(std::move(source), number, checks.settings, checks.table);
    if (is_context) file.result.content = std::string();  // not needed again
    return file;
  }

 private:
  /// in the order of the run's settings; a deque, because tables must not move
  std::deque<Checks> checks_;
  Checks context_;
};

/// Keeps the findings that `settings` select, with their severities.
void apply_settings(std::vector<Finding>& findings, const Settings& settings) {
  std::erase_if(findings, [&](const Finding& finding) {
    return std::ranges::find(settings.rules, finding.rule) == settings.rules.end();
  });
  if (settings.severities.empty()) return;
  for (Finding& finding : findings) {
    const auto set = settings.severities.find(finding.rule);
    if (set != settings.severities.end()) finding.severity = set->second;
  }
}

/// Infos are about bodies, which do not affect the schema.
bool is_read_in_full(const FileResult& result) {
  return std::ranges::none_of(
      result.findings, [](const Finding& finding) { return finding.severity > Severity::info; });
}

std::uint64_t hash_of(std::string_view content) {
  Hash hash;
  hash.add(content);
  return hash.value();
}

/// Delivers linted files in order: immediately, or after the last file if a rule needs the whole
/// schema.
class Delivery {
 public:
  /// `databases` is their number.
  Delivery(std::span<const Settings> each, std::size_t databases,
           const std::function<void(FileResult&&)>& deliver)
      : each_(each), run_(settings_for_run(each)), deliver_(deliver) {
    for (std::size_t number = 0; number < databases; ++number) replays_.emplace_back(run_);
    waits_ = replays_.front().asks_at_end();
  }
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;

  /// The settings of the run as a whole.
  [[nodiscard]] const Settings& run() const { return run_; }

  void add(LintedFile file) {
    follow(file);
    if (file.source.is_context) return add_context(std::move(file.result));
    if (!waits_) return hand_over(std::move(file));
    std::string& content = file.result.content;
    // Standard input and staged files cannot be read again.
    const bool may_reload = !file.source.content;
    if (may_reload && kept_ + content.size() > run_.max_kept_bytes) {
      file.dropped_text = hash_of(content);
      content = std::string();
    } else {
      kept_ += content.size();
    }
    waiting_.emplace_back(std::move(file));
  }

  void finish() {
    std::vector<std::vector<SchemaFinding>> findings(waiting_.size());
    for (Replay& replay : replays_) {
      replay.end_run();
      if (!waits_) continue;
      sort_by_file(replay.finish(), findings);
      for (auto& [number, finding] : replay.finish_lasting()) {
        if (waiting_[number]) waiting_[number]->result.findings.push_back(std::move(finding));
      }
    }
    for (std::size_t number = 0; number < waiting_.size(); ++number) {
      if (!waiting_[number]) continue;
      LintedFile& file = *waiting_[number];
      complete(file, std::move(findings[number]));
      hand_over(std::move(file));
    }
  }

  /// By the numbers of their databases.
  [[nodiscard]] std::vector<catalog::Catalog> take_catalogs() {
    std::vector<catalog::Catalog> catalogs;
    catalogs.reserve(replays_.size());
    for (Replay& replay : replays_) catalogs.push_back(replay.take_catalog());
    return catalogs;
  }

  [[nodiscard]] ContextOutcome take_context_outcome() { return std::move(context_); }

 private:
  void follow(LintedFile& file) {
    if (!file.source.is_of_all) return replays_[file.source.database].follow(file);
    for (Replay& replay : replays_) {
      LintedFile copy = file;
      replay.follow(copy);
    }
  }

  void sort_by_file(std::vector<SchemaFinding> found,
                    std::vector<std::vector<SchemaFinding>>& by_file) const {
    for (SchemaFinding& each : found) {
      const std::optional<LintedFile>& file = waiting_[each.at.file];
      const bool has_suppressions = file && !file->suppressions.empty();
      if (each.finding.is_shown || has_suppressions)
        by_file[each.at.file].push_back(std::move(each));
    }
  }

  /// A context file leaves a gap, so that file numbers stay valid.
  void add_context(FileResult result) {
    if (waits_) waiting_.emplace_back();
    if (result.unreadable) {
      context_.unreadable.push_back(std::move(*result.unreadable));
    } else if (!is_read_in_full(result)) {
      context_.not_read_in_full.push_back(std::move(result.path));
    }
  }

  void hand_over(LintedFile file) {
    const Settings& settings = each_[file.source.settings];
    apply_settings(file.result.findings, settings);
    file.result.database = std::move(file.source.database_name);
    finish_findings(file.suppressions, settings, file.result);
    deliver_(std::move(file.result));
  }

  /// Adds the findings about the schema, and reads the text again if it was dropped and is needed.
  void complete(LintedFile& file, std::vector<SchemaFinding> findings) const {
    FileResult& result = file.result;
    const bool needs_text = !result.findings.empty() || !result.notices.empty() ||
                            !findings.empty() || !file.suppressions.empty();
    if (file.dropped_text && needs_text) {
      if (auto error = read_again(file)) {
        file.suppressions = {};
        return result.fail(std::move(*error));
      }
    }
    catalog::PlaceFinder places(result.content);
    for (SchemaFinding& found : findings) {
      result.findings.push_back(located(std::move(found), places));
    }
  }

  [[nodiscard]] std::optional<Error> read_again(LintedFile& file) const {
    const std::string& path = file.source.path;
    auto bytes = read_source(file.source, each_[file.source.settings].max_file_bytes);
    if (!bytes.ok()) return bytes.error();
    file.result.content = text::to_utf8(std::move(bytes).value());
    if (hash_of(file.result.content) == file.dropped_text) return std::nullopt;
    return Error{"cannot lint `" + path + "`: it changed while pglint read it"};
  }

  std::span<const Settings> each_;
  Settings run_;
  const std::function<void(FileResult&&)>& deliver_;
  std::deque<Replay> replays_;  ///< by the numbers of their databases
  bool waits_ = false;
  std::vector<std::optional<LintedFile>> waiting_;  ///< by file number; nothing for context
  std::size_t kept_ = 0;
  ContextOutcome context_;
};

/// Hands out indexes to workers and takes results. Workers wait if they are too far ahead of the
/// reader.
class OrderedQueue {
 public:
  OrderedQueue(std::size_t count, std::size_t window) : results_(count), window_(window) {}

  /// The next index, or nothing at the end. Blocks while the window is full.
  std::optional<std::size_t> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return next_ >= results_.size() || next_ < delivered_ + window_; });
    if (next_ >= results_.size()) return std::nullopt;
    return next_++;
  }

  void put(std::size_t index, LintedFile result) {
    const std::lock_guard lock(mutex_);
    results_[index] = std::move(result);
    changed_.notify_all();
  }

  /// The next result in order. Blocks until it is available.
  LintedFile wait_for_next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return results_[delivered_].has_value(); });
    LintedFile result = std::move(*results_[delivered_]);
    results_[delivered_].reset();
    ++delivered_;
    changed_.notify_all();
    return result;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::optional<LintedFile>> results_;
  std::size_t window_;
  std::size_t next_ = 0;
  std::size_t delivered_ = 0;
};

void lint_into(Delivery& delivery, std::vector<SourceFile> files,
               std::span<const Settings> settings, std::size_t jobs,
               const std::function<void()>& was_read = {}) {
  const Linters linters(settings, delivery.run());
  const auto deliver = [&](LintedFile file) {
    delivery.add(std::move(file));
    if (was_read) was_read();
  };
  const auto lint_at = [&](std::size_t number) {
    return linters.lint_alone(std::move(files[number]), number);
  };
  jobs = std::min(jobs, files.size());
  if (jobs <= 1) {
    for (std::size_t number = 0; number < files.size(); ++number) deliver(lint_at(number));
    return delivery.finish();
  }

  OrderedQueue queue(files.size(), jobs * read_ahead);
  std::vector<std::jthread> workers;
  workers.reserve(jobs);
  for (std::size_t worker = 0; worker < jobs; ++worker) {
    workers.emplace_back([&] {
      while (const auto number = queue.take()) queue.put(*number, lint_at(*number));
    });
  }
  for (std::size_t number = 0; number < files.size(); ++number) deliver(queue.wait_for_next());
  delivery.finish();
}

std::size_t count_databases(const std::vector<SourceFile>& files) {
  std::size_t count = 1;
  for (const SourceFile& file : files) count = std::max(count, file.database + 1);
  return count;
}

}  // namespace

ContextOutcome lint_files(std::vector<SourceFile> files, std::span<const Settings> settings,
                          std::size_t jobs, const std::function<void(FileResult&&)>& deliver,
                          const std::function<void()>& was_read) {
  Delivery delivery(settings, count_databases(files), deliver);
  lint_into(delivery, std::move(files), settings, jobs, was_read);
  return delivery.take_context_outcome();
}

ContextOutcome lint_files(std::vector<SourceFile> files, const Settings& settings, std::size_t jobs,
                          const std::function<void(FileResult&&)>& deliver,
                          const std::function<void()>& was_read) {
  return lint_files(std::move(files), std::span(&settings, 1), jobs, deliver, was_read);
}

std::vector<catalog::Catalog> read_schemas(std::vector<SourceFile> files, Settings settings,
                                           std::size_t jobs,
                                           const std::function<void(FileResult&&)>& deliver) {
  settings.collect_evidence = true;
  const std::span<const Settings> all(&settings, 1);
  Delivery delivery(all, count_databases(files), deliver);
  lint_into(delivery, std::move(files), all, jobs);
  return delivery.take_catalogs();
}

}  // namespace pglint
