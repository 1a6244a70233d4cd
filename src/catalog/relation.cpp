#include "catalog/relation.h"

#include <algorithm>

namespace pglint::catalog {

const Column* Relation::find_column(std::string_view column) const {
  const auto found = std::ranges::find(columns, column, &Column::name);
  return found == columns.end() ? nullptr : &*found;
}

Column* Relation::find_column(std::string_view column) {
  const auto found = std::ranges::find(columns, column, &Column::name);
  return found == columns.end() ? nullptr : &*found;
}

const Constraint* Relation::find_constraint(std::string_view constraint) const {
  const auto found = std::ranges::find(constraints, constraint, &Constraint::name);
  return found == constraints.end() ? nullptr : &*found;
}

Constraint* Relation::find_constraint(std::string_view constraint) {
  const auto found = std::ranges::find(constraints, constraint, &Constraint::name);
  return found == constraints.end() ? nullptr : &*found;
}

const Index* Relation::find_index(std::string_view index) const {
  const auto found = std::ranges::find(indexes, index, &Index::name);
  return found == indexes.end() ? nullptr : &*found;
}

Index* Relation::find_index(std::string_view index) {
  const auto found = std::ranges::find(indexes, index, &Index::name);
  return found == indexes.end() ? nullptr : &*found;
}

const Constraint* Relation::primary_key() const {
  const auto found = std::ranges::find(constraints, ConstraintKind::primary_key, &Constraint::kind);
  return found == constraints.end() ? nullptr : &*found;
}

bool Relation::has_column_in(ConstraintKind constraint, std::string_view column) const {
  return std::ranges::any_of(constraints, [&](const Constraint& candidate) {
    return candidate.kind == constraint && std::ranges::count(candidate.columns, column) > 0;
  });
}

std::string_view name_of(RelationKind kind) {
  switch (kind) {
    case RelationKind::table:
      return "table";
    case RelationKind::foreign_table:
      return "foreign table";
    case RelationKind::view:
      return "view";
    case RelationKind::materialized_view:
      return "materialized view";
  }
  return {};
}

bool is_view(RelationKind kind) {
  return kind == RelationKind::view || kind == RelationKind::materialized_view;
}

std::string_view short_name_of(RelationKind kind) { return is_view(kind) ? "view" : "table"; }

std::string_view label_of(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::primary_key:
      return "pkey";
    case ConstraintKind::unique:
      return "key";
    case ConstraintKind::foreign_key:
      return "fkey";
    case ConstraintKind::check:
      return "check";
    case ConstraintKind::exclusion:
      return "excl";
    case ConstraintKind::not_null:
      return "not_null";
  }
  return {};
}

std::string format_key(const IndexKey& key) {
  std::string sql = key.column.empty() ? "(" + key.expression + ")" : quoted_name(key.column);
  if (!key.collation.empty()) sql += " COLLATE " + key.collation;
  if (!key.operator_class.empty()) sql += " " + key.operator_class;
  if (key.descending) sql += " DESC";
  // NULL counts as the largest value.
  if (key.nulls_first != key.descending) sql += key.nulls_first ? " NULLS FIRST" : " NULLS LAST";
  return sql;
}

}  // namespace pglint::catalog
