// Comments that say what is left out on purpose.
#pragma once

#include <string_view>

namespace pglint::text {

/// Whether `comment`, in English, says that something has no foreign key or relation: `No FK
/// relation`, `never enforced by a foreign key`, `the FK can't hold`.
[[nodiscard]] bool says_no_reference(std::string_view comment);

}  // namespace pglint::text
