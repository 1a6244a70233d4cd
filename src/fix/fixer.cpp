#include "fix/fixer.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "fix/edits.h"
#include "fix/text_proof.h"
#include "host/file_kind.h"
#include "rule/builtin_rules.h"
#include "text/line/index.h"

namespace pglint::fix {
namespace {

constexpr std::size_t most_passes = 10;

/// Each trial lints all files; two are enough if every fix passes.
constexpr std::size_t most_trials = 200;

/// A fix that is to be tried.
struct Candidate {
  std::size_t result = 0;  ///< number of the result, which is that of a linted file
  const Finding* finding = nullptr;
  const Fix* fix = nullptr;
};

using Candidates = std::vector<Candidate>;

/// Identifies a fix that failed.
using FixId = std::pair<std::size_t, Identity>;

bool changes_lines(const std::string& content, const Fix& fix) {
  return std::ranges::any_of(fix.edits, [&](const Edit& edit) {
    const auto old = std::string_view(content).substr(edit.range.begin, edit.range.size());
    return std::ranges::count(old, '\n') != std::ranges::count(edit.replacement, '\n');
  });
}

bool is_before(const Candidate& a, const Candidate& b) {
  const auto key = [](const Candidate& each) {
    return std::tuple(each.result, each.fix->edits.front().range.begin, each.finding->rule->id);
  };
  return key(a) < key(b);
}

class Fixer {
 public:
  Fixer(const std::vector<SourceFile>& files, std::span<const Settings> settings,
        const Request& request)
      : files_(files), settings_(settings), request_(request) {
    for (std::size_t index = 0; index < files.size(); ++index) {
      if (!files[index].is_context) linted_.push_back(index);
    }
  }

  [[nodiscard]] Outcome run() {
    results_ = lint();
    for (const FileResult& result : results_) {
      originals_.push_back(result.content);
      if (result.unreadable) ++outcome_.unreadable;
    }
    std::size_t pass = 0;
    while (pass < most_passes && trials_ < most_trials && fix_once()) ++pass;
    note_files();
    return std::move(outcome_);
  }

 private:
  /// Lints the files as they are now.
  [[nodiscard]] std::vector<FileResult> lint() const {
    std::vector<SourceFile> files = files_;
    for (const auto& [result, content] : contents_) files[linted_[result]].content = content;
    std::vector<FileResult> results;
    lint_files(
        std::move(files), settings_, request_.jobs,
        [&](FileResult&& result) { results.push_back(std::move(result)); }, {}, request_.is_old);
    return results;
  }

  /// True if something was fixed.
  bool fix_once() {
    const Candidates chosen = choose();
    accepted_.clear();
    before_ = count_findings(results_);
    base_ = contents_;
    is_current_ = true;
    if (!chosen.empty()) accept(chosen);
    if (!is_current_) restore();
    if (accepted_.empty()) return false;
    outcome_.fixed += accepted_.size();
    accepted_.clear();  // they point into the old results
    results_ = std::move(next_);
    return true;
  }

  /// The fixes to make in this pass. Those that conflict with an earlier one have to wait.
  [[nodiscard]] Candidates choose() {
    Candidates all = find_candidates();
    std::ranges::sort(all, is_before);
    Candidates chosen;
    std::size_t first = 0;  // of this file in `chosen`
    for (const Candidate& each : all) {
      if (!chosen.empty() && chosen.back().result != each.result) first = chosen.size();
      const auto same_file = std::span(chosen).subspan(first);
      const bool conflicts = std::ranges::any_of(same_file, [&](const Candidate& other) {
        return do_conflict(other.fix->edits, each.fix->edits);
      });
      if (!conflicts) chosen.push_back(each);
    }
    return chosen;
  }

  [[nodiscard]] Candidates find_candidates() {
    Candidates all;
    outcome_.need_unsafe = 0;
    for (std::size_t number = 0; number < results_.size(); ++number) {
      for (const Finding& finding : results_[number].findings) {
        if (const Fix* fix = fix_for(number, finding)) {
          all.push_back({.result = number, .finding = &finding, .fix = fix});
        }
      }
    }
    return all;
  }

  [[nodiscard]] const Fix* fix_for(std::size_t number, const Finding& finding) {
    const FileResult& result = results_[number];
    if (finding.fixes.empty() || failed_.contains({number, identity_of(finding)})) return nullptr;
    if (!request_.is_wanted(result, finding)) return nullptr;
    if (!request_.may_edit(files_[linted_[number]], result, finding)) return nullptr;
    const auto fix = std::ranges::find_if(finding.fixes, [&](const Fix& each) {
      return each.safety <= request_.most && is_possible(result.content, each);
    });
    if (fix != finding.fixes.end()) return &*fix;
    const bool is_unsafe = std::ranges::any_of(
        finding.fixes, [&](const Fix& each) { return each.safety > request_.most; });
    if (is_unsafe) ++outcome_.need_unsafe;
    return nullptr;
  }

