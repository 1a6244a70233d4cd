// ON DELETE SET NULL for a column that cannot be NULL: PostgreSQL takes it, and fails later.
#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "design/key/actions.h"
#include "design/schema.h"
#include "rule/schema_context.h"
#include "text/plural.h"

namespace pglint::rules::set_null_on_not_null {
namespace {

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
  context.report(
      at(key)
          .says("{} fails as soon as `{}` refers to it: {} {} {} to be NULL, which {} NOT NULL",
                design::event_of(effect, constraint.referenced.name), key.table->name(),
                design::clause_of(effect, "SET NULL"),
                effect.on_delete && effect.on_update ? "want" : "wants", design::list_of(names),
                text::is_are(names.size()))
          .about(names)
          .named(names.front()));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "set-null-on-not-null",
    .group = Group::schema,
    .severity = Severity::error,
    .summary = "A foreign key sets a column to NULL that is declared NOT NULL",
    .help = "allow NULL in the column, or write `ON DELETE RESTRICT` or `CASCADE`",
    .why = R"(
PostgreSQL accepts the combination when the table is made and does not look at it again. The mistake
shows when somebody deletes a row that others refer to: the action runs, meets the NOT NULL constraint, and
the DELETE fails with a message about a column of another table. Whoever wrote SET NULL thought that
deleting is allowed; in effect it is forbidden, and only an error message in production says so.
)",
    .reported = R"(
Foreign keys with `ON DELETE SET NULL` or `ON UPDATE SET NULL` where a column that it sets is NOT NULL as the
linted files leave it: by its own constraint, as part of the primary key, or by its domain. `SET NULL (column)`
counts only for the columns that it lists.
)",
    .not_reported = R"(
Columns that a migration made nullable afterwards; foreign keys that are NOT ENFORCED; columns whose
NOT NULL depends on a condition or is not validated yet.
)",
    .instead = R"(
Decide what a row means when what it belongs to is gone. If it can stand alone, the column must take NULL. That is a
change of the catalog only, the lock is short:

```sql
ALTER TABLE invoices ALTER COLUMN customer_id DROP NOT NULL;
```

If it cannot stand alone, say that deleting is refused, or that the rows go too. Add the new constraint without reading
the table, validate it under a weaker lock, and drop the old one last:

```sql
ALTER TABLE invoices ADD CONSTRAINT invoices_customer FOREIGN KEY (customer_id)
  REFERENCES customers ON DELETE RESTRICT NOT VALID;
ALTER TABLE invoices VALIDATE CONSTRAINT invoices_customer;
ALTER TABLE invoices DROP CONSTRAINT invoices_customer_id_fkey;
```
)",
    .fine = R"(
Never: the action cannot succeed. Where deleting shall fail, `RESTRICT` says so, and with a better message.
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
