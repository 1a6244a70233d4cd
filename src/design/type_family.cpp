#include "design/type_family.h"

#include <algorithm>
#include <array>

namespace pglint::design {
namespace {

/// Domains over domains; PostgreSQL has no limit, and no schema comes near this one.
constexpr int max_domains = 32;

struct Member {
  std::string_view type;
  Family family;
};

constexpr std::array members = {
    Member{"int2", Family::integer},     Member{"int4", Family::integer},
    Member{"int8", Family::integer},     Member{"numeric", Family::number},
    Member{"float4", Family::number},    Member{"float8", Family::number},
    Member{"money", Family::number},     Member{"text", Family::text},
    Member{"varchar", Family::text},     Member{"bpchar", Family::text},
    Member{"citext", Family::text},      Member{"name", Family::text},
    Member{"timestamp", Family::moment}, Member{"timestamptz", Family::moment},
    Member{"date", Family::moment},      Member{"time", Family::time},
    Member{"timetz", Family::time},      Member{"bool", Family::boolean},
    Member{"uuid", Family::uuid},        Member{"json", Family::json},
    Member{"jsonb", Family::json},       Member{"hstore", Family::json},
    Member{"xml", Family::json},         Member{"bytea", Family::binary},
    Member{"oid", Family::binary},       Member{"lo", Family::binary},
};

Family family_of_name(std::string_view name) {
  const auto* const found = std::ranges::find(members, name, &Member::type);
  return found == members.end() ? Family::other : found->family;
}

}  // namespace

catalog::Type base_type(const catalog::Type& type, const catalog::Catalog& catalog) {
  catalog::Type base = type;
  for (int depth = 0; depth < max_domains; ++depth) {
    if (base.schema.empty() && catalog::is_builtin_type(base.name)) return base;
    const catalog::Object* object = catalog.find_type({.schema = base.schema, .name = base.name});
    const auto* domain = object == nullptr ? nullptr : object->as<catalog::Domain>();
    if (domain == nullptr) return base;
    const std::size_t dimensions = base.dimensions;
    base = domain->base;
    base.dimensions += dimensions;
  }
  return base;
}

Family element_family(const catalog::Type& type, const catalog::Catalog& catalog) {
  const catalog::Type base = base_type(type, catalog);
  // An extension's types have the schema that it was created in.
  const Family family = family_of_name(base.name);
  if (family != Family::other) return family;
  const catalog::Object* object = catalog.find_type({.schema = base.schema, .name = base.name});
  const bool is_enum = object != nullptr && object->as<catalog::EnumType>() != nullptr;
  return is_enum ? Family::enumeration : Family::other;
}

Family family_of(const catalog::Type& type, const catalog::Catalog& catalog) {
  if (base_type(type, catalog).dimensions > 0) return Family::array;
  return element_family(type, catalog);
}

std::string_view name_of(Family family) {
  switch (family) {
    case Family::integer:
      return "integer";
    case Family::number:
      return "number";
    case Family::text:
      return "text";
    case Family::moment:
      return "timestamp";
    case Family::time:
      return "time";
    case Family::boolean:
      return "boolean";
    case Family::uuid:
      return "uuid";
    case Family::json:
      return "json";
    case Family::binary:
      return "binary";
    case Family::enumeration:
      return "enum";
    case Family::array:
      return "array";
    case Family::other:
      return "type";
  }
  return "type";
}

}  // namespace pglint::design
