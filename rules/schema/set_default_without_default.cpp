// ON DELETE SET DEFAULT for a column without a default, which then means SET NULL.
#include <algorithm>
#include <string>
#include <vector>

#include "design/key/actions.h"
#include "design/schema.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"
#include "text/plural.h"

namespace pglint::rules::set_default_without_default {
namespace {

/// True for `NULL`, also with a cast after it, as pg_dump writes it.
bool is_null(const std::string& expression) {
  const std::string_view value = std::string_view(expression).substr(0, expression.find(':'));
  return text::equals_ignoring_case(value, "null");
}

bool has_default(const catalog::Column& column, const catalog::Catalog& catalog) {
  if (column.identity) return true;
  if (column.default_expression) return !is_null(*column.default_expression);
  const catalog::Object* type = catalog.find_type({column.type.schema, column.type.name});
  const auto* domain = type == nullptr ? nullptr : type->as<catalog::Domain>();
  // An unknown type may be a domain with a default.
  if (domain == nullptr) return !catalog::is_known(column.type);
  return domain->default_expression && !is_null(*domain->default_expression);
}

/// `` `t.a` `` or `` `a` and `b` of `t` ``
std::string shown(const design::Table& table, const std::vector<std::string>& columns) {
  if (columns.size() == 1) return text::format("`{}`", design::shown(table, columns.front()));
  return text::format("{} of `{}`", design::list_of(columns), table.name());
}

/// `columns` have no default.
std::string advice_for(const design::ForeignKey& key, const design::ActionEffect& effect,
                       const std::vector<std::string>& columns, const catalog::Catalog& catalog) {
  const bool can_be_null = std::ranges::all_of(effect.columns, [&](const catalog::Column* column) {
    return design::is_nullable(*column, catalog) == catalog::Answer::yes;
  });
  return text::format("write {}, or give {} a default that exists in `{}`",
                      design::clause_of(effect, can_be_null ? "SET NULL" : "RESTRICT"),
                      design::list_of(columns), key.constraint->referenced.name);
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
      fails ? text::format("{} on NOT NULL {} without a default: {} fails if `{}` refers to it",
                           clause, shown(*key.table, failing), event, key.table->name())
            : text::format("{} on {} without a default: {} sets {} to NULL", clause,
                           shown(*key.table, names), event, design::list_of(names));
  context.report(at(key)
                     .says(std::move(message))
                     .advises(advice_for(key, effect, names, context.catalog()))
                     .about(names)
                     .named(names.front())
                     .with(fails ? Severity::error : Severity::warning));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "set-default-without-default",
    .group = Group::schema,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::error},
    .summary = "Foreign key with ON DELETE SET DEFAULT on a column without a default",
    .help =
        "write `ON DELETE SET NULL`, or give the column a default that exists in the other table",
    .why = R"(
A column without a DEFAULT has the default NULL. So `SET DEFAULT` does what `SET NULL` does, and
readers of the table cannot know whether that was meant or whether the default was forgotten. If the
column is NOT NULL, it does not even do that: every delete of a row that others refer to fails.
)",
    .reported = R"(
Foreign keys with `ON DELETE SET DEFAULT` or `ON UPDATE SET DEFAULT`, if a column that the action
sets has no default and its domain has none either, or if the default is NULL. An error if the
column is NOT NULL.
)",
    .not_reported = R"(
Any other default: DDL does not say whether the other table has a row with this value. Columns whose
type the linted files do not define, because it may be a domain with a default.
)",
    .instead = R"(
If the rows are meant to fall back to a certain row, name it. A default for new rows changes only
the catalog:

```sql
ALTER TABLE tickets ALTER COLUMN queue_id SET DEFAULT 1;
```

If you mean NULL, say so. The new constraint is added without reading the table and validated under
a weaker lock:

```sql
ALTER TABLE tickets ADD CONSTRAINT tickets_queue FOREIGN KEY (queue_id)
  REFERENCES queues ON DELETE SET NULL NOT VALID;
ALTER TABLE tickets VALIDATE CONSTRAINT tickets_queue;
ALTER TABLE tickets DROP CONSTRAINT tickets_queue_id_fkey;
```
)",
    .fine = R"(
Never: `SET NULL` does the same and says so.
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
