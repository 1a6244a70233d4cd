// Names as tokens write them.
#pragma once

#include <cstddef>
#include <string>

#include "parse/tree/token.h"

namespace pglint::parse {

/// The name that token `index` writes, as PostgreSQL folds it but in its full length; empty for
/// tokens that are no names. Needs a live arena on this thread.
[[nodiscard]] std::string written_name(const TokenView& tokens, std::size_t index);

}  // namespace pglint::parse
