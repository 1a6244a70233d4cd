// What rules about SQL say of the DDL that a Prisma schema stands for: the fix in its language.
#pragma once

#include <string_view>

#include "rule/rule.h"

namespace pglint {

/// False for rules about what the language of Prisma cannot say otherwise, and about migrations.
[[nodiscard]] bool speaks_to_prisma(const Rule& rule);

/// The help of a finding in a `.prisma` file whose help for SQL is `help`; empty: the same.
[[nodiscard]] std::string_view prisma_help_of(const Rule& rule, std::string_view help);

}  // namespace pglint
