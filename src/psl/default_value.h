// The SQL of `@default(…)`.
#pragma once

#include <string>

#include "psl/schema.h"

namespace pglint::psl {

/// The expression after DEFAULT; empty if the database has none, because the client makes the
/// value. `type` is the column's, with `[]` for a list.
[[nodiscard]] std::string default_sql(const Schema& schema, const ModelField& field,
                                      const std::string& type);

/// Whether the column takes its values from a sequence.
[[nodiscard]] bool is_autoincrement(const ModelField& field);

}  // namespace pglint::psl
