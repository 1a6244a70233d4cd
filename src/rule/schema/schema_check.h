// Binds a schema check to the part of the schema that is its first parameter:
// `void check(const design::Table&, SchemaContext&)`.
#pragma once

#include "catalog/object.h"
#include "catalog/relation.h"

#include "design/key/keys.h"
#include "design/parts.h"
#include "design/table.h"
#include "rule/rule.h"

namespace pglint {

namespace catalog {
class Catalog;
}
namespace design {
class Schema;
}

template <class>
inline constexpr SchemaPart part_of = SchemaPart::none;
template <>
inline constexpr SchemaPart part_of<catalog::Catalog> = SchemaPart::catalog;
template <>
inline constexpr SchemaPart part_of<catalog::Relation> = SchemaPart::relation;
template <>
inline constexpr SchemaPart part_of<catalog::Object> = SchemaPart::object;
template <>
inline constexpr SchemaPart part_of<design::Schema> = SchemaPart::design;
template <>
inline constexpr SchemaPart part_of<design::Table> = SchemaPart::table;
template <>
inline constexpr SchemaPart part_of<design::TableColumn> = SchemaPart::column;
template <>
inline constexpr SchemaPart part_of<design::OwnColumn> = SchemaPart::own_column;
template <>
inline constexpr SchemaPart part_of<design::DefaultedColumn> = SchemaPart::defaulted_column;
template <>
inline constexpr SchemaPart part_of<design::TableKey> = SchemaPart::key;
template <>
inline constexpr SchemaPart part_of<design::ForeignKey> = SchemaPart::foreign_key;
template <>
inline constexpr SchemaPart part_of<design::TableIndex> = SchemaPart::index;
template <>
inline constexpr SchemaPart part_of<design::TableConstraint> = SchemaPart::constraint;

template <class T>
struct Binding<void (*)(const T&, SchemaContext&)> {
  static_assert(part_of<T> != SchemaPart::none, "no part of the schema; see SchemaPart");
  template <auto Check>
  static constexpr Handler handler = {.part = part_of<T>,
                                      .call_schema = [](const void* part, SchemaContext& context) {
                                        Check(*static_cast<const T*>(part), context);
                                      }};
};

}  // namespace pglint
