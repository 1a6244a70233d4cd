#include "catalog/name.h"

namespace pglint::catalog {

Name name_of(const RangeVar& relation) {
  return {.schema = std::string(parse::view(relation.schemaname)),
          .name = std::string(parse::view(relation.relname))};
}

Name name_of(const List* names) {
  const auto parts = parse::each(names);
  if (parts.empty()) return {};
  Name name = {.schema = {}, .name = std::string(parse::string_value(parts.back()))};
  if (parts.size() > 1) name.schema = parse::string_value(parts[parts.size() - 2]);
  return name;
}

}  // namespace pglint::catalog
