// How much memory facts take, for the limits of a run.
#pragma once

#include <cstddef>

#include "catalog/object.h"
#include "catalog/relation.h"

namespace pglint::catalog {

/// One for each part, which takes a few hundred bytes, and for every 32 bytes of its texts, which
/// rules read again.
[[nodiscard]] std::size_t weight_of(const Column& column);
[[nodiscard]] std::size_t weight_of(const Constraint& constraint);
[[nodiscard]] std::size_t weight_of(const Index& index);
[[nodiscard]] std::size_t weight_of(const Object& object);
[[nodiscard]] std::size_t weight_of(const Relation& relation);

/// The same without the parts that `kept`, an earlier version of `current`, shares with it.
[[nodiscard]] std::size_t weight_apart_from(const Relation& kept, const Relation& current);

}  // namespace pglint::catalog
