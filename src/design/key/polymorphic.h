// Pairs of columns of which one holds a key and the other says of which table: `commentable_id` and
// `commentable_type`.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "design/schema.h"
#include "design/table.h"
#include "design/type_family.h"

namespace pglint::design {

/// How the pair shows what it is, the least sure first.
enum class PolymorphicSign : std::uint8_t {
  /// The names differ: `reference_order_id`, and the table's only column of kinds.
  different_names,
  /// The type names what a table of this schema holds (`event_id`, `event_type` beside `events`):
  /// most likely it says something about that one thing.
  names_table,
  /// Nothing but the two names that go together.
  pair,
  /// The word is one for things of any kind (`commentable`, `entity`), the type says that it is a
  /// table or a class, or an index was made for both.
  any_thing,
};

struct PolymorphicPair {
  const catalog::Column* key = nullptr;   ///< never null
  const catalog::Column* type = nullptr;  ///< never null
  PolymorphicSign sign = PolymorphicSign::pair;
  Family type_family = Family::text;  ///< text, enumeration or integer
};

/// The pairs of `table`, in the order of their keys. Without keys that have a foreign key, those
/// that are the whole primary key, those whose type is a row of a table, and what other systems
/// identify (`device_id`, `device_type`).
[[nodiscard]] std::vector<PolymorphicPair> polymorphic_pairs(const Table& table,
                                                             const Schema& schema);

/// True if `column` is the key of such a pair that `schema` has no one table for.
[[nodiscard]] bool is_polymorphic_key(const Table& table, std::string_view column,
                                      const Schema& schema);

}  // namespace pglint::design
