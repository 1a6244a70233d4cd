// Reads a file in the schema language of Prisma. Lines carry its grammar: a line that cannot be
// read is one problem, and all others are read as if it were not there.
#pragma once

#include <string_view>

#include "psl/syntax.h"

namespace pglint::psl {

/// Reads `content`, which is valid UTF-8, in linear time. Never stops early.
[[nodiscard]] SchemaFile parse(std::string_view content);

}  // namespace pglint::psl
