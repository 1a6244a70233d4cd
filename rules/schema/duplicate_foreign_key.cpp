// Duplicate foreign keys, and foreign keys that another one contains.
#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/schema.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::duplicate_foreign_key {
namespace {

/// Columns with their referenced columns, sorted.
using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Known {
  const design::ForeignKey* key = nullptr;
  Pairs pairs;
};

/// Empty if it is not known which columns it refers to.
Pairs pairs_of(const design::ForeignKey& key) {
  const catalog::Constraint& constraint = *key.constraint;
  if (constraint.referenced_columns.size() != constraint.columns.size()) return {};
  Pairs pairs;
  for (std::size_t index = 0; index < constraint.columns.size(); ++index) {
    pairs.emplace_back(constraint.columns[index], constraint.referenced_columns[index]);
  }
  std::ranges::sort(pairs);
  return pairs;
}

bool counts(const design::ForeignKey& key) {
  return key.constraint->certain && key.constraint->enforced;
}

bool has_same_actions(const catalog::Constraint& a, const catalog::Constraint& b) {
  return a.on_delete == b.on_delete && a.on_update == b.on_update;
}

std::string_view name_of(catalog::ReferentialAction action) {
  switch (action) {
    case catalog::ReferentialAction::no_action:
      return "NO ACTION";
    case catalog::ReferentialAction::restricted:
      return "RESTRICT";
    case catalog::ReferentialAction::cascade:
      return "CASCADE";
    case catalog::ReferentialAction::set_null:
      return "SET NULL";
    case catalog::ReferentialAction::set_default:
      return "SET DEFAULT";
  }
  return {};
}

/// `ON DELETE CASCADE`, for the first of the events whose actions differ.
std::string action_of(const catalog::Constraint& constraint, const catalog::Constraint& other) {
  const bool on_delete = constraint.on_delete != other.on_delete;
  return text::format("{} {}", on_delete ? "ON DELETE" : "ON UPDATE",
                      name_of(on_delete ? constraint.on_delete : constraint.on_update));
}

/// `t (a, b)`
std::string columns_of(const design::ForeignKey& key) {
  std::string list;
  for (const std::string& column : key.constraint->columns) {
    list += (list.empty() ? "" : ", ") + column;
  }
  return text::format("{} ({})", key.table->name(), list);
}

SchemaReport report_of_copy(const design::ForeignKey& key, const catalog::Constraint& other) {
  const catalog::Constraint& constraint = *key.constraint;
  return at(key)
      .says(
          "duplicate foreign key: `{}` and `{}` both link `{}` to `{}`, so each write is checked "
          "twice",
          constraint.name, other.name, columns_of(key), constraint.referenced.name)
      .advises("drop `{}` or `{}`; they do the same", constraint.name, other.name);
}

SchemaReport report_of_conflict(const design::ForeignKey& key, const catalog::Constraint& other) {
  const catalog::Constraint& constraint = *key.constraint;
  const std::string action = action_of(constraint, other);
  const std::string other_action = action_of(other, constraint);
  return at(key)
      .says("conflicting foreign keys on `{}`: `{}` has {} and `{}` has {}, and both apply",
            columns_of(key), constraint.name, action, other.name, other_action)
      .advises("keep `{}` for {} or `{}` for {}, and drop the other", constraint.name, action,
               other.name, other_action)
      .with(Severity::error);
}

/// The columns of `larger` alone that can be NULL: then it is not checked.
std::vector<std::string> nullable_rest(const design::ForeignKey& larger,
                                       const design::ForeignKey& smaller,
                                       const catalog::Catalog& catalog) {
  std::vector<std::string> names;
  for (const catalog::Column* column : larger.columns) {
    const bool is_shared = smaller.has(column->name);
    if (!is_shared && design::is_nullable(*column, catalog) != catalog::Answer::no) {
      names.push_back(column->name);
    }
  }
  return names;
}

/// Reports the smaller of two foreign keys, the one to drop.
SchemaReport report_of_overlap(const design::ForeignKey& a, const design::ForeignKey& b,
                               const catalog::Catalog& catalog) {
  const bool is_larger = a.constraint->columns.size() > b.constraint->columns.size();
  const design::ForeignKey& larger = is_larger ? a : b;
  const design::ForeignKey& smaller = is_larger ? b : a;
  const std::string& kept = larger.constraint->name;
  const std::string larger_key =
      text::format("{} ({})", kept, text::joined(larger.constraint->columns, ", "));
  const std::string& dropped = smaller.constraint->name;
  const auto nullable = nullable_rest(larger, smaller, catalog);
  const std::string nulls = design::list_of(nullable);
  const std::string first = has_same_actions(*larger.constraint, *smaller.constraint)
                                ? std::string()
                                : text::format("give `{}` {}, then ", kept,
                                               action_of(*smaller.constraint, *larger.constraint));
  return at(smaller)
      .says("redundant foreign key: `{}` on `{}` is already checked by `{}`{}", dropped,
            smaller.table->name(), larger_key,
            nullable.empty() ? "" : text::format(", except where {} is NULL", nulls))
      .advises("{}drop `{}`{}", first, dropped,
               nullable.empty() ? ""
                                : text::format(" if {} {} always set", nulls,
                                               nullable.size() == 1 ? "is" : "are"))
      .with(Confidence::medium)
      .beside(at(larger), text::format("`{}` is here", kept));
}

void report(const design::ForeignKey& key, const Known& first, SchemaContext& context) {
  const catalog::Constraint& other = *first.key->constraint;
  if (pairs_of(key).size() != first.pairs.size()) {
    return context.report(report_of_overlap(key, *first.key, context.catalog()));
  }
  const auto report =
      has_same_actions(*key.constraint, other) ? report_of_copy : report_of_conflict;
  context.report(
      report(key, other).beside(at(*first.key), text::format("`{}` is here", other.name)));
}

/// The foreign keys of a table to one other table, in order.
class SeenKeys {
 public:
  /// The first exact copy, or else the first that overlaps; null if there is none.
  [[nodiscard]] const Known* find_like(const Pairs& pairs) const {
    const auto copy = copies_.find(pairs);
    if (copy != copies_.end()) return &seen_[copy->second];
    std::size_t first = seen_.size();
    for (const auto& pair : pairs) {
      const auto found = by_pair_.find(pair);
      if (found == by_pair_.end()) continue;
      for (const std::size_t index : found->second) {
        if (index >= first) break;
        if (overlap(seen_[index].pairs, pairs)) first = index;
      }
    }
    return first == seen_.size() ? nullptr : &seen_[first];
  }

