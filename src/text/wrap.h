// Lines for terminals.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pglint::text {

/// `line`, which has no line break, with breaks between words so that each row fits into `columns`
/// cells, as far as words allow; the rows after the first begin with `indent` spaces. Escape
/// sequences for colors and links take no room. Unchanged if `columns` is 0 (not a terminal) or so
/// few that breaks do not help.
[[nodiscard]] std::string wrapped(std::string_view line, std::size_t columns, std::size_t indent);

}  // namespace pglint::text
