// One thing that is wrong at one place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rule/rule.h"
#include "text/range.h"

namespace pglint {

/// Another place that explains a finding.
struct RelatedRange {
  text::Range range;  ///< bytes of the same file
  std::string message;
};

/// Replaces the bytes of `range` by `replacement`.
struct Edit {
  text::Range range;
  std::string replacement;
};

enum class FixSafety : std::uint8_t {
  safe,    ///< the meaning stays the same
  unsafe,  ///< a person must look at it
};

[[nodiscard]] inline std::string_view name_of(FixSafety safety) {
  return safety == FixSafety::safe ? "safe" : "unsafe";
}

struct Fix {
  std::string description;
  FixSafety safety = FixSafety::unsafe;
  std::vector<Edit> edits;  ///< in file order, not overlapping
};

struct Finding {
  const Rule* rule = nullptr;  ///< never null
  Severity severity = Severity::warning;
  Confidence confidence = Confidence::high;
  text::Range range;    ///< bytes of the file
  std::string message;  ///< one line, lower case, no final period, identifiers in backticks
  std::string help;     ///< what to write instead, as `message`; empty where the rule's fits
  std::string object;   ///< `public.orders.total`, as far as it is written; may be empty
  std::vector<RelatedRange> related;
  std::vector<Fix> fixes;
  /// Hash of the statement's tokens: the same wherever the statement stands and however it is laid
  /// out; 0 for findings outside of statements.
  std::uint64_t statement_hash = 0;
  /// False for what is not reported, as it is below the limits of the settings or a part of
  /// another finding. It is there so that a comment which turns it off does not seem unused.
  bool is_shown = true;
};

/// What to write instead: the finding's own help, or its rule's.
[[nodiscard]] std::string_view help_of(const Finding& finding);

/// Brings the findings of one file into their order (offset, rule id, message), each once, and
/// leaves out those of a rule where another one that replaces it found the same place.
void settle(std::vector<Finding>& findings);

}  // namespace pglint
