// Hashes that identify a statement independently of its position and layout.
#pragma once

#include <cstdint>
#include <string_view>

#include "parse/tree/token.h"

namespace pglint {

/// Hash of a statement's tokens. Ignores layout, comments, and case outside of quotes.
[[nodiscard]] std::uint64_t statement_hash(const parse::TokenView& tokens);

/// Hash of code that need not be a complete statement. Ignores layout and comments.
[[nodiscard]] std::uint64_t code_hash(std::string_view code);

}  // namespace pglint
