#include "design/type_family.h"

#include <algorithm>
#include <array>

#include "text/word_index.h"

namespace pglint::design {
namespace {

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

constexpr text::WordIndex member_index([] {
  std::array<std::string_view, members.size()> types;
  std::ranges::transform(members, types.begin(), &Member::type);
  return types;
}());

Family family_of_name(std::string_view name) {
  const std::size_t found = member_index.find(name);
  return found == members.size() ? Family::other : members[found].family;
}

/// A type below its domains, as a pointer into the catalog.
struct Base {
  const catalog::Type* type = nullptr;      ///< never null
  std::size_t dimensions = 0;               ///< also of arrays of domains over arrays
  const catalog::Object* object = nullptr;  ///< the definition of the type; may be null
};

Base base_of(const catalog::Type& type, const catalog::Catalog& catalog) {
  Base base = {.type = &type, .dimensions = type.dimensions};
  for (int depth = 0; depth < max_domains; ++depth) {
    const catalog::Type& now = *base.type;
    if (now.schema.empty() && catalog::is_builtin_type(now.name)) return base;
    base.object = catalog.find_type({now.schema, now.name});
    const auto* domain = base.object == nullptr ? nullptr : base.object->as<catalog::Domain>();
    if (domain == nullptr) return base;
    base = {.type = &domain->base, .dimensions = base.dimensions + domain->base.dimensions};
  }
  return base;
}

/// The family of the elements of an array, or of the type itself.
Family family_of_element(const Base& base) {
  // The types of an extension are in its schema, which may be any.
  const Family family = family_of_name(base.type->name);
  if (family != Family::other) return family;
  const bool is_enum = base.object != nullptr && base.object->as<catalog::EnumType>() != nullptr;
  return is_enum ? Family::enumeration : Family::other;
}

}  // namespace

catalog::Type base_type(const catalog::Type& type, const catalog::Catalog& catalog) {
  const Base base = base_of(type, catalog);
  catalog::Type copy = *base.type;
  copy.dimensions = base.dimensions;
  return copy;
}

bool has_column_of(Family family, const catalog::Relation& relation,
                   const catalog::Catalog& catalog) {
  return std::ranges::any_of(relation.columns, [&](const catalog::Column& column) {
    return family_of(column.type, catalog) == family;
  });
}

Family element_family(const catalog::Type& type, const catalog::Catalog& catalog) {
  return family_of_element(base_of(type, catalog));
}

Family family_of(const catalog::Type& type, const catalog::Catalog& catalog) {
  const Base base = base_of(type, catalog);
  return base.dimensions > 0 ? Family::array : family_of_element(base);
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
