#include "locks/choose/facts.h"

#include <algorithm>

namespace pglint::locks {

using catalog::Answer;
using catalog::Column;
using catalog::Constraint;
using catalog::ConstraintKind;

bool Facts::is_known() const {
  return relation_ != nullptr && relation_->certain && relation_->columns_known;
}

const Column* Facts::column(std::string_view name) const {
  const Column* found = relation_ == nullptr ? nullptr : relation_->find_column(name);
  return found != nullptr && found->certain ? found : nullptr;
}

const Constraint* Facts::named_constraint() const {
  return relation_ == nullptr ? nullptr : relation_->find_constraint(operation().part);
}

bool Facts::drops(const std::string& constraint) const {
  return std::ranges::any_of(statement().operations, [&](const Operation& other) {
    return other.form == Form::drop_constraint && other.part == constraint;
  });
}

bool Facts::is_proved(std::string_view column) const {
  if (version() < 12 || relation_ == nullptr) return false;
  return std::ranges::any_of(relation_->constraints, [&](const Constraint& constraint) {
    const bool counts = constraint.kind == ConstraintKind::check && constraint.validated &&
                        constraint.enforced && constraint.certain;
    return counts && std::ranges::count(constraint.proved, column) > 0 && !drops(constraint.name);
  });
}

const Constraint* Facts::unvalidated_not_null(std::string_view column) const {
  if (relation_ == nullptr) return nullptr;
  const auto found = relation_->find_not_null(column);
  const bool is_it = found != relation_->constraints.end() && !found->validated;
  return is_it ? &*found : nullptr;
}

bool Facts::is_not_null(const Column& column) const {
  return column.not_null == Answer::yes && unvalidated_not_null(column.name) == nullptr;
}

std::optional<bool> Facts::are_not_null(const std::vector<std::string>& columns) const {
  if (columns.empty()) return std::nullopt;
  std::optional<bool> answer = true;
  for (const std::string& name : columns) {
    const Column* found = column(name);
    if (is_proved(name)) continue;
    if (found == nullptr) {
      answer.reset();
    } else if (!is_not_null(*found)) {
      return false;
    }
  }
  return answer;
}

const catalog::Domain* Facts::domain_of(const catalog::Type& type) const {
  if (type.dimensions > 0 || (type.schema.empty() && catalog::is_builtin_type(type.name))) {
    return nullptr;
  }
  const catalog::Object* object = catalog().find_type(catalog::NameView(type.schema, type.name));
  return object == nullptr ? nullptr : object->as<catalog::Domain>();
}

bool is_bound(const catalog::Domain& domain) {
  return domain.not_null || !domain.constraints.empty();
}

Choice choose_form(const Facts& facts) {
  switch (facts.operation().form) {
    case Form::add_column:
      return choose_add_column(facts);
    case Form::set_not_null:
      return choose_set_not_null(facts);
    case Form::add_not_null:
      return choose_add_not_null(facts);
    case Form::type_change_rewrite:
      return choose_type_change(facts);
    case Form::set_expression:
      return choose_set_expression(facts);
    case Form::drop_column:
      return choose_drop_column(facts);
    case Form::validate_check:
      return choose_validate(facts);
    case Form::drop_constraint:
      return choose_drop_constraint(facts);
    case Form::add_foreign_key:
    case Form::add_foreign_key_not_valid:
      return choose_add_foreign_key(facts);
    case Form::add_unique:
    case Form::add_exclusion:
    case Form::add_primary_key_nullable:
      return choose_add_key(facts);
    case Form::primary_key_using_nullable_index:
      return choose_key_of_index(facts);
    case Form::create_index:
      return choose_create_index(facts);
    case Form::drop_index:
      return choose_drop_index(facts);
    case Form::reindex_index:
    case Form::reindex_table:
      return choose_reindex(facts);
    case Form::drop_table:
      return choose_drop_table(facts);
    case Form::truncate:
      return choose_truncate(facts);
    case Form::attach_partition:
      return choose_attach_partition(facts);
    case Form::detach_partition:
      return choose_detach_partition(facts);
    case Form::create_partition:
      return choose_create_partition(facts);
    default:
      return {.form = facts.operation().form};
  }
}

}  // namespace pglint::locks
