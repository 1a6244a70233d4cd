// What a check says about a place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rule/finding.h"
#include "rule/rule.h"
#include "text/range.h"

namespace pglint {

/// What a check says; the rule's severity and help stand where nothing else is given.
struct Report {
  text::Range at;         ///< bytes of the statement's text, from `Context::anchor()`
  std::string message;    ///< one line, lower case, no final period, identifiers in backticks
  std::string help = {};  ///< what to write instead here, as `message`; empty: the rule's
  std::string object = {};
  std::optional<Severity> severity = {};
  Confidence confidence = Confidence::high;
  std::vector<RelatedRange> related = {};
  std::vector<Fix> fixes = {};
};

}  // namespace pglint
