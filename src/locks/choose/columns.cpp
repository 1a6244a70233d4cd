// ADD COLUMN, DROP COLUMN and what ALTER COLUMN does, but for TYPE.
#include <algorithm>
#include <optional>
#include <string_view>

#include "locks/choose/facts.h"
#include "text/ascii.h"

namespace pglint::locks {

using catalog::Column;
using catalog::Constraint;
using catalog::ConstraintKind;

namespace {

/// Whether a call of the function, which is declared volatile, is; nothing if it may be.
std::optional<bool> is_volatile(const catalog::Routine& routine, int version) {
  if (!text::equals_ignoring_case(routine.language, "sql")) return true;
  if (version < first_version_that_folds) return true;
  if (routine.inlined.empty()) return std::nullopt;
  const ExpressionVolatility inlined = volatility_of(routine.inlined, version);
  if (inlined.is_volatile) return true;
  const bool is_known = !inlined.may_be_volatile && inlined.unknown_functions.empty();
  return is_known ? std::optional(false) : std::nullopt;
}

/// Whether the run knows the function, and how it changes.
std::optional<bool> is_volatile(const catalog::Catalog& catalog, const CalledFunction& call,
                                int version) {
  std::optional<bool> answer;
  for (const catalog::Object* object : catalog.objects_called(call.name.name)) {
    const auto* routine = object->as<catalog::Routine>();
    const bool is_called = call.name.schema.empty() || call.name.schema == object->name.schema;
    if (routine == nullptr || !is_called) continue;
    const bool is_declared = routine->volatility == catalog::Volatility::volatile_function;
    const std::optional<bool> varies = is_declared ? is_volatile(*routine, version) : false;
    if (!varies) return std::nullopt;
    answer = answer.value_or(false) || *varies;
  }
  return answer;
}

bool has(const NewColumn& added, ConstraintKind kind) {
  return std::ranges::count(added.constraints, kind, &Constraint::kind) > 0;
}

Choice generated(const NewColumn& added) {
  if (added.column.generation != catalog::Generation::virtual_column) {
    return {.form = Form::add_column_stored};
  }
  const bool is_checked = added.is_not_null || has(added, ConstraintKind::check);
  return {.form = is_checked ? Form::add_column_virtual_checked : Form::add_column_virtual};
}

/// The heaviest of the constraints in the definition.
Choice constrained(const NewColumn& added, Form without) {
  const bool has_key =
      has(added, ConstraintKind::unique) || has(added, ConstraintKind::primary_key);
  const bool references = has(added, ConstraintKind::foreign_key);
  if (has_key) return {.form = Form::add_column_unique};
  if (references && added.default_value) return {.form = Form::add_column_default_references};
  if (has(added, ConstraintKind::check)) return {.form = Form::add_column_check};
  if (references) return {.form = Form::add_column_references};
  return {.form = added.default_value ? Form::add_column_default : without};
}

/// Of a DEFAULT that may differ from row to row; before PostgreSQL 11, of any.
std::optional<Choice> varying(const Facts& facts, const NewColumn& added) {
  const ExpressionVolatility& value = *added.default_value;
  if (facts.version() < 11) {
    return Choice{.form = has(added, ConstraintKind::foreign_key)
                              ? Form::add_column_default_references
                              : Form::add_column_default};
  }
  if (value.is_volatile) return Choice{.form = Form::add_column_volatile};
  for (const CalledFunction& call : value.unknown_functions) {
    const std::optional<bool> varies = is_volatile(facts.catalog(), call, facts.version());
    if (varies == false) continue;
    return Choice{.form = Form::add_column_volatile,
                  .is_certain = varies.has_value(),
                  .involved = {call.name.shown()}};
  }
  if (!value.may_be_volatile) return std::nullopt;
  return Choice{.form = Form::add_column_volatile, .is_certain = false};
}

}  // namespace

Choice choose_add_column(const Facts& facts) {
  const Operation& operation = facts.operation();
  const NewColumn& added = *operation.column;
  if (operation.if_exists && facts.column(operation.part) != nullptr) {
    return {.form = Form::add_column_if_there};
  }
  if (added.column.serial) return {.form = Form::add_column_serial};
  if (added.column.identity) return {.form = Form::add_column_identity};
  if (added.column.generated) return generated(added);
  const catalog::Domain* domain = facts.domain_of(added.column.type);
  if (domain != nullptr && is_bound(*domain)) return {.form = Form::add_column_bound_domain};
  if (added.default_value) {
    if (auto choice = varying(facts, added)) return *choice;
  }
  return constrained(added, domain == nullptr ? Form::add_column : Form::add_column_free_domain);
}

Choice choose_set_not_null(const Facts& facts) {
  const Operation& operation = facts.operation();
  const Column* found = facts.column(operation.part);
  if (found != nullptr && facts.is_not_null(*found)) return {.form = Form::set_not_null_again};
  if (const Constraint* invalid = facts.unvalidated_not_null(operation.part)) {
    return {.form = operation.form, .involved = {invalid->name}};
  }
  if (facts.is_proved(operation.part)) return {.form = Form::set_not_null_proved};
  return {.form = operation.form, .is_certain = facts.is_known() && found != nullptr};
}

Choice choose_set_expression(const Facts& facts) {
  const Column* found = facts.column(facts.operation().part);
  const bool is_virtual =
      found != nullptr && found->generation == catalog::Generation::virtual_column;
  if (is_virtual) return {.form = Form::set_virtual_expression};
  return {.form = facts.operation().form, .is_certain = found != nullptr};
}

Choice choose_drop_column(const Facts& facts) {
  const catalog::Relation* relation = facts.relation();
  const bool is_in_key =
      relation != nullptr &&
      std::ranges::any_of(relation->constraints, [&](const Constraint& constraint) {
        return constraint.kind == ConstraintKind::foreign_key &&
               std::ranges::count(constraint.columns, facts.operation().part) > 0;
      });
  return {.form = is_in_key ? Form::drop_column_of_foreign_key : facts.operation().form};
}

}  // namespace pglint::locks
