// Designs that are documented as intended, in the comment of the table or column.
#pragma once

#include <string_view>

namespace pglint::design {

/// A rule that comments can accept: with `pglint:denormalized`, for rules about normalization, or
/// `pglint:accept RULE-ID[, RULE-ID]`, anywhere in the comment. The text after it is for people.
struct AcceptedRule {
  std::string_view id;
  bool of_normalization = false;
};
[[nodiscard]] bool is_accepted(std::string_view comment, AcceptedRule rule);

}  // namespace pglint::design