  void add(Known known) {
    copies_.try_emplace(known.pairs, seen_.size());
    for (const auto& pair : known.pairs) by_pair_[pair].push_back(seen_.size());
    seen_.push_back(std::move(known));
  }

 private:
  static bool overlap(const Pairs& a, const Pairs& b) {
    return std::ranges::includes(a, b) || std::ranges::includes(b, a);
  }

  std::vector<Known> seen_;
  std::map<Pairs, std::size_t> copies_;
  std::map<Pairs::value_type, std::vector<std::size_t>> by_pair_;
};

void check(const design::Table& table, SchemaContext& context) {
  if (table.foreign_keys.size() < 2) return;
  std::map<catalog::Name, SeenKeys, catalog::ByName> seen;
  for (const design::ForeignKey& key : table.foreign_keys) {
    Pairs pairs = pairs_of(key);
    if (pairs.empty() || !counts(key)) continue;
    SeenKeys& to_same = seen[key.constraint->referenced];
    if (const Known* first = to_same.find_like(pairs)) report(key, *first, context);
    to_same.add({.key = &key, .pairs = std::move(pairs)});
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "duplicate-foreign-key",
    .group = Group::schema,
    .severity = Severity::warning,
    .also = {Severity::error, Severity::info},
    .summary = "Duplicate foreign key, or one that another foreign key already covers",
    .help = "drop one of the two, keeping the actions that you want",
    .why = R"(
PostgreSQL does not notice that a foreign key exists already. It only gives the second one another
name. Each has its own triggers, so every INSERT and UPDATE of the child and every DELETE of the
parent is checked twice. If the two have different ON DELETE actions, both apply: a RESTRICT next to
a CASCADE forbids what the other would do. Usually the column already had `REFERENCES` when a later
migration added a constraint with a proper name.
)",
    .reported = R"(
Foreign keys of one table over the same columns, in any order, to the same columns of the same
table. It is an error if their actions differ. It is `info` if one contains the other, such as
`(id)` and `(tenant_id, id)`.
)",
    .not_reported = R"(
- Foreign keys of one column to two tables, or to two columns of one table.
- Foreign keys that are NOT ENFORCED or created under a condition.
)",
    .instead = R"(
Keep the one with the actions that you want. Dropping a constraint changes only the catalog, under a
short ACCESS EXCLUSIVE lock on both tables:

```sql
ALTER TABLE parcels DROP CONSTRAINT parcels_depot;
```
)",
    .fine = R"(
During a migration that replaces one by the other: add the new one NOT VALID, validate it, drop the
old one.
)",
    .bad = R"(
CREATE TABLE depots (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE parcels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  depot_id bigint NOT NULL REFERENCES depots,
  grams integer NOT NULL,
  CONSTRAINT parcels_depot FOREIGN KEY (depot_id) REFERENCES depots (id)
);
CREATE INDEX parcels_depot_id ON parcels (depot_id);
)",
    .good = R"(
CREATE TABLE depots (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE parcels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  depot_id bigint NOT NULL REFERENCES depots,
  grams integer NOT NULL
);
CREATE INDEX parcels_depot_id ON parcels (depot_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::duplicate_foreign_key
