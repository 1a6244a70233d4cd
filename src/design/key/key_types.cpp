#include "design/key/key_types.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "design/type_family.h"

namespace pglint::design {
namespace {

/// Bytes of an integer type.
int width_of(std::string_view integer) {
  if (integer == "int2") return 2;
  return integer == "int4" ? 4 : 8;
}

KeyFit fit_of_integers(std::string_view referring, std::string_view key) {
  if (referring == key) return KeyFit::same;
  return width_of(referring) < width_of(key) ? KeyFit::narrower : KeyFit::wider;
}

/// For text, varchar, char(n) and name; citext has its own equality.
KeyFit fit_of_texts(std::string_view referring, std::string_view key) {
  if (referring == "citext" || key == "citext") return KeyFit::unknown;
  const bool is_padded = referring == "bpchar" || key == "bpchar";
  return is_padded ? KeyFit::padded : KeyFit::related;
}

/// PostgreSQL only converts towards float8.
KeyFit fit_of_numbers(std::string_view referring, std::string_view key) {
  if (referring == "money" || key == "money") return KeyFit::unknown;
  const bool from_float = referring.starts_with("float");
  if (from_float && key == "numeric") return KeyFit::rejected;
  return from_float ? KeyFit::related : KeyFit::converted;
}

/// Families without implicit conversions.
bool is_strict(Family family) {
  constexpr std::array<Family, 8> strict = {
      Family::integer, Family::number, Family::text,        Family::moment,
      Family::boolean, Family::uuid,   Family::enumeration, Family::array,
  };
  return std::ranges::count(strict, family) > 0;
}

/// Built-in types, and enums of the run; types of extensions may have their own casts.
bool is_plain(const catalog::Type& type, Family family) {
  return (type.schema.empty() && catalog::is_builtin_type(type.name)) ||
         family == Family::enumeration;
}

KeyFit fit_in_family(Family family, const catalog::Type& referring, const catalog::Type& key) {
  switch (family) {
    case Family::integer:
      return fit_of_integers(referring.name, key.name);
    case Family::text:
      return fit_of_texts(referring.name, key.name);
    case Family::number:
      return fit_of_numbers(referring.name, key.name);
    case Family::moment:
      return KeyFit::zoned;
    case Family::enumeration:
    case Family::array:
      return KeyFit::rejected;
    default:
      return KeyFit::unknown;
  }
}

}  // namespace

KeyFit fit_of(const catalog::Type& referring_type, const catalog::Type& key_type,
              const catalog::Catalog& catalog) {
  const catalog::Type referring = base_type(referring_type, catalog);
  const catalog::Type key = base_type(key_type, catalog);
  if (!catalog::is_known(referring) || !catalog::is_known(key)) return KeyFit::unknown;
  const bool is_same_type = referring.schema == key.schema && referring.name == key.name;
  const bool has_same_shape = (referring.dimensions > 0) == (key.dimensions > 0);
  if (is_same_type && has_same_shape) {
    return referring.modifiers == key.modifiers ? KeyFit::same : KeyFit::modifier;
  }
  const Family from = family_of(referring, catalog);
  const Family to = family_of(key, catalog);
  const bool is_measured = is_plain(referring, element_family(referring, catalog)) &&
                           is_plain(key, element_family(key, catalog)) && is_strict(from) &&
                           is_strict(to);
  if (!is_measured) return KeyFit::unknown;
  if (from == to) return fit_in_family(from, referring, key);
  const bool is_money = referring.name == "money" || key.name == "money";
  if (from == Family::integer && to == Family::number) {
    return is_money ? KeyFit::unknown : KeyFit::converted;
  }
  return KeyFit::rejected;
}

}  // namespace pglint::design
