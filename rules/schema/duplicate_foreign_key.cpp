// The same foreign key twice, and foreign keys that another one contains.
#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "design/schema.h"
#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::duplicate_foreign_key {
namespace {

/// Column and referenced column, in the order of the names.
using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Known {
  const design::ForeignKey* key = nullptr;
  Pairs pairs;
};

/// Empty where it is not known which columns it refers to.
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

void report(const design::ForeignKey& key, const Known& first, SchemaContext& context) {
  const catalog::Constraint& constraint = *key.constraint;
  const catalog::Constraint& other = *first.key->constraint;
  const bool is_copy = pairs_of(key).size() == first.pairs.size();
  const bool differs = is_copy && !has_same_actions(constraint, other);
  std::string effect = "every write is checked twice";
  if (differs)
    effect = "deletes and updates do what two constraints say, in an order that is not told";
  if (!is_copy) effect = "one of two checks is for nothing as long as no column is NULL";
  SchemaReport report =
      at(key)
          .says("{}: `{}` {} `{}` ({} of `{}` to `{}`)", effect, constraint.name,
                is_copy ? "repeats" : "overlaps with", other.name,
                design::list_of(constraint.columns), key.table->name(), constraint.referenced.name)
          .with(is_copy ? Confidence::high : Confidence::medium)
          .beside(at(*first.key), text::format("`{}` is here", other.name));
  if (differs) report.severity = Severity::error;
  context.report(std::move(report));
}

void check(const design::Table& table, SchemaContext& context) {
  if (table.foreign_keys.size() < 2) return;
  std::vector<Known> seen;
  for (const design::ForeignKey& key : table.foreign_keys) {
    Pairs pairs = pairs_of(key);
    if (pairs.empty() || !counts(key)) continue;
    const auto is_like = [&](const Known& known) {
      if (known.key->constraint->referenced != key.constraint->referenced) return false;
      return std::ranges::includes(known.pairs, pairs) || std::ranges::includes(pairs, known.pairs);
    };
    // The copy first: what only overlaps says less.
    auto first = std::ranges::find(seen, pairs, &Known::pairs);
    if (first == seen.end() || !is_like(*first)) first = std::ranges::find_if(seen, is_like);
    if (first != seen.end()) report(key, *first, context);
    seen.push_back({.key = &key, .pairs = std::move(pairs)});
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "duplicate-foreign-key",
    .group = Group::schema,
    .severity = Severity::warning,
    .also = {Severity::error, Severity::info},
    .summary = "A table has the same foreign key twice",
    .help = "drop the later one, or the one whose actions you do not want",
    .why = R"(
PostgreSQL does not notice that a foreign key is there already; it only gives the second one another name. Each brings its
own triggers, so every INSERT and UPDATE of the child and every DELETE of the parent looks twice. Where the two
say different things about deleting, both happen: a RESTRICT beside a CASCADE forbids what the other would do. Mostly
the column had `REFERENCES` already when somebody added a constraint with a proper name.
)",
    .reported = R"(
Foreign keys of one table over the same columns, in whatever order, to the same columns of the same table. An error where
their actions differ. `info` where one contains the other, such as `(id)` beside `(tenant_id, id)`.
)",
    .not_reported = R"(
Foreign keys of one column to two tables, or to two columns of one table; those that are NOT ENFORCED, or that a
condition makes.
)",
    .instead = R"(
Keep the one with the actions that you want. Dropping a constraint changes the catalog only, under a short ACCESS
EXCLUSIVE lock on both tables:

```sql
ALTER TABLE parcels DROP CONSTRAINT parcels_depot;
```
)",
    .fine = R"(
For the length of a migration that replaces one by the other: add the new one NOT VALID, validate it, drop the old one.
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
