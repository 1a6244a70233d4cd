#include "design/key/index_sql.h"

#include <cstddef>

#include "design/sql_name.h"

namespace pglint::design {

std::string include_clause(const catalog::Index& index) {
  return index.include.empty() ? std::string() : " INCLUDE (" + in_sql(index.include) + ")";
}

std::string where_clause(const catalog::Index& index) {
  constexpr std::size_t longest = 100;
  if (index.predicate.empty()) return {};
  return " WHERE " + (index.predicate.size() > longest ? std::string("…") : index.predicate);
}

std::string deferral_clause(const catalog::Constraint& constraint) {
  if (!constraint.deferrable) return {};
  return constraint.initially_deferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE";
}

std::string clauses_of(const catalog::Index& index) {
  std::string keys;
  for (const catalog::IndexKey& key : index.keys) {
    keys += (keys.empty() ? "" : ", ") + catalog::format_key(key);
  }
  std::string sql = (index.method == "btree" ? "(" : "USING " + index.method + " (") + keys + ")";
  sql += include_clause(index);
  if (index.nulls_not_distinct) sql += " NULLS NOT DISTINCT";
  return sql + where_clause(index);
}

}  // namespace pglint::design
