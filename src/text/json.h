// How pglint writes JSON: keys in the order they are set, plain ASCII.
#pragma once

#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

namespace pglint::text {

using Json = nlohmann::ordered_json;

enum class Layout : std::uint8_t { one_line, indented };

/// `value` in ASCII, so that no terminal or reader trips over what a file holds; bytes that are not
/// UTF-8 become U+FFFD.
[[nodiscard]] std::string dump(const Json& value, Layout layout = Layout::one_line);

}  // namespace pglint::text
