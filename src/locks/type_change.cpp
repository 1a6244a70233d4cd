#include "locks/type_change.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace pglint::locks {
namespace {

using catalog::Type;

constexpr std::array<std::string_view, 5> of_times = {"timestamp", "timestamptz", "time", "timetz",
                                                      "interval"};

bool is_one_of(const Type& type, std::span<const std::string_view> names) {
  return type.dimensions == 0 && type.schema.empty() && std::ranges::count(names, type.name) > 0;
}

/// Whether each value within the limit `from` is within `to`; none is no limit.
bool is_as_wide(const Type& from, const Type& to) {
  if (to.modifiers.empty()) return true;
  return !from.modifiers.empty() && from.modifiers.front() <= to.modifiers.front();
}

bool is_text(const Type& type) { return type.is("text") || type.is("varchar"); }

/// `numeric(p, s)` to as many digits behind the point and no fewer before it.
bool is_wider_numeric(const Type& from, const Type& to) {
  if (to.modifiers.empty()) return true;
  if (from.modifiers.empty()) return false;
  const auto scale = [](const Type& type) {
    return type.modifiers.size() > 1 ? type.modifiers[1] : 0;
  };
  return scale(from) == scale(to) && from.modifiers[0] <= to.modifiers[0];
}

bool is_of_objects(const Type& type) {
  constexpr std::array<std::string_view, 12> names = {
      "oid",     "regclass",     "regproc",     "regprocedure", "regtype",       "regrole",
      "regoper", "regnamespace", "regoperator", "regconfig",    "regdictionary", "regcollation"};
  return is_one_of(type, names);
}

std::optional<TypeChange> change_within(const Type& from, const Type& to) {
  if (is_text(from) && is_text(to)) {
    return is_as_wide(from, to) ? TypeChange::free : TypeChange::rewrite;
  }
  if (from.name != to.name) return std::nullopt;
  if (from.is("numeric")) {
    return is_wider_numeric(from, to) ? TypeChange::free : TypeChange::rewrite;
  }
  const bool is_limited = is_one_of(from, of_times) || from.is("varbit");
  if (!is_limited) return std::nullopt;
  return is_as_wide(from, to) ? TypeChange::free : TypeChange::rewrite;
}

bool is_time_zone_pair(const Type& from, const Type& to) {
  const bool adds = from.is("timestamp") && to.is("timestamptz");
  const bool removes = from.is("timestamptz") && to.is("timestamp");
  return (adds || removes) && is_as_wide(from, to);
}

}  // namespace

TypeChange change_of(const Type& from, const Type& to) {
  if (from == to) return TypeChange::free;
  if (from.dimensions > 0 || to.dimensions > 0) return TypeChange::rewrite;
  if (const auto change = change_within(from, to)) return *change;
  if (is_time_zone_pair(from, to)) return TypeChange::time_zone;
  const bool is_free = (from.is("cidr") && to.is("inet")) ||
                       (from.is("xml") && is_text(to) && to.modifiers.empty()) ||
                       (from.is("bit") && to.is("varbit") && is_as_wide(from, to));
  if (is_free) return TypeChange::free;
  if (is_of_objects(from) && to.is("oid")) return TypeChange::free;
  const bool is_number_of_object = (from.is("int4") && is_of_objects(to)) ||
                                   (is_of_objects(from) && (to.is("int4") || is_of_objects(to)));
  return is_number_of_object ? TypeChange::indexes : TypeChange::rewrite;
}

bool may_be_free(const Type& to) {
  if (to.dimensions > 0) return false;
  constexpr std::array<std::string_view, 5> names = {"numeric", "varbit", "inet", "oid", "text"};
  if (to.is("varchar") || is_one_of(to, names) || is_one_of(to, of_times)) return true;
  return !catalog::is_builtin_type(to.name);  // a domain, a type of an extension
}

}  // namespace pglint::locks
