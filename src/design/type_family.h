// Groups types that can replace each other, for rules that compare columns.
#pragma once

#include <cstdint>
#include <string_view>

#include "catalog/relation.h"
#include "catalog/schema_catalog.h"
#include "catalog/type.h"

namespace pglint::design {

/// The limit for chains of domains, which may be cyclic.
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

/// The type below its domains.
[[nodiscard]] catalog::Type base_type(const catalog::Type& type, const catalog::Catalog& catalog);

/// The family of the type, domains resolved; `other` for types unknown to the run.
[[nodiscard]] Family family_of(const catalog::Type& type, const catalog::Catalog& catalog);

/// Whether a column of the relation is of this family.
[[nodiscard]] bool has_column_of(Family family, const catalog::Relation& relation,
                                 const catalog::Catalog& catalog);

/// The family of an array's elements.
[[nodiscard]] Family element_family(const catalog::Type& type, const catalog::Catalog& catalog);

/// Its name in messages: `integer`, `text`.
[[nodiscard]] std::string_view name_of(Family family);

}  // namespace pglint::design
