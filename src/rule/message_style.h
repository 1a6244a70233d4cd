// The house style of messages.
#pragma once

#include <string_view>

namespace pglint {

/// One line, lower case (a name with several capitals may come first), no final period.
[[nodiscard]] bool is_well_formed(std::string_view message);

}  // namespace pglint
