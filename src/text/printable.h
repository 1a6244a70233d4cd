// Text from files and file names, made safe to show: a terminal obeys control characters.
#pragma once

#include <string>
#include <string_view>

namespace pglint::text {

/// `bytes` on one line and without anything that a terminal would obey: control characters come out
/// as pictures (`␛`), invisible ones that reorder or break text by number (`<U+202E>`), bytes that
/// are not UTF-8 as `<0xFF>`. Anything else stays as it is.
[[nodiscard]] std::string printable(std::string_view bytes);

}  // namespace pglint::text
