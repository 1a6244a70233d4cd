// Types that stand for each other: what a rule about names needs to know of a column's type.
#pragma once

#include <cstdint>
#include <string_view>

#include "catalog/relation.h"
#include "catalog/schema_catalog.h"
#include "catalog/type.h"

namespace pglint::design {

/// How deep domains over domains are followed; a chain may be a circle.
inline constexpr int max_domains = 32;

enum class Family : std::uint8_t {
  integer,  ///< int2, int4, int8
  number,   ///< numeric, float4, float8, money
  text,     ///< text, varchar, char(n), citext, name
  moment,   ///< timestamp, timestamptz, date
  time,     ///< time, timetz
  boolean,
  uuid,
  json,    ///< json, jsonb, hstore, xml
  binary,  ///< bytea, oid, lo
  enumeration,
  array,
  other,
};

/// The type without the domains around it.
[[nodiscard]] catalog::Type base_type(const catalog::Type& type, const catalog::Catalog& catalog);

/// The family of the type, domains resolved; `other` for types that this run does not know.
[[nodiscard]] Family family_of(const catalog::Type& type, const catalog::Catalog& catalog);

/// True where a column of the relation is of this family.
[[nodiscard]] bool has_column_of(Family family, const catalog::Relation& relation,
                                 const catalog::Catalog& catalog);

/// The family of an array's elements.
[[nodiscard]] Family element_family(const catalog::Type& type, const catalog::Catalog& catalog);

/// The word for it in messages: `integer`, `text`.
[[nodiscard]] std::string_view name_of(Family family);

}  // namespace pglint::design
