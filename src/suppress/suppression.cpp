#include "suppress/suppression.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "host/file_kind.h"
#include "rule/builtin_reporter.h"
#include "rule/builtin_rules.h"
#include "rule/file_result.h"
#include "suppress/suppression_removal.h"

namespace pglint {
namespace {

bool is_about_suppressions(const Rule& rule) {
  constexpr std::array<const Rule*, 3> rules = {&unknown_suppression, &unused_suppression,
                                                &suppression_without_reason};
  return std::ranges::find(rules, &rule) != rules.end();
}

bool turns_off(const Suppression& suppression, const Rule& rule) {
  if (suppression.rule == nullptr) return !is_about_suppressions(rule);
  return suppression.rule == &rule;
}

bool covers(const Coverage& covered, text::Range range) {
  const auto is_inside = [&](std::size_t at) {
    return covered.range.begin <= at && at <= covered.range.end;
  };
  return is_inside(range.begin) || (covered.with_ends && is_inside(range.end));
}

/// Findings sorted by begin and by end.
class FindingIndex {
 public:
  explicit FindingIndex(const std::vector<Finding>& findings) : findings_(findings) {
    for (std::size_t index = 0; index < findings.size(); ++index) by_begin_.push_back(index);
    by_end_ = by_begin_;
    std::ranges::sort(by_begin_, {}, [&](std::size_t index) { return begin_of(index); });
    std::ranges::sort(by_end_, {}, [&](std::size_t index) { return end_of(index); });
  }

  /// Calls `visit` with the index of each finding that is covered.
  template <class Visit>
  void visit_covered(const Coverage& covered, Visit visit) const {
    const text::Range range = covered.range;
    auto at = std::ranges::lower_bound(by_begin_, range.begin, {},
                                       [&](std::size_t index) { return begin_of(index); });
    for (; at != by_begin_.end() && begin_of(*at) <= range.end; ++at) visit(*at);
    if (!covered.with_ends) return;
    at = std::ranges::upper_bound(by_end_, range.begin, {},
                                  [&](std::size_t index) { return end_of(index); });
    for (; at != by_end_.end() && end_of(*at) <= range.end; ++at) {
      if (begin_of(*at) < range.begin) visit(*at);
    }
  }

 private:
  [[nodiscard]] std::size_t begin_of(std::size_t index) const {
    return findings_[index].range.begin;
  }
  [[nodiscard]] std::size_t end_of(std::size_t index) const { return findings_[index].range.end; }

  const std::vector<Finding>& findings_;
  std::vector<std::size_t> by_begin_;
  std::vector<std::size_t> by_end_;
};

/// Applies the suppressions of a file and notes which are used.
class Application {
 public:
  Application(const Suppressions& suppressions, const Settings& settings, FileResult& result)
      : suppressions_(suppressions),
        settings_(settings),
        result_(result),
        used_(suppressions.list.size()),
        in_doubt_(suppressions.list.size()) {}

  void run() {
    std::vector<Finding> hidden = take_hidden();
    settle(result_.findings);
    mark_used(hidden);
    mark_doubtful(hidden);
    mark_doubtful(result_.findings);
    std::vector<Finding> about_findings = remove_covered(std::move(result_.findings));
    result_.findings.clear();
    report_comments();
    std::vector<Finding> about_comments = remove_covered(std::move(result_.findings));
    result_.findings = std::move(about_findings);
    std::ranges::move(about_comments, std::back_inserter(result_.findings));
    report_unused([](const Rule& rule) { return is_about_suppressions(rule); });
    settle(result_.findings);
  }

 private:
  std::vector<Finding> take_hidden() {
    std::vector<Finding> hidden;
    std::ranges::copy_if(result_.findings, std::back_inserter(hidden),
                         [](const Finding& finding) { return !finding.is_shown; });
    drop_unshown(result_);
    return hidden;
  }

  /// Hidden findings count as found.
  void mark_used(const std::vector<Finding>& findings) {
    const FindingIndex index(findings);
    for (std::size_t number = 0; number < used_.size(); ++number) {
      const Suppression& suppression = suppressions_.list[number];
      index.visit_covered(suppression.covered, [&](std::size_t found) {
        if (turns_off(suppression, *findings[found].rule)) used_[number] = true;
      });
    }
  }

