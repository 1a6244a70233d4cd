// Findings by rule: counts, severities and first places. Memory grows with rules, not findings.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "report/summary.h"
#include "rule/file_result.h"
#include "text/line/index.h"

namespace pglint::report {

/// A finding that outlives the file it is in.
struct PlacedFinding {
  const Rule* rule = nullptr;  ///< never null
  Severity severity = Severity::warning;
  std::string file;        ///< as users gave it
  std::size_t line = 1;    ///< 1-based
  std::size_t column = 1;  ///< 1-based, in code points
  std::string message;
  std::string help;
  std::string source = {};  ///< its lines, if the digest shows them
};

/// All findings of one rule.
struct RuleFindings {
  const Rule* rule = nullptr;  ///< never null
  SeverityCounts counts;
  std::size_t files = 0;    ///< with findings of the rule
  std::size_t pending = 0;  ///< findings in files that are new or changed
  /// The first ones: those in files that are new or changed, then the others, in report order.
  std::vector<PlacedFinding> first;

  [[nodiscard]] Severity worst() const;
};

class RuleDigest {
 public:
  /// What to keep of a finding's source; `lines` are those of its file.
  using SourceOf = std::function<std::string(const text::LineIndex& lines, const Finding&)>;

  /// Keeps the places of up to `most_places` findings of each rule.
  explicit RuleDigest(std::size_t most_places, SourceOf source_of = {})
      : most_places_(most_places), source_of_(std::move(source_of)) {}

  void add(const FileResult& result);

  [[nodiscard]] std::size_t total() const { return total_; }

  /// The number of findings of the most frequent rule.
  [[nodiscard]] std::size_t most_of_a_rule() const { return most_of_a_rule_; }

  /// What a reader should see first comes first: by severity, then those with findings in files
  /// that are new or changed, then by the rule's concern, then the rarest, which are slips more
  /// often than habits.
  [[nodiscard]] std::vector<const RuleFindings*> worst_first() const;

  /// By frequency.
  [[nodiscard]] std::vector<const RuleFindings*> by_count() const;

 private:
  struct ById {
    bool operator()(const Rule* a, const Rule* b) const { return a->id < b->id; }
  };

  void keep(const FileResult& result, PlacedFinding finding, RuleFindings& of_rule) const;

  std::size_t most_places_;
  SourceOf source_of_;
  std::size_t total_ = 0;
  std::size_t most_of_a_rule_ = 0;
  std::map<const Rule*, RuleFindings, ById> rules_;
};

/// `finding` with its place; `lines` are those of its file.
[[nodiscard]] PlacedFinding placed(const std::string& path, const text::LineIndex& lines,
                                   const Finding& finding);

}  // namespace pglint::report
