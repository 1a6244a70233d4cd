#include "design/one_row.h"

#include <algorithm>
#include <string>

#include "design/expression.h"
#include "design/schema.h"
#include "parse/meaning/literal.h"
#include "parse/tree/nodes.h"

namespace pglint::design {
namespace {

/// True for an expression that has one value in all rows: a constant, or a test for NULL of a
/// column that cannot be NULL.
bool is_alike_everywhere(const catalog::IndexKey& part, const catalog::Relation& relation,
                         const catalog::Catalog& catalog) {
  if (!part.column.empty()) return false;
  const ParsedExpression parsed(part.expression);
  if (parsed.tree() == nullptr) return false;
  if (parse::as<A_Const>(parse::without_casts(parsed.tree())) != nullptr) return true;
  if (parse::as<NullTest>(parsed.tree()) == nullptr) return false;
  return std::ranges::all_of(part.mentioned, [&](const std::string& name) {
    const catalog::Column* column = relation.find_column(name);
    return column != nullptr && is_nullable(*column, catalog) == catalog::Answer::no;
  });
}

/// Whether a CHECK allows the column one value besides NULL.
bool has_one_value(const std::string& column, const catalog::Relation& relation) {
  return std::ranges::any_of(relation.constraints, [&](const catalog::Constraint& check) {
    const bool mentions = check.kind == catalog::ConstraintKind::check && check.certain &&
                          check.mentioned.size() == 1 && check.mentioned.front() == column;
    if (!mentions) return false;
    const auto list = value_list(check.expression);
    return list && list->values.size() == 1 && !list->has_null && list->column == column;
  });
}

bool is_alike_everywhere(const catalog::Index& index, const catalog::Relation& relation,
                         const catalog::Catalog& catalog) {
  if (index.keys.size() == 1 && !index.keys.front().column.empty()) {
    const std::string& name = index.keys.front().column;
    const catalog::Column* column = relation.find_column(name);
    return column != nullptr && is_nullable(*column, catalog) == catalog::Answer::no &&
           has_one_value(name, relation);
  }
  return std::ranges::all_of(index.keys, [&](const catalog::IndexKey& part) {
    return is_alike_everywhere(part, relation, catalog);
  });
}

}  // namespace

bool has_one_row(const catalog::Relation& relation, const catalog::Catalog& catalog) {
  return std::ranges::any_of(relation.indexes, [&](const catalog::Index& index) {
    return index.unique && index.certain && index.predicate.empty() && !index.keys.empty() &&
           is_alike_everywhere(index, relation, catalog);
  });
}

}  // namespace pglint::design
