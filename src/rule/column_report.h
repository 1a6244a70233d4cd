// Findings about columns of a table: they point at the name of one of them, and look alike
// whichever rule makes them.
#pragma once

#include <string>
#include <vector>

#include "design/dependency.h"
#include "design/table.h"
#include "rule/schema_context.h"

namespace pglint {

/// What a rule says about columns.
struct ColumnStatement {
  std::string message;
  std::vector<std::string> columns = {};  ///< all that it is about; empty for just that one
  Confidence confidence = Confidence::high;
};

/// A report at `at`, a column of `table`. Its severity is the rule's where it is sure, else info.
[[nodiscard]] SchemaReport column_report(const design::Table& table, const catalog::Column& at,
                                         ColumnStatement said);

/// A report without a message at the first of the columns of `table` that repeat what a parent
/// says, about all of them; the original is related.
[[nodiscard]] SchemaReport at_copy(const design::Table& table, const design::CopiedColumns& copied);

}  // namespace pglint
