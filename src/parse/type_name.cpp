#include "parse/type_name.h"

namespace pglint::parse {

std::string_view builtin_type(const TypeName& type) {
  if (type.pct_type) return {};
  const auto names = each<String>(type.names);
  if (names.size() == 1) return view(names[0]->sval);
  const bool in_pg_catalog = names.size() == 2 && view(names[0]->sval) == "pg_catalog";
  return in_pg_catalog ? view(names[1]->sval) : std::string_view();
}

std::optional<long> type_modifier(const TypeName& type) {
  if (type.typmods == nullptr) return std::nullopt;
  const auto* constant = each<A_Const>(type.typmods)[0];
  if (constant == nullptr || constant->isnull || constant->val.node.type != T_Integer) {
    return std::nullopt;
  }
  return constant->val.ival.ival;
}

std::string_view bare_type_name(const TypeName& type) {
  const auto names = each<String>(type.names);
  return names.size() == 1 && !type.pct_type ? view(names[0]->sval) : std::string_view();
}

}  // namespace pglint::parse
