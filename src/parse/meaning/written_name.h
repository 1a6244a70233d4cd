// Names in tokens.
#pragma once

#include <cstddef>
#include <string>

#include "parse/tree/token.h"

namespace pglint::parse {

/// The name in token `index`, folded as PostgreSQL does, but not truncated; empty if the token is
/// not a name. Needs a live arena on this thread.
[[nodiscard]] std::string written_name(const TokenView& tokens, std::size_t index);

}  // namespace pglint::parse
