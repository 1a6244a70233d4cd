// Removes what turns off nothing.
#pragma once

#include <string_view>
#include <vector>

#include "rule/finding.h"
#include "suppress/suppression.h"

namespace pglint {

/// The fix that takes the rule of `suppression` out of its comment in `content`, or removes the
/// comment if it names no other rule; none if the suppression is not a comment alone.
[[nodiscard]] std::vector<Fix> removal_of(const Suppression& suppression, std::string_view content);

}  // namespace pglint
