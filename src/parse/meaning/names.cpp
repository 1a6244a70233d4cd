#include "parse/meaning/names.h"

namespace pglint::parse {

std::string qualified_name(const List* names) {
  std::string name;
  for (const String* part : each<String>(names)) {
    if (part == nullptr) continue;
    if (!name.empty()) name += '.';
    name += view(part->sval);
  }
  return name;
}

std::string qualified_name(const RangeVar& relation) {
  std::string name(view(relation.schemaname));
  if (!name.empty()) name += '.';
  return name += view(relation.relname);
}

std::string_view builtin_name(const List* names) {
  const auto parts = each(names);
  if (parts.size() == 1) return string_value(parts[0]);
  const bool in_pg_catalog = parts.size() == 2 && string_value(parts[0]) == "pg_catalog";
  return in_pg_catalog ? string_value(parts[1]) : std::string_view();
}

}  // namespace pglint::parse
