// Trees in which every row must have a parent, or a row can be its own parent.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "catalog/type.h"

#include "rule/schema/schema_context.h"

namespace pglint::rules::unsafe_self_reference {
namespace {

using catalog::Answer;

/// True if a DEFAULT names the key of an existing root.
bool has_default(const design::ForeignKey& key) {
  return std::ranges::any_of(key.columns, [](const catalog::Column* column) {
    return column->default_expression.has_value() || column->generated;
  });
}

/// True if a CHECK mentions the parent and the key, presumably to prevent rows that are their own
/// parent.
bool is_compared_with_key(const design::Table& table, const std::string& parent) {
  const catalog::Column* key = table.key_column();
  return key != nullptr && !table.checks_on({parent, key->name}).empty();
}

void check(const design::ForeignKey& key, SchemaContext& context) {
  const design::Table& table = *key.table;
  const catalog::Column& column = *key.columns.front();
  const bool own = key.is_self_reference() && key.columns.size() == 1 && key.constraint->local &&
                   key.constraint->certain && key.constraint->enforced && column.certain;
  // A primary key that references itself is not a tree.
  if (!own || table.key_column() == &column) return;
  const std::string name = design::shown(table, column.name);
  const Answer nullable = design::is_nullable(column, context.catalog());
  if (nullable == Answer::no && !has_default(key)) {
    SchemaReport report =
        at(table, column)
            .says(
                "NOT NULL self-reference `{}`: the root must reference itself, so recursive "
                "queries may not end",
                name)
            .with(Confidence::medium);
    if (column.not_null == Answer::yes && !table.is_in_key(column.name)) {
      report =
          std::move(report).advises("allow a root without parent: `ALTER COLUMN {} DROP NOT NULL`",
                                    catalog::quoted_name(column.name));
    }
    context.report(std::move(report));
  } else if (nullable == Answer::yes && !is_compared_with_key(table, column.name)) {
    SchemaReport report = at(table, column)
                              .says(
                                  "self-reference `{}` without a CHECK: a row can be its own "
                                  "parent",
                                  name)
                              .with(Confidence::low);
    if (!key.target_columns.empty()) {
      report = std::move(report).advises("add `CHECK ({} <> {})` against such rows",
                                         catalog::quoted_name(column.name),
                                         catalog::quoted_name(key.target_columns.front()->name));
    }
    context.report(std::move(report));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "unsafe-self-reference",
    .group = Group::normalization,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Self-reference that is NOT NULL, or lets a row be its own parent",
    .help =
        "let the parent be NULL for the root, and forbid with a CHECK that a row is its own parent",
    .why = R"(
A column `parent_id` that references its own table is a good way to store a tree. WITH RECURSIVE
reads it, and its CYCLE clause detects cycles. But the first row has no parent. If the column is NOT
NULL, the root must reference itself, and every query over the tree must exclude that reference: a
recursive query that does not may never end. The root can be deleted only together with all its
descendants.

A row that is its own parent by mistake causes the same problem.
)",
    .reported = R"(
Foreign keys of one column to the same table, if the column is NOT NULL and has no default. Only
with `--min-confidence low`: nullable columns without a CHECK that compares them with the table's
key.
)",
    .not_reported = R"(
Columns with a default, which names a root that exists; foreign keys of several columns; foreign
keys that are not enforced. A missing index on the column is `unindexed-foreign-key`.
)",
    .instead = R"(
The root is the row without a parent:

```sql
ALTER TABLE categories ALTER COLUMN parent_id DROP NOT NULL;
UPDATE categories SET parent_id = NULL WHERE parent_id = id;
ALTER TABLE categories ADD CONSTRAINT categories_not_own_parent CHECK (parent_id <> id) NOT VALID;
ALTER TABLE categories VALIDATE CONSTRAINT categories_not_own_parent;
```

DROP NOT NULL and the NOT VALID constraint take a short ACCESS EXCLUSIVE lock; VALIDATE lets others
write while it reads. If there must be at most one root, add a unique index on
`((parent_id IS NULL)) WHERE parent_id IS NULL`. For queries over whole subtrees, `ltree` or a table
of all ancestors is faster.
)",
    .fine = R"(
Rings, in which each row has a next one, and tables in which a self-referencing row deliberately
marks the first one.
)",
    .bad = R"(
CREATE TABLE categories (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id bigint NOT NULL REFERENCES categories (id) ON DELETE CASCADE,
  label text NOT NULL
);
CREATE INDEX categories_parent_id ON categories (parent_id);
)",
    .good = R"(
CREATE TABLE categories (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id bigint REFERENCES categories (id) ON DELETE CASCADE,
  label text NOT NULL,
  CHECK (parent_id <> id)
);
CREATE INDEX categories_parent_id ON categories (parent_id);
)",
    .links = {"https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-RECURSIVE",
              "https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::unsafe_self_reference
