// ON DELETE SET DEFAULT for a column that has no default: then it means SET NULL.
#include <algorithm>
#include <string>
#include <vector>

#include "design/key/actions.h"
#include "design/schema.h"
#include "rule/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"
#include "text/plural.h"

namespace pglint::rules::set_default_without_default {
namespace {

/// `NULL`, also with a cast behind it, as pg_dump writes it.
bool is_null(const std::string& expression) {
  const std::string_view value = std::string_view(expression).substr(0, expression.find(':'));
  return text::equals_ignoring_case(value, "null");
}

bool has_default(const catalog::Column& column, const catalog::Catalog& catalog) {
  if (column.identity) return true;
  if (column.default_expression) return !is_null(*column.default_expression);
  const catalog::Object* type = catalog.find_type({column.type.schema, column.type.name});
  const auto* domain = type == nullptr ? nullptr : type->as<catalog::Domain>();
  // What the run does not know may be a domain with a default.
  if (domain == nullptr) return !catalog::is_known(column.type);
  return domain->default_expression && !is_null(*domain->default_expression);
}

void check(const design::ForeignKey& key, SchemaContext& context) {
  const catalog::Constraint& constraint = *key.constraint;
  if (!constraint.certain || !constraint.enforced) return;
  const design::ActionEffect effect =
      design::effect_of(key, catalog::ReferentialAction::set_default);
  std::vector<std::string> names;
  std::vector<std::string> failing;
  for (const catalog::Column* column : effect.columns) {
    if (has_default(*column, context.catalog())) continue;
    names.push_back(column->name);
    const auto nullable = design::is_nullable(*column, context.catalog());
    if (nullable == catalog::Answer::no) failing.push_back(column->name);
  }
  if (names.empty()) return;
  const bool fails = !failing.empty();
  const std::string event = design::event_of(effect, constraint.referenced.name);
  const std::string clause = design::clause_of(effect, "SET DEFAULT");
  std::string message =
      fails
          ? text::format(
                "{} fails as soon as `{}` refers to it: {} {} no default to set, and "
                "NOT NULL forbids NULL",
                event, key.table->name(), design::list_of(failing), text::has_have(failing.size()))
          : text::format("{} sets {} of `{}` to NULL: {} {} no default there", event,
                         design::list_of(names), key.table->name(), clause,
                         effect.on_delete && effect.on_update ? "find" : "finds");
  context.report(at(key)
                     .says(std::move(message))
                     .about(names)
                     .named(names.front())
                     .with(fails ? Severity::error : Severity::warning));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "set-default-without-default",
    .group = Group::schema,
    .severity = Severity::warning,
    .also = {Severity::error},
    .summary = "A foreign key sets a column to its default, but the column has none",
    .help =
        "give the column a default that exists in the other table, or write `ON DELETE SET NULL`",
    .why = R"(
A column without a DEFAULT has the default NULL. So `SET DEFAULT` does what `SET NULL` does, and nobody who reads the
table can tell whether that was meant or whether the default was forgotten. Where the column is NOT NULL it
does not even do that: every delete of a row that others refer to fails.
)",
    .reported = R"(
Foreign keys with `ON DELETE SET DEFAULT` or `ON UPDATE SET DEFAULT` where a column that it sets has no default, neither
of its own nor of its domain, or the default NULL. An error where the column is NOT NULL.
)",
    .not_reported = R"(
Defaults of any other kind: whether the other table has a row with this value is not known from DDL. Columns whose type the
linted files do not define, as it may be a domain with a default.
)",
    .instead = R"(
Where some row is meant to inherit what is left over, name it. A default for new rows is a change of the catalog only:

```sql
ALTER TABLE tickets ALTER COLUMN queue_id SET DEFAULT 1;
```

Where NULL is what you mean, say so. The new constraint is added without reading the table and validated
under a weaker lock:

```sql
ALTER TABLE tickets ADD CONSTRAINT tickets_queue FOREIGN KEY (queue_id)
  REFERENCES queues ON DELETE SET NULL NOT VALID;
ALTER TABLE tickets VALIDATE CONSTRAINT tickets_queue;
ALTER TABLE tickets DROP CONSTRAINT tickets_queue_id_fkey;
```
)",
    .fine = R"(
Never: `SET NULL` does the same and says it.
)",
    .bad = R"(
CREATE TABLE queues (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tickets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject text NOT NULL,
  queue_id bigint REFERENCES queues ON DELETE SET DEFAULT
);
CREATE INDEX tickets_queue_id ON tickets (queue_id);
)",
    .good = R"(
CREATE TABLE queues (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE tickets (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject text NOT NULL,
  queue_id bigint REFERENCES queues ON DELETE SET NULL
);
CREATE INDEX tickets_queue_id ON tickets (queue_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::set_default_without_default
