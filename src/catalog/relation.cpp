#include "catalog/relation.h"

#include <algorithm>

namespace pglint::catalog {

namespace {

template <class Part>
const Part* find_in(const Parts<Part>& parts, std::string_view name) {
  const auto found = parts.find(name);
  return found == parts.end() ? nullptr : &*found;
}

template <class Part>
Part* edit_in(Parts<Part>& parts, std::string_view name) {
  const auto found = parts.find(name);
  return found == parts.end() ? nullptr : &parts.edit(found);
}

}  // namespace

const Column* Relation::find_column(std::string_view column) const {
  return find_in(columns, column);
}

Column* Relation::edit_column(std::string_view column) { return edit_in(columns, column); }

const Constraint* Relation::find_constraint(std::string_view constraint) const {
  return find_in(constraints, constraint);
}

Parts<Constraint>::iterator Relation::find_not_null(std::string_view column) const {
  if (not_null_constraints == 0) return constraints.end();
  return std::ranges::find_if(constraints, [&](const Constraint& constraint) {
    return constraint.kind == ConstraintKind::not_null &&
           std::ranges::count(constraint.columns, column) > 0;
  });
}

Constraint* Relation::edit_constraint(std::string_view constraint) {
  return edit_in(constraints, constraint);
}

const Index* Relation::find_index(std::string_view index) const { return find_in(indexes, index); }

Index* Relation::edit_index(std::string_view index) { return edit_in(indexes, index); }

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
