// A finding: one problem at one place.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rule/fix/plan.h"
#include "rule/rule.h"
#include "text/range.h"

namespace pglint::locks {
struct LockFacts;
}  // namespace pglint::locks

namespace pglint {

/// Another place in the file, which explains a finding.
struct RelatedRange {
  text::Range range;  ///< bytes of the same file
  std::string message;
};

/// Replaces the bytes of `range` by `replacement`.
struct Edit {
  text::Range range;
  std::string replacement;
};

/// The safest first.
enum class FixSafety : std::uint8_t {
  safe,    ///< schema and results stay the same, or what it changes cannot be meant
  unsafe,  ///< changes what is stored, accepted or returned, as the finding asks for
};

[[nodiscard]] inline std::string_view name_of(FixSafety safety) {
  return safety == FixSafety::safe ? "safe" : "unsafe";
}

struct Fix {
  std::string description;  ///< what it does, in the style of `message`: `remove the NULL`
  FixSafety safety = FixSafety::unsafe;
  std::vector<Edit> edits;  ///< in file order; they neither overlap nor touch
};

/// What a finding says.
struct FindingText {
  std::string message;
  std::string help = {};
};

struct Finding {
  const Rule* rule = nullptr;  ///< never null
  Severity severity = Severity::warning;
  Confidence confidence = Confidence::high;
  text::Range range;    ///< bytes of the file
  std::string message;  ///< one line, lower case, no final period, identifiers in backticks
  std::string help;     ///< the fix, in the style of `message`; empty: the rule's help
  std::string object;   ///< `public.orders.total`, qualified as written; may be empty
  std::vector<RelatedRange> related;
  std::vector<Fix> fixes;  ///< the best first; empty if there is none that is surely right
  SharedPlan plan = {};    ///< what to run against tables that exist; may be null
  /// What the clause locks (locks/record.h); null if the finding is not about a lock.
  std::shared_ptr<const locks::LockFacts> locks;
  /// Hash of the statement's tokens, independent of position and layout; 0 outside of statements.
  std::uint64_t statement_hash = 0;
  /// Hash of the names of the objects that it sums up, in any order; 0 if it is about one.
  std::uint64_t members_hash = 0;
  /// False if it is not reported because it is below the limits of the settings or part of another
  /// finding. It is kept so that a comment that suppresses it does not count as unused.
  bool is_shown = true;
};

/// The help of the finding, or else of its rule.
[[nodiscard]] std::string_view help_of(const Finding& finding);

/// The safety of its safest fix; nothing if it has none.
[[nodiscard]] std::optional<FixSafety> safest_fix(const Finding& finding);

/// Sorts the findings of one file by offset, rule id and message. Removes duplicates, and findings
/// of rules that another rule with a finding at the same offset replaces (`Rule::replaces`).
void settle(std::vector<Finding>& findings);

}  // namespace pglint
