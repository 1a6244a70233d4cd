// Whether the constraints of a table prove that its rows are within the bound of a partition: then
// ATTACH PARTITION does not scan it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "catalog/relation.h"

#include "locks/operation.h"
#include "parse/tree/nodes.h"

namespace pglint::locks {

enum class BoundProof : std::uint8_t {
  proved,
  absent,   ///< no valid CHECK names a column of the key
  unknown,  ///< one does, but it is not clear whether it is enough
};

/// Of `partition`, a table that is attached to `parent`; null: unknown. The bound is one of a list
/// or of a range of a single column; others are not proved.
[[nodiscard]] BoundProof proof_of_bound(const catalog::Relation& partition,
                                        const catalog::Relation* parent,
                                        const PartitionBound* bound);

/// A constant, not NULL, as text without the casts around it; nothing for other expressions.
[[nodiscard]] std::optional<std::string> constant_text(const Node* value);

}  // namespace pglint::locks
