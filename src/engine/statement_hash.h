// What tells a statement from others, wherever it stands.
#pragma once

#include <cstdint>

#include "parse/token.h"

namespace pglint {

/// Hash of a statement's tokens. Layout, comments and the case of keywords do not count; the case
/// of what is quoted does.
[[nodiscard]] std::uint64_t statement_hash(const parse::TokenView& tokens);

}  // namespace pglint
