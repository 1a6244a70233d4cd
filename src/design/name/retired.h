// Columns that a successor has replaced.
#pragma once

#include "catalog/relation.h"

namespace pglint::design {

/// Whether the name of `column` says that it is old, and its successor is in the same relation:
/// `build_id_old`, `old_build_id` or `legacyBuildId` beside `build_id`. Nobody adds an index, a key
/// or a wider type to such a column any more.
[[nodiscard]] bool is_retired(const catalog::Column& column, const catalog::Relation& relation);

}  // namespace pglint::design
