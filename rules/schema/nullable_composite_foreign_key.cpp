// Foreign keys of several columns that one NULL switches off.
#include <algorithm>
#include <string>
#include <vector>

#include "design/schema.h"
#include "rule/schema_context.h"

namespace pglint::rules::nullable_composite_foreign_key {
namespace {

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::count(names, name) > 0;
}

/// A column may stand for several of those that are referred to.
std::vector<const catalog::Column*> different_columns(const design::ForeignKey& key) {
  std::vector<const catalog::Column*> columns;
  for (const catalog::Column* column : key.columns) {
    if (std::ranges::count(columns, column) == 0) columns.push_back(column);
  }
  return columns;
}

/// A CHECK that speaks of NULL and of at least two of the columns, or of the only one that can be
/// NULL, says which combinations are meant.
bool is_checked(const design::ForeignKey& key, const std::vector<std::string>& nullable) {
  return std::ranges::any_of(
      key.table->relation->constraints, [&](const catalog::Constraint& constraint) {
        if (constraint.kind != catalog::ConstraintKind::check) return false;
        const bool speaks_of_null = constraint.expression.find("NULL") != std::string::npos ||
                                    constraint.expression.find("null") != std::string::npos;
        return speaks_of_null && std::ranges::all_of(nullable, [&](const std::string& column) {
                 return has(constraint.mentioned, column);
               });
      });
}

/// True if what is left without the nullable columns is checked by foreign keys of its own: then
/// the key is an optional one, as with a tenant in front of it.
bool rest_is_checked(const design::ForeignKey& key, const std::vector<std::string>& nullable) {
  if (nullable.size() == key.columns.size() || nullable.size() != 1) return false;
  return std::ranges::all_of(key.columns, [&](const catalog::Column* column) {
    return has(nullable, column->name) || key.table->foreign_key_of(column->name) != nullptr;
  });
}

void check(const design::ForeignKey& key, SchemaContext& context) {
  const catalog::Constraint& constraint = *key.constraint;
  if (constraint.match != catalog::MatchType::simple) return;
  if (!constraint.certain || !constraint.enforced || !constraint.set_columns.empty()) return;
  const std::vector<const catalog::Column*> columns = different_columns(key);
  if (columns.size() < 2) return;
  std::vector<std::string> nullable;
  for (const catalog::Column* column : columns) {
    if (!column->certain) return;
    const auto answer = design::is_nullable(*column, context.catalog());
    if (answer == catalog::Answer::yes) nullable.push_back(column->name);
  }
  if (nullable.empty() || is_checked(key, nullable) || rest_is_checked(key, nullable)) return;
  context.report(at(key).says(
      "rows of `{}` with NULL in {}{} can name a row of `{}` that is not there: a foreign key of "
      "several columns is not checked when one is NULL",
      key.table->name(), nullable.size() == 1 ? "" : "some of ", design::list_of(nullable),
      constraint.referenced.name));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "nullable-composite-foreign-key",
    .group = Group::schema,
    .severity = Severity::warning,
    .summary = "A foreign key of several columns is not checked when one of them is NULL",
    .help = "declare the columns NOT NULL, write MATCH FULL, or CHECK (num_nulls(a, b) IN (0, 2))",
    .why = R"(
A foreign key is `MATCH SIMPLE` unless it says otherwise: if any of its columns is NULL, the row is taken unchecked. With one
column that means "refers to nothing". With two, the other one still has a value, it looks like a reference, and may be
of a row that never was. Joins then lose such rows and nobody knows why.
)",
    .reported = R"(
Foreign keys of two or more columns, `MATCH SIMPLE`, of which at least one can be NULL as the linted files leave it.
)",
    .not_reported = R"(
`MATCH FULL`; a CHECK that says something about NULL in the nullable columns; `ON DELETE SET NULL (column)`, which plans for
the mixed case; a single nullable column beside others that have foreign keys of their own, such as an optional
`(tenant_id, folder_id)` with `tenant_id` referring to the tenants.
)",
    .instead = R"(
If a reference is always there, say NOT NULL. If it is all or nothing, a CHECK says so; add it without reading the table,
and validate it while others write:

```sql
ALTER TABLE deliveries ADD CONSTRAINT deliveries_slot
  CHECK (num_nulls(depot, slot) IN (0, 2)) NOT VALID;
ALTER TABLE deliveries VALIDATE CONSTRAINT deliveries_slot;
```

For a new table, `MATCH FULL` behind REFERENCES means the same.
)",
    .fine = R"(
Where the columns that are not NULL mean something without the others, and something else checks them.
)",
    .bad = R"(
CREATE TABLE slots (
  depot text NOT NULL,
  slot integer NOT NULL,
  opens_at time NOT NULL,
  PRIMARY KEY (depot, slot)
);
CREATE TABLE deliveries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  address text NOT NULL,
  depot text,
  slot integer,
  FOREIGN KEY (depot, slot) REFERENCES slots
);
CREATE INDEX deliveries_depot_slot ON deliveries (depot, slot);
)",
    .good = R"(
CREATE TABLE slots (
  depot text NOT NULL,
  slot integer NOT NULL,
  opens_at time NOT NULL,
  PRIMARY KEY (depot, slot)
);
CREATE TABLE deliveries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  address text NOT NULL,
  depot text,
  slot integer,
  FOREIGN KEY (depot, slot) REFERENCES slots MATCH FULL
);
CREATE INDEX deliveries_depot_slot ON deliveries (depot, slot);
)",
    .links = {"https://www.postgresql.org/docs/current/sql-createtable.html"
              "#SQL-CREATETABLE-PARMS-REFERENCES",
              "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::nullable_composite_foreign_key