  [[nodiscard]] bool is_possible(const std::string& content, const Fix& fix) const {
    return !fix.edits.empty() && are_apart(fix.edits, content.size()) &&
           !(request_.keeps_lines && changes_lines(content, fix));
  }

  /// Adds those of `group` that pass all proofs together with the accepted ones.
  void accept(std::span<const Candidate> group) {
    if (trials_ >= most_trials) {
      outcome_.untried += group.size();
      return;
    }
    const std::size_t old = accepted_.size();
    accepted_.insert(accepted_.end(), group.begin(), group.end());
    const std::optional<std::string> flaw = try_accepted();
    is_current_ = !flaw;
    if (!flaw) return;
    accepted_.resize(old);
    if (group.size() == 1) return note_failure(group.front(), *flaw);
    const std::size_t half = group.size() / 2;
    accept(group.first(half));
    accept(group.subspan(half));
  }

  /// Edits and lints the files with the accepted fixes. A reason why that must not be.
  [[nodiscard]] std::optional<std::string> try_accepted() {
    ++trials_;
    contents_ = base_;
    std::map<std::size_t, Candidates> by_file;
    for (const Candidate& each : accepted_) by_file[each.result].push_back(each);
    for (auto& [number, fixes] : by_file) {
      if (auto flaw = edit(number, fixes)) return flaw;
    }
    std::vector<FileResult> results = lint();
    Findings fixed;
    for (const Candidate& each : accepted_) ++fixed[identity_of(*each.finding)];
    if (auto flaw = find_flaw(before_, fixed, count_findings(results))) return flaw;
    next_ = std::move(results);
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::string> edit(std::size_t number, const Candidates& fixes) {
    const SourceFile& file = files_[linted_[number]];
    const std::string& content = results_[number].content;
    std::vector<Edit> edits;
    bool drops_comments = false;
    for (const Candidate& each : fixes) {
      std::ranges::copy(each.fix->edits, std::back_inserter(edits));
      drops_comments = drops_comments || each.finding->rule == &unused_suppression;
    }
    std::ranges::sort(edits, {}, [](const Edit& each) { return each.range.begin; });
    std::string after = with_edits(content, edits);
    if (host::kind_of(file.path, content) == host::FileKind::sql) {
      if (auto flaw = find_flaw({.before = content,
                                 .edits = edits,
                                 .facts = file.facts,
                                 .placeholders = settings_[file.settings].placeholders,
                                 .may_drop_ours = drops_comments},
                                after)) {
        return flaw;
      }
    }
    contents_[number] = std::move(after);
    return std::nullopt;
  }

  /// After a trial that failed: the texts and results with the accepted fixes.
  void restore() {
    if (accepted_.empty()) {
      contents_ = base_;
    } else {
      (void)try_accepted();
    }
  }

  void note_failure(const Candidate& each, const std::string& reason) {
    const FileResult& result = results_[each.result];
    failed_.insert({each.result, identity_of(*each.finding)});
    const text::LineIndex lines(result.content);
    outcome_.failed.push_back({.path = result.path,
                               .rule = each.finding->rule,
                               .at = each.finding->range,
                               .line = lines.position(each.finding->range.begin).line,
                               .reason = reason});
  }

  void note_files() {
    for (auto& [number, content] : contents_) {
      if (content == originals_[number]) continue;
      outcome_.files.push_back({.file = linted_[number],
                                .before = std::move(originals_[number]),
                                .after = std::move(content)});
    }
  }

  const std::vector<SourceFile>& files_;
  std::span<const Settings> settings_;
  const Request& request_;
  std::vector<std::size_t> linted_;              ///< indexes of files with results
  std::vector<std::string> originals_;           ///< their texts at first
  std::map<std::size_t, std::string> contents_;  ///< of edited files, by number of the result
  std::map<std::size_t, std::string> base_;      ///< the same before this pass
  std::vector<FileResult> results_;              ///< of this pass before its edits
  std::vector<FileResult> next_;                 ///< with the accepted fixes
  Findings before_;
  Candidates accepted_;
  bool is_current_ = true;  ///< `contents_` and `next_` have the accepted fixes
  std::set<FixId> failed_;
  std::size_t trials_ = 0;
  Outcome outcome_;
};

}  // namespace

Outcome fix_files(const std::vector<SourceFile>& files, std::span<const Settings> settings,
                  const Request& request) {
  return Fixer(files, settings, request).run();
}

}  // namespace pglint::fix
