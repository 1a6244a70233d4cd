// Findings about columns that duplicate data of another table.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "design/dependency.h"
#include "design/table.h"
#include "rule/schema/schema_report.h"

namespace pglint {

/// A report without a message, about all columns of `table` that duplicate data of one parent. It
/// points at the first of them; its original is a related place.
[[nodiscard]] SchemaReport at_copy(const design::Table& table, const design::CopiedColumns& copied);

/// As `summed_up` of the columns: of a part of `copied`, `says` gets only that part.
[[nodiscard]] SchemaReport summed_up(
    const design::CopiedColumns& copied,
    const std::function<SchemaReport(const design::CopiedColumns&)>& says);

/// The columns for messages: `` `t.a` ``, or `` `a` and `b` of `t` ``.
[[nodiscard]] std::string shown_copies(const design::Table& table,
                                       const design::CopiedColumns& copied);

/// What the columns do to their originals: `duplicates`, `duplicate`, or `partly duplicate` if only
/// some have an original.
[[nodiscard]] std::string_view verb_of_copies(const design::CopiedColumns& copied);

}  // namespace pglint