  /// In parts that could not be read, findings are unknown.
  void mark_doubtful(const std::vector<Finding>& findings) {
    std::vector<Finding> unread;
    std::ranges::copy_if(findings, std::back_inserter(unread), [](const Finding& finding) {
      return finding.rule == &syntax_error || finding.rule == &not_analyzed;
    });
    if (unread.empty()) return;
    const FindingIndex index(unread);
    for (std::size_t number = 0; number < used_.size(); ++number) {
      const Suppression& suppression = suppressions_.list[number];
      if (suppression.rule == nullptr || suppression.rule->group == Group::builtin) continue;
      if (looks_at_schema(*suppression.rule)) in_doubt_[number] = true;
      index.visit_covered(suppression.covered, [&](std::size_t) { in_doubt_[number] = true; });
    }
  }

  std::vector<Finding> remove_covered(std::vector<Finding> findings) {
    const FindingIndex index(findings);
    std::vector<bool> covered(findings.size());
    for (std::size_t number = 0; number < used_.size(); ++number) {
      const Suppression& suppression = suppressions_.list[number];
      index.visit_covered(suppression.covered, [&](std::size_t found) {
        if (!turns_off(suppression, *findings[found].rule)) return;
        covered[found] = true;
        used_[number] = true;
      });
    }
    std::vector<Finding> left;
    for (std::size_t found = 0; found < findings.size(); ++found) {
      if (!covered[found]) left.push_back(std::move(findings[found]));
    }
    return left;
  }

  void report_comments() {
    BuiltinReporter builtin(settings_, result_);
    for (const Misreading& misreading : suppressions_.misreadings) {
      builtin.report(unknown_suppression, misreading.range, misreading.message, misreading.help);
    }
    for (const text::Range& comment : suppressions_.without_reason) {
      builtin.report(suppression_without_reason, comment,
                     "the comment does not say why the finding is ignored");
    }
    report_unused([](const Rule& rule) { return !is_about_suppressions(rule); });
  }

  template <class Wanted>
  void report_unused(Wanted is_wanted) {
    BuiltinReporter builtin(settings_, result_);
    for (std::size_t number = 0; number < used_.size(); ++number) {
      const Suppression& suppression = suppressions_.list[number];
      if (used_[number] || in_doubt_[number] || suppression.may_be_idle) continue;
      if (suppression.rule == nullptr || !is_wanted(*suppression.rule)) continue;
      if (!takes_part(*suppression.rule)) continue;
      builtin.report(
          unused_suppression,
          {.at = suppression.written,
           .message =
               fmt::format("unused suppression: `{}` has no finding here", suppression.rule->id),
           .fixes = may_edit() ? removal_of(suppression, result_.content) : std::vector<Fix>()});
    }
  }

  /// Without a comment line, the next line of a script can continue another one.
  [[nodiscard]] bool may_edit() const {
    const host::FileKind kind = host::kind_of(result_.path, result_.content);
    return kind == host::FileKind::sql || kind == host::FileKind::prisma;
  }

  [[nodiscard]] bool takes_part(const Rule& rule) const {
    return rule.min_pg_version <= settings_.pg_version &&
           std::ranges::find(settings_.rules, &rule) != settings_.rules.end();
  }

  const Suppressions& suppressions_;
  const Settings& settings_;
  FileResult& result_;
  std::vector<bool> used_;      ///< of each suppression
  std::vector<bool> in_doubt_;  ///< of each suppression
};

}  // namespace

void drop_unshown(FileResult& result) {
  std::erase_if(result.findings, [](const Finding& finding) { return !finding.is_shown; });
}

bool is_suppressed(const Suppressions& suppressions, const Finding& finding) {
  return std::ranges::any_of(suppressions.list, [&](const Suppression& each) {
    return turns_off(each, *finding.rule) && covers(each.covered, finding.range);
  });
}

void finish_findings(const Suppressions& suppressions, const Settings& settings,
                     FileResult& result) {
  if (!suppressions.empty()) return Application(suppressions, settings, result).run();
  drop_unshown(result);
  settle(result.findings);
}

}  // namespace pglint
