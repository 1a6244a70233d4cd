// Recognizes pairs of a key and the name of its table: `commentable_id` and `commentable_type`.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "design/schema.h"
#include "design/table.h"
#include "design/type_family.h"

namespace pglint::design {

/// The evidence that a pair is polymorphic, the least sure first.
enum class PolymorphicSign : std::uint8_t {
  /// The names differ: `reference_order_id`, and the table's only column of kinds.
  different_names,
  /// A table of this schema has that name (`event_id`, `event_type` and a table `events`): the type
  /// probably classifies its rows.
  names_table,
  /// Only the two matching names.
  pair,
  /// The word means things of any kind (`commentable`, `entity`), the type is called table or
  /// class,
  /// or an index contains both.
  any_thing,
};

struct PolymorphicPair {
  const catalog::Column* key = nullptr;   ///< never null
  const catalog::Column* type = nullptr;  ///< never null
  PolymorphicSign sign = PolymorphicSign::pair;
  Family type_family = Family::text;  ///< text, enumeration or integer
};

/// The pairs of `table`, in the order of their keys. Leaves out keys with a foreign key, whole
/// primary keys, types that refer to a table, and ids of other systems (`device_id`,
/// `device_type`).
[[nodiscard]] std::vector<PolymorphicPair> polymorphic_pairs(const Table& table,
                                                             const Schema& schema);

/// Whether `column` is the key of such a pair, and `schema` has no table of that name.
[[nodiscard]] bool is_polymorphic_key(const Table& table, std::string_view column,
                                      const Schema& schema);

}  // namespace pglint::design
