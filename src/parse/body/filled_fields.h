// The columns of a new row that a trigger function does not leave NULL.
#pragma once

#include <string>
#include <vector>

namespace pglint::parse {

/// The fields of NEW that are not NULL when the trigger function with this PL/pgSQL `body` returns
/// a row: each call assigns a value to them, or raises an exception or assigns one if they are
/// NULL. Only statements at the top of the main block count, up to the first that may return or
/// that is not understood. Values are taken to be not NULL unless NULL, a field of a row, NULLIF or
/// a query is assigned. Needs a live arena on this thread.
[[nodiscard]] std::vector<std::string> filled_fields(const std::string& body);

}  // namespace pglint::parse
