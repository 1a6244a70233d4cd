// Indexes, whole tables, and partitions.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "locks/bound_proof.h"
#include "locks/choose/facts.h"
#include "locks/related.h"

namespace pglint::locks {

using catalog::Constraint;
using catalog::ConstraintKind;
using catalog::Index;
using catalog::Relation;

Choice choose_create_index(const Facts& facts) {
  const Operation& operation = facts.operation();
  const bool is_there = operation.if_exists && facts.relation() != nullptr &&
                        facts.relation()->find_index(operation.part) != nullptr;
  if (is_there) return {.form = Form::create_index_if_there};
  if (operation.only) return {.form = Form::create_index_only};
  return {.form = facts.is_partitioned() ? Form::create_index_partitioned : operation.form};
}

Choice choose_drop_index(const Facts& facts) {
  return {.form = facts.is_partitioned() ? Form::drop_index_partitioned : facts.operation().form,
          .is_certain = facts.relation() != nullptr};
}

Choice choose_reindex(const Facts& facts) {
  return {.form = facts.is_partitioned() ? Form::reindex_partitioned : facts.operation().form};
}

namespace {

/// The default partition of the table, other than `partition`.
const Relation* other_default(const Facts& facts, const Relation* parent,
                              const Relation* partition) {
  const Relation* found = default_partition_of(facts.catalog(), parent);
  return found == partition ? nullptr : found;
}

const Relation* parent_of(const Facts& facts, const Relation& partition) {
  return partition.parents.empty() ? nullptr
                                   : facts.catalog().find_relation(partition.parents.front());
}

}  // namespace

Choice choose_drop_table(const Facts& facts) {
  const Relation* relation = facts.relation();
  if (relation == nullptr) return {.form = facts.operation().form};
  if (relation->partition) {
    const bool has_default = other_default(facts, parent_of(facts, *relation), relation) != nullptr;
    return {.form = has_default ? Form::drop_partition_default : Form::drop_partition};
  }
  const bool references =
      std::ranges::count(relation->constraints, ConstraintKind::foreign_key, &Constraint::kind) > 0;
  Choice choice = {.form =
                       references ? Form::drop_table_with_foreign_keys : facts.operation().form};
  const auto dependents = references_to(facts.catalog(), *relation);
  if (!facts.operation().cascade || dependents.empty()) return choice;
  choice.form = Form::drop_referenced_table;
  return choice;
}

Choice choose_truncate(const Facts& facts) {
  const Relation* relation = facts.relation();
  const bool empties_others =
      facts.operation().cascade &&
      (relation == nullptr || !references_to(facts.catalog(), *relation).empty());
  return {.form = empties_others ? Form::truncate_cascade : facts.operation().form,
          .is_certain = relation != nullptr || !empties_others};
}

Choice choose_create_partition(const Facts& facts) {
  const bool has_default = default_partition_of(facts.catalog(), facts.relation()) != nullptr;
  return {.form = has_default ? Form::create_partition_default : facts.operation().form};
}

Choice choose_detach_partition(const Facts& facts) {
  const Operation& operation = facts.operation();
  const Relation* partition =
      operation.others.empty() ? nullptr : facts.catalog().find_relation(operation.others.front());
  const bool has_default = other_default(facts, facts.relation(), partition) != nullptr;
  return {.form = has_default ? Form::detach_partition_default : operation.form};
}

namespace {

bool is_same_index(const Index& wanted, const Index& own) {
  // A unique index is not a UNIQUE constraint: PostgreSQL builds another one.
  return wanted.keys == own.keys && wanted.unique == own.unique && wanted.method == own.method &&
         wanted.predicate == own.predicate && wanted.constraint.empty() == own.constraint.empty();
}

std::vector<std::string> missing_indexes(const Relation& parent, const Relation& partition) {
  std::vector<std::string> names;
  for (const Index& index : parent.indexes) {
    const bool has_it = std::ranges::any_of(
        partition.indexes, [&](const Index& own) { return is_same_index(index, own); });
    if (!has_it && index.certain) names.push_back(index.name);
  }
  return names;
}

/// The tables that foreign keys reference which the partition lacks.
std::vector<std::string> missing_references(const Relation& parent, const Relation& partition) {
  std::vector<std::string> names;
  for (const Constraint& key : parent.constraints) {
    if (key.kind != ConstraintKind::foreign_key || !key.certain) continue;
    const bool has_it = std::ranges::any_of(partition.constraints, [&](const Constraint& own) {
      return own.kind == key.kind && own.columns == key.columns &&
             own.referenced == key.referenced && own.validated;
    });
    if (!has_it) names.push_back(key.referenced.name);
  }
  return names;
}

/// Whether the rows of the partition are checked; nothing if that is unknown.
std::optional<bool> is_scanned(const Facts& facts, const Relation* partition) {
  if (partition == nullptr || !has_rows(facts.session().age_of(partition))) {
    return partition == nullptr ? std::nullopt : std::optional(false);
  }
  switch (proof_of_bound(*partition, facts.relation(), facts.operation().bound.get())) {
    case BoundProof::proved:
      return false;
    case BoundProof::absent:
      return true;
    case BoundProof::unknown:
      return std::nullopt;
  }
  return std::nullopt;
}

/// Of a default partition with rows, unless a CHECK may exclude those of the new one.
std::optional<bool> is_searched(const Facts& facts, const Relation* partition) {
  if (partition == nullptr || !has_rows(facts.session().age_of(partition))) return false;
  const bool may_exclude =
      std::ranges::any_of(partition->constraints, [](const Constraint& constraint) {
        return constraint.kind == ConstraintKind::check && constraint.validated;
      });
  return may_exclude ? std::nullopt : std::optional(true);
}

}  // namespace

Choice choose_attach_partition(const Facts& facts) {
  const Operation& operation = facts.operation();
  const Relation* parent = facts.relation();
  const Relation* partition =
      operation.others.empty() ? nullptr : facts.catalog().find_relation(operation.others.front());
  const bool has_known_rows = partition != nullptr && has_rows(facts.session().age_of(partition));
  Choice choice = {.form = Form::attach_partition_proved};
  std::vector<Form> certain;
  std::vector<Form> possible;
  const auto add = [&](Form form, std::optional<bool> answer) {
    if (answer != false) (answer ? certain : possible).push_back(form);
  };
  if (has_known_rows && parent != nullptr) {
    const std::vector<std::string> indexes = missing_indexes(*parent, *partition);
    const std::vector<std::string> references = missing_references(*parent, *partition);
    add(Form::attach_partition_builds, !indexes.empty());
    add(Form::attach_partition_references, !references.empty());
    choice.involved = indexes.empty() ? references : indexes;
  }
  add(Form::attach_partition_default, is_searched(facts, other_default(facts, parent, partition)));
  add(Form::attach_partition, is_scanned(facts, partition));
  choice.is_certain = !certain.empty() || possible.empty();
  choice.also = std::move(choice.is_certain ? certain : possible);
  if (choice.also.empty()) return choice;
  choice.form = choice.also.front();
  choice.also.erase(choice.also.begin());
  return choice;
}

}  // namespace pglint::locks
