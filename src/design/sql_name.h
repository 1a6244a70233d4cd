// Quotes names as SQL needs them, for SQL in help.
#pragma once

#include <string>
#include <vector>

#include "catalog/name.h"
#include "catalog/type.h"

namespace pglint::design {

/// `app."Order"`, quoted where necessary; without the schema if that is `public`.
[[nodiscard]] inline std::string in_sql(const catalog::Name& name) {
  const std::string last = catalog::quoted_name(name.name);
  return name.schema.empty() || name.schema == "public"
             ? last
             : catalog::quoted_name(name.schema) + "." + last;
}

/// `id, "createdAt"`, quoted where necessary.
[[nodiscard]] inline std::string in_sql(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) {
    if (!list.empty()) list += ", ";
    list += catalog::quoted_name(name);
  }
  return list;
}

}  // namespace pglint::design
