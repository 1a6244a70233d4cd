// ADD, VALIDATE and DROP CONSTRAINT.
#include <algorithm>
#include <string>
#include <vector>

#include "locks/choose/facts.h"
#include "locks/related.h"

namespace pglint::locks {

using catalog::Constraint;
using catalog::ConstraintKind;
using catalog::Relation;

namespace {

/// Whether each of the tables has a valid foreign key like `wanted`: then a partitioned table takes
/// them over without a look at the rows.
bool have_key(const std::vector<const Relation*>& tables, const Constraint& wanted,
              const catalog::Name& referenced) {
  return !tables.empty() && std::ranges::all_of(tables, [&](const Relation* table) {
    return std::ranges::any_of(table->constraints, [&](const Constraint& own) {
      return own.kind == ConstraintKind::foreign_key && own.validated && own.enforced &&
             own.columns == wanted.columns && own.referenced == referenced;
    });
  });
}

}  // namespace

Choice choose_add_not_null(const Facts& facts) {
  const Form form = facts.operation().form;
  const auto& columns = facts.operation().constraint->columns;
  if (columns.empty()) return {.form = form, .is_certain = false};
  const catalog::Column* found = facts.column(columns.front());
  if (found != nullptr && facts.is_not_null(*found)) return {.form = Form::add_not_null_proved};
  if (const Constraint* invalid = facts.unvalidated_not_null(columns.front())) {
    return {.form = form, .involved = {invalid->name}};
  }
  if (facts.is_proved(columns.front())) return {.form = Form::add_not_null_proved};
  return {.form = form, .is_certain = facts.is_known() && found != nullptr};
}

Choice choose_add_foreign_key(const Facts& facts) {
  const Operation& operation = facts.operation();
  const bool is_not_valid = operation.form == Form::add_foreign_key_not_valid;
  const Relation* referenced =
      operation.others.empty() ? nullptr : facts.catalog().find_relation(operation.others.front());
  if (facts.is_partitioned()) {
    if (is_not_valid) return {.form = Form::add_foreign_key_partitioned_not_valid};
    const catalog::Name name = known_name(facts.catalog(), operation.others.front());
    const bool is_taken_over =
        have_key(partitions_of(facts.catalog(), *facts.relation()), *operation.constraint, name);
    return {.form = is_taken_over ? Form::add_foreign_key_partitioned_taken_over
                                  : Form::add_foreign_key_partitioned};
  }
  const bool is_to_partitioned = referenced != nullptr && referenced->partitioned && !is_not_valid;
  return {.form = is_to_partitioned ? Form::add_foreign_key_to_partitioned : operation.form};
}

Choice choose_add_key(const Facts& facts) {
  const Form form = facts.operation().form;
  if (form == Form::add_exclusion) {
    return {.form = facts.is_partitioned() ? Form::add_exclusion_partitioned : form};
  }
  if (facts.is_partitioned()) return {.form = Form::add_unique_partitioned};
  if (form == Form::add_unique) return {.form = form};
  const auto answer = facts.are_not_null(facts.operation().constraint->columns);
  if (answer == true) return {.form = Form::add_primary_key};
  return {.form = form, .is_certain = answer.has_value()};
}

Choice choose_key_of_index(const Facts& facts) {
  const catalog::Index* index =
      facts.relation() == nullptr
          ? nullptr
          : facts.relation()->find_index(facts.operation().constraint->index);
  std::vector<std::string> columns;
  if (index != nullptr) {
    for (const catalog::IndexKey& key : index->keys) columns.push_back(key.column);
  }
  const auto answer = facts.are_not_null(columns);
  if (answer == true) return {.form = Form::primary_key_using_index};
  return {.form = facts.operation().form, .is_certain = answer.has_value(), .involved = columns};
}

Choice choose_validate(const Facts& facts) {
  const Constraint* found = facts.named_constraint();
  if (found == nullptr) return {.form = facts.operation().form, .is_certain = false};
  if (found->kind == ConstraintKind::foreign_key) return {.form = Form::validate_foreign_key};
  if (found->kind == ConstraintKind::not_null) return {.form = Form::validate_not_null};
  return {.form = facts.operation().form};
}

Choice choose_drop_constraint(const Facts& facts) {
  const Constraint* found = facts.named_constraint();
  const Form form = facts.operation().form;
  if (found == nullptr) return {.form = form};
  if (found->kind == ConstraintKind::foreign_key) return {.form = Form::drop_foreign_key};
  const bool is_key =
      found->kind == ConstraintKind::primary_key || found->kind == ConstraintKind::unique;
  const bool is_referenced = is_key && facts.operation().cascade &&
                             !references_to_key(facts.catalog(), *facts.relation(), *found).empty();
  return {.form = is_referenced ? Form::drop_referenced_key : form};
}

}  // namespace pglint::locks
