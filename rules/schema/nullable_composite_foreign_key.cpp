// Foreign keys of several columns that are not checked if one of them is NULL.
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "design/name/retired.h"
#include "design/schema.h"
#include "design/sql_name.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::nullable_composite_foreign_key {
namespace {

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::count(names, name) > 0;
}

/// The columns of the key, each once. One column may be used for several referenced columns.
std::vector<const catalog::Column*> different_columns(const design::ForeignKey& key) {
  std::vector<const catalog::Column*> columns;
  for (const catalog::Column* column : key.columns) {
    if (std::ranges::count(columns, column) == 0) columns.push_back(column);
  }
  return columns;
}

/// True if a CHECK about NULL mentions all nullable columns: it says which combinations are valid.
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

/// True if another foreign key checks `column` in each row, alone or with columns that cannot be
/// NULL either.
bool is_checked_elsewhere(const design::ForeignKey& key, const catalog::Column& column,
                          const catalog::Catalog& catalog) {
  return std::ranges::any_of(key.table->foreign_keys, [&](const design::ForeignKey& other) {
    if (&other == &key || std::ranges::count(other.columns, &column) == 0) return false;
    return std::ranges::all_of(other.columns, [&](const catalog::Column* part) {
      return part == &column || design::is_nullable(*part, catalog) == catalog::Answer::no;
    });
  });
}

/// True if one column is nullable, and none of the others can look like a reference to a row that
/// does not exist: another foreign key checks it, or it is the key of its own row. Then the
/// reference is optional, such as (tenant_id, folder_id).
bool rest_is_checked(const design::ForeignKey& key, const std::vector<std::string>& nullable,
                     const catalog::Catalog& catalog) {
  if (nullable.size() == key.columns.size() || nullable.size() != 1) return false;
  return std::ranges::all_of(key.columns, [&](const catalog::Column* column) {
    return has(nullable, column->name) || key.table->key_column() == column ||
           is_checked_elsewhere(key, *column, catalog);
  });
}

/// True if what each nullable column refers to can be NULL as well: MATCH FULL could not refer to
/// such rows at all.
bool refers_to_nullable(const design::ForeignKey& key, const std::vector<std::string>& nullable,
                        const catalog::Catalog& catalog) {
  if (key.target_columns.size() != key.columns.size()) return false;
  for (std::size_t index = 0; index < key.columns.size(); ++index) {
    if (!has(nullable, key.columns[index]->name)) continue;
    const catalog::Column& target = *key.target_columns[index];
    if (design::is_nullable(target, catalog) != catalog::Answer::yes) return false;
  }
  return true;
}

/// True if one of the columns has to be NOT NULL, because the table's primary key contains it.
bool has_part_of_primary_key(const design::Table& table, const std::vector<std::string>& columns) {
  const design::Key* primary = table.primary_key();
  return primary != nullptr &&
         std::ranges::any_of(columns, [&](const std::string& name) { return primary->has(name); });
}

std::string advice_for(const design::Table& table, const std::vector<std::string>& columns,
                       const std::vector<std::string>& nullable) {
  if (has_part_of_primary_key(table, columns)) {
    return text::format("declare {} NOT NULL, unless the reference is optional",
                        design::list_of(nullable));
  }
  if (nullable.size() < columns.size()) {
    return text::format(
        "declare {} NOT NULL; if the reference is optional, make all columns nullable and write "
        "MATCH FULL",
        design::list_of(nullable));
  }
  return text::format(
      "write MATCH FULL, or add `CHECK (num_nulls({}) IN (0, {}))`, or declare the columns NOT "
      "NULL",
      design::in_sql(columns), columns.size());
}

void check(const design::ForeignKey& key, SchemaContext& context) {
  const catalog::Constraint& constraint = *key.constraint;
  if (constraint.match != catalog::MatchType::simple) return;
  if (!constraint.certain || !constraint.enforced || !constraint.set_columns.empty()) return;
  const std::vector<const catalog::Column*> columns = different_columns(key);
  if (columns.size() < 2) return;
  std::vector<std::string> nullable;
  for (const catalog::Column* column : columns) {
    if (!column->certain || design::is_retired(*column, *key.table->relation)) return;
    const bool is_nullable =
        design::is_nullable(*column, context.catalog()) == catalog::Answer::yes &&
        !design::is_filled_by_trigger(*key.table->relation, column->name, context.catalog());
    if (is_nullable) nullable.push_back(column->name);
  }
  if (nullable.empty() || is_checked(key, nullable) ||
      rest_is_checked(key, nullable, context.catalog()) ||
      refers_to_nullable(key, nullable, context.catalog())) {
    return;
  }
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const catalog::Column* column : columns) names.push_back(column->name);
  context.report(at(key)
                     .says("foreign key `({})` on `{}` is not checked against `{}` if {} is NULL",
                           design::in_sql(names), key.table->name(), constraint.referenced.name,
                           design::alternatives(nullable))
                     .advises(advice_for(*key.table, names, nullable)));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "nullable-composite-foreign-key",
    .group = Group::schema,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "Nullable composite foreign key is not checked when one column is NULL",
    .help = "declare the columns NOT NULL, or write MATCH FULL if the reference is optional",
    .why = R"(
A foreign key is `MATCH SIMPLE` by default: if any of its columns is NULL, the row is not checked.
With one column, NULL means "refers to nothing". With two, the other column still has a value. It
looks like a reference, but the row it refers to may not exist. Joins then silently lose such rows.
)",
    .reported = R"(
Foreign keys of two or more columns with `MATCH SIMPLE`, if at least one column can be NULL after
the last linted file.
)",
    .not_reported = R"(
`MATCH FULL`; a CHECK about NULL in the nullable columns; `ON DELETE SET NULL (column)`, which plans
for the mixed case; a single nullable column, if each of the others is the table's own primary key
or is checked by another foreign key, such as an optional `(tenant_id, folder_id)` with a foreign
key on `tenant_id`; nullable columns that refer to nullable ones, as a unique key allows; columns
that a successor has replaced, such as `build_id_old` beside `build_id`; columns that a BEFORE
INSERT trigger always gives a value, or whose NULL it rejects with an exception, if its function is
in PL/pgSQL and among the linted files.
)",
    .instead = R"(
If the reference always exists, declare the columns NOT NULL. If either all columns or none are set,
add a CHECK. Add it without reading the table, and validate it while writes continue:

```sql
ALTER TABLE deliveries ADD CONSTRAINT deliveries_slot
  CHECK (num_nulls(depot, slot) IN (0, 2)) NOT VALID;
ALTER TABLE deliveries VALIDATE CONSTRAINT deliveries_slot;
```

In a new table, `MATCH FULL` after REFERENCES means the same.
)",
    .fine = R"(
The columns that are not NULL mean something by themselves, and something else checks them.
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
