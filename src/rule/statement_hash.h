// What tells a statement from others, wherever it stands.
#pragma once

#include <cstdint>
#include <string_view>

#include "parse/tree/token.h"

namespace pglint {

/// Hash of a statement's tokens. Layout, comments and the case of keywords do not count; the case
/// of what is quoted does.
[[nodiscard]] std::uint64_t statement_hash(const parse::TokenView& tokens);

/// Hash of code that may be no statement: its layout and comments do not count.
[[nodiscard]] std::uint64_t code_hash(std::string_view code);

}  // namespace pglint
