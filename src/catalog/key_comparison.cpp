#include "catalog/key_comparison.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace pglint::catalog {
namespace {

/// Types that an operator of one B-tree family or an implicit cast may connect.
enum class Comparable : std::uint8_t {
  unknown,
  integer,
  number,
  text,
  moment,
  time,
  boolean,
  uuid,
  network,
  hardware_address,
  bytes,
  bits,
  money,
  json
};

struct ComparableType {
  std::string_view name;
  Comparable with = Comparable::unknown;
};

// As PostgreSQL 18 answered for each pair of them.
constexpr std::array<ComparableType, 27> comparable_types = {{
    {.name = "int2", .with = Comparable::integer},
    {.name = "int4", .with = Comparable::integer},
    {.name = "int8", .with = Comparable::integer},
    {.name = "numeric", .with = Comparable::number},
    {.name = "float4", .with = Comparable::number},
    {.name = "float8", .with = Comparable::number},
    {.name = "text", .with = Comparable::text},
    {.name = "varchar", .with = Comparable::text},
    {.name = "bpchar", .with = Comparable::text},
    {.name = "name", .with = Comparable::text},
    {.name = "date", .with = Comparable::moment},
    {.name = "timestamp", .with = Comparable::moment},
    {.name = "timestamptz", .with = Comparable::moment},
    {.name = "time", .with = Comparable::time},
    {.name = "timetz", .with = Comparable::time},
    {.name = "interval", .with = Comparable::time},
    {.name = "bool", .with = Comparable::boolean},
    {.name = "uuid", .with = Comparable::uuid},
    {.name = "inet", .with = Comparable::network},
    {.name = "cidr", .with = Comparable::network},
    {.name = "macaddr", .with = Comparable::hardware_address},
    {.name = "macaddr8", .with = Comparable::hardware_address},
    {.name = "bytea", .with = Comparable::bytes},
    {.name = "bit", .with = Comparable::bits},
    {.name = "varbit", .with = Comparable::bits},
    {.name = "money", .with = Comparable::money},
    {.name = "jsonb", .with = Comparable::json},
}};

Comparable comparable_of(const Type& type) {
  if (!type.schema.empty()) return Comparable::unknown;
  const auto* const found = std::ranges::find(comparable_types, type.name, &ComparableType::name);
  return found == comparable_types.end() ? Comparable::unknown : found->with;
}

}  // namespace

bool cannot_refer(const Type& referring, const Type& key) {
  const Comparable from = comparable_of(referring);
  const Comparable to = comparable_of(key);
  if (from == Comparable::unknown || to == Comparable::unknown) return false;
  if ((referring.dimensions > 0) != (key.dimensions > 0)) return true;
  if (from != to) {
    const bool widens = from == Comparable::integer && to == Comparable::number;
    return !widens || key.dimensions > 0;
  }
  // PostgreSQL converts numbers only towards floating point.
  return from == Comparable::number && key.name == "numeric" && referring.name != "numeric";
}

}  // namespace pglint::catalog
