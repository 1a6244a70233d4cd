// ALTER COLUMN … TYPE.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "locks/choose/facts.h"
#include "locks/related.h"
#include "locks/type_change.h"
#include "text/ascii.h"

namespace pglint::locks {

using catalog::Column;
using catalog::Constraint;
using catalog::ConstraintKind;

namespace {

/// The tables that foreign keys with the column reference.
std::vector<std::string> referenced_by(const Facts& facts) {
  std::vector<std::string> names;
  for (const Constraint& constraint : facts.relation()->constraints) {
    const bool is_it = constraint.kind == ConstraintKind::foreign_key &&
                       std::ranges::count(constraint.columns, facts.operation().part) > 0;
    if (is_it) names.push_back(constraint.referenced.name);
  }
  return names;
}

Choice rewritten(const Facts& facts, bool is_certain) {
  Choice choice = {.form = Form::type_change_rewrite, .is_certain = is_certain};
  if (facts.relation() == nullptr) return choice;
  choice.involved = referenced_by(facts);
  if (!choice.involved.empty()) choice.form = Form::type_change_of_reference;
  const auto references = references_to(facts.catalog(), *facts.relation(), facts.operation().part);
  if (references.empty()) return choice;
  if (choice.form == Form::type_change_of_reference) {
    choice.also = {Form::type_change_of_reference};
    choice.involved.clear();
  }
  choice.form = Form::type_change_of_key;
  for (const Reference& reference : references) {
    choice.involved.push_back(reference.from->name.name);
  }
  return choice;
}

/// Indexes with the column in a key, or, unless `in_keys`, only in an expression or predicate.
std::vector<std::string> indexes_on(const Facts& facts, const Column& column, bool in_keys) {
  std::vector<std::string> names;
  for (const catalog::Index& index : facts.relation()->indexes) {
    const bool has_it = std::ranges::any_of(index.keys, [&](const catalog::IndexKey& key) {
      return (in_keys && key.column == column.name) ||
             std::ranges::count(key.mentioned, column.name) > 0;
    });
    if (has_it || std::ranges::count(index.mentioned, column.name) > 0) {
      names.push_back(index.name);
    }
  }
  return names;
}

Choice built(std::vector<std::string> indexes) {
  if (indexes.empty()) return {.form = Form::type_change_free};
  return {.form = Form::type_change_indexes, .involved = std::move(indexes)};
}

/// Of a CHECK that names the column: PostgreSQL checks it again.
Choice checked(const Facts& facts, const Column& column) {
  std::vector<std::string> checks;
  for (const Constraint& constraint : facts.relation()->constraints) {
    const bool names_it = constraint.kind == ConstraintKind::check && constraint.validated &&
                          constraint.enforced && !facts.drops(constraint.name) &&
                          std::ranges::count(constraint.mentioned, column.name) > 0;
    if (names_it) checks.push_back(constraint.name);
  }
  if (checks.empty()) return {.form = Form::type_change_free};
  return {.form = Form::type_change_checked, .involved = std::move(checks)};
}

/// The values stay.
Choice kept(const Facts& facts, const Column& old, const NewType& wanted) {
  const bool is_collated = !wanted.collation.empty() && wanted.collation != old.collation;
  if (is_collated) {
    if (auto indexes = indexes_on(facts, old, true); !indexes.empty()) {
      return built(std::move(indexes));
    }
  }
  if (old.type == wanted.type) return {.form = Form::type_change_free};
  const bool is_name_kept = old.type.name == wanted.type.name;  // another length only
  if (!is_name_kept) {
    if (auto indexes = indexes_on(facts, old, false); !indexes.empty()) {
      return built(std::move(indexes));
    }
  }
  return checked(facts, old);
}

Choice time_zone(const Facts& facts, const Column& old, const NewType& wanted) {
  const Session::Setting zone = facts.session().setting("timezone");
  const bool is_utc = zone.is_known && zone.value &&
                      (text::equals_ignoring_case(*zone.value, "utc") || *zone.value == "0");
  const bool is_set = zone.is_known && zone.value.has_value();
  if (!is_utc || facts.version() < 12) return rewritten(facts, is_set);
  if (wanted.type.is("timestamptz")) return built(indexes_on(facts, old, true));
  return {.form = Form::type_change_free};
}

}  // namespace

Choice choose_type_change(const Facts& facts) {
  const NewType& wanted = *facts.operation().type;
  if (wanted.has_conversion) return rewritten(facts, true);
  const Column* old = facts.column(facts.operation().part);
  if (old == nullptr) return rewritten(facts, !may_be_free(wanted.type));
  const catalog::Domain* to_domain = facts.domain_of(wanted.type);
  if (to_domain != nullptr && is_bound(*to_domain) && old->type != wanted.type) {
    return rewritten(facts, true);
  }
  const catalog::Domain* from_domain = facts.domain_of(old->type);
  const bool is_unknown =
      !catalog::is_known(old->type) && from_domain == nullptr && old->type != wanted.type;
  if (is_unknown) return rewritten(facts, false);
  switch (change_of(from_domain == nullptr ? old->type : from_domain->base,
                    to_domain == nullptr ? wanted.type : to_domain->base)) {
    case TypeChange::free:
      return kept(facts, *old, wanted);
    case TypeChange::indexes:
      return built(indexes_on(facts, *old, true));
    case TypeChange::time_zone:
      return time_zone(facts, *old, wanted);
    case TypeChange::rewrite:
      return rewritten(facts, true);
  }
  return rewritten(facts, true);
}

}  // namespace pglint::locks
