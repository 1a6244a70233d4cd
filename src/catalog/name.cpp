#include "catalog/name.h"

#include <cstddef>

#include "parse/meaning/sequence_name.h"

namespace pglint::catalog {

Name name_of(const RangeVar& relation) {
  return {.schema = std::string(parse::view(relation.schemaname)),
          .name = std::string(parse::view(relation.relname))};
}

Name name_in(std::string_view written) {
  std::size_t end_of_schema = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < written.size(); ++at) {
    if (written[at] == '"') quoted = !quoted;
    if (written[at] == '.' && !quoted) end_of_schema = at;
  }
  return {.schema = parse::last_name_part(written.substr(0, end_of_schema)),
          .name = parse::last_name_part(written)};
}

Name name_of(const List* names) {
  const auto parts = parse::each(names);
  if (parts.empty()) return {};
  Name name = {.schema = {}, .name = std::string(parse::string_value(parts.back()))};
  if (parts.size() > 1) name.schema = parse::string_value(parts[parts.size() - 2]);
  return name;
}

}  // namespace pglint::catalog
