// A check's report about a place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/made.h"

#include "rule/finding.h"
#include "rule/rule.h"
#include "text/range.h"

namespace pglint {

struct Report {
  text::Range at;         ///< bytes of the statement's text, from `Context::anchor()`
  std::string message;    ///< one line, lower case, no final period, identifiers in backticks
  std::string help = {};  ///< the fix here, in the style of `message`; empty: the rule's help
  std::string object = {};
  std::optional<Severity> severity = {};  ///< none: the rule's
  Confidence confidence = Confidence::high;
  std::vector<RelatedRange> related = {};
  std::vector<Fix> fixes = {};
  /// The part of the schema that this is about, if a later statement can change or drop it; none:
  /// the one around the node.
  std::optional<catalog::Made> made = {};
};

}  // namespace pglint
