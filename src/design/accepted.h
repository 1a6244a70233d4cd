// Designs that somebody decided for and wrote down where the decision belongs: in the comment of
// the table or column.
#pragma once

#include <string_view>

namespace pglint::design {

/// What a comment says for one rule. Accepted by `pglint:denormalized`, for rules about
/// normalization, and `pglint:accept RULE-ID[, RULE-ID]`. The mark may stand anywhere in the
/// comment; what follows is for people.
struct AcceptedRule {
  std::string_view id;
  bool of_normalization = false;
};
[[nodiscard]] bool is_accepted(std::string_view comment, AcceptedRule rule);

}  // namespace pglint::design
