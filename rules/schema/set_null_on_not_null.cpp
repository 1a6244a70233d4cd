// ON DELETE SET NULL for a column that cannot be NULL: PostgreSQL accepts it, and fails later.
#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "design/key/actions.h"
#include "design/schema.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"
#include "text/plural.h"

namespace pglint::rules::set_null_on_not_null {
namespace {

/// ``column `t.a` `` or ``columns `a` and `b` of `t` ``
std::string shown(const design::Table& table, const std::vector<std::string>& columns) {
  if (columns.size() == 1) return text::format("column `{}`", design::shown(table, columns[0]));
  return text::format("columns {} of `{}`", design::list_of(columns), table.name());
}

std::string advice_for(const design::Table& table, const std::vector<std::string>& columns) {
  std::vector<std::string> in_key;
  if (const design::Key* primary = table.primary_key(); primary != nullptr) {
    std::ranges::copy_if(columns, std::back_inserter(in_key),
                         [&](const std::string& column) { return primary->has(column); });
  }
  if (!in_key.empty()) {
    return text::format("write RESTRICT or CASCADE in place of SET NULL: {} {} in the primary key",
                        design::list_of(in_key), text::is_are(in_key.size()));
  }
  return text::format("allow NULL in {}, or write RESTRICT or CASCADE in place of SET NULL",
                      design::list_of(columns));
}

void check(const design::ForeignKey& key, SchemaContext& context) {
  const catalog::Constraint& constraint = *key.constraint;
  if (!constraint.certain || !constraint.enforced) return;
  const design::ActionEffect effect = design::effect_of(key, catalog::ReferentialAction::set_null);
  std::vector<std::string> names;
  for (const catalog::Column* column : effect.columns) {
    const auto nullable = design::is_nullable(*column, context.catalog());
    if (nullable == catalog::Answer::no) names.push_back(column->name);
  }
  if (names.empty()) return;
  context.report(at(key)
                     .says("{} on NOT NULL {}: {} fails if `{}` refers to it",
                           design::clause_of(effect, "SET NULL"), shown(*key.table, names),
                           design::event_of(effect, constraint.referenced.name), key.table->name())
                     .advises(advice_for(*key.table, names))
                     .about(names)
                     .named(names.front()));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "set-null-on-not-null",
    .group = Group::schema,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "Foreign key with ON DELETE SET NULL on a NOT NULL column: deletes always fail",
    .help = "allow NULL in the column, or write RESTRICT or CASCADE in place of SET NULL",
    .why = R"(
PostgreSQL accepts the combination when the table is created and never checks it again. The mistake
appears when a row that others refer to is deleted: the action runs, violates the NOT NULL
constraint, and the DELETE fails with a message about a column of another table. SET NULL says that
deleting is allowed. In effect it is forbidden, which you learn from an error in production.
)",
    .reported = R"(
Foreign keys with `ON DELETE SET NULL` or `ON UPDATE SET NULL`, if a column that the action sets is
NOT NULL after the last linted file: by a constraint on the column, as part of the primary key, or
by its domain. `SET NULL (column)` counts only for the columns that it lists.
)",
    .not_reported = R"(
Columns that a migration made nullable afterwards; foreign keys that are NOT ENFORCED; columns whose
NOT NULL depends on a condition or is not validated yet.
)",
    .instead = R"(
Decide what happens to a row when the row it refers to is deleted. If it can exist without it, allow
NULL. This changes only the catalog, and the lock is short:

```sql
ALTER TABLE invoices ALTER COLUMN customer_id DROP NOT NULL;
```

If it cannot, declare that deleting is refused, or that the rows are deleted too. Add the new
constraint without reading the table, validate it under a weaker lock, and drop the old one last:

```sql
ALTER TABLE invoices ADD CONSTRAINT invoices_customer FOREIGN KEY (customer_id)
  REFERENCES customers ON DELETE RESTRICT NOT VALID;
ALTER TABLE invoices VALIDATE CONSTRAINT invoices_customer;
ALTER TABLE invoices DROP CONSTRAINT invoices_customer_id_fkey;
```
)",
    .fine = R"(
Never: the action cannot succeed. If deleting should fail, `RESTRICT` says so, with a better error
message.
)",
    .bad = R"(
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE invoices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers ON DELETE SET NULL,
  issued_on date NOT NULL
);
CREATE INDEX invoices_customer_id ON invoices (customer_id);
)",
    .good = R"(
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE invoices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers ON DELETE RESTRICT,
  issued_on date NOT NULL
);
CREATE INDEX invoices_customer_id ON invoices (customer_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::set_null_on_not_null
