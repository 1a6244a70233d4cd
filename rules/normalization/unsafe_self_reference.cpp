// Trees in which every row must have a parent, so that no row can be the root.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "rule/schema_context.h"

namespace pglint::rules::unsafe_self_reference {
namespace {

using catalog::Answer;

/// A row that all others begin with has a key that is known: it stands in the DEFAULT.
bool has_default(const design::ForeignKey& key) {
  return std::ranges::any_of(key.columns, [](const catalog::Column* column) {
    return column->default_expression.has_value() || column->generated;
  });
}

/// A CHECK of the parent and the key: whoever wrote it thought of rows that are their own parent.
bool is_compared_with_key(const design::Table& table, const std::string& parent) {
  const catalog::Column* key = table.key_column();
  return key != nullptr && !table.checks_on({parent, key->name}).empty();
}

void check(const design::ForeignKey& key, SchemaContext& context) {
  const design::Table& table = *key.table;
  const catalog::Column& column = *key.columns.front();
  const bool own = key.is_self_reference() && key.columns.size() == 1 && key.constraint->local &&
                   key.constraint->certain && key.constraint->enforced && column.certain;
  // A row that extends itself is no tree.
  if (!own || table.key_column() == &column) return;
  const std::string name = design::shown(table, column.name);
  const Answer nullable = design::is_nullable(column, context.catalog());
  if (nullable == Answer::no && !has_default(key)) {
    context.report(at(table, column)
                       .says("the root of `{}` has to refer to itself and goes only with its whole "
                             "tree: `{}` is NOT NULL",
                             table.name(), name)
                       .with(Confidence::medium));
  } else if (nullable == Answer::yes && !is_compared_with_key(table, column.name)) {
    context.report(at(table, column)
                       .says("a row can be its own parent: no CHECK on `{}` says no", name)
                       .with(Confidence::low));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "unsafe-self-reference",
    .group = Group::normalization,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "A table that refers to itself leaves no place for the root",
    .help = "let the parent be NULL for the root, and check that no row is its own parent",
    .why = R"(
A column `parent_id` that refers to its own table is a good way to store a tree: WITH RECURSIVE reads it, and PostgreSQL finds cycles. But the first row has no parent. Where the column is
NOT NULL, the root has to name itself, which every query over the tree must then except: a recursive one that does not never ends. And deleting the root is
possible only along with all that hangs from it.

A row that is its own parent by mistake looks the same.
)",
    .reported = R"(
Foreign keys of one column to the own table whose column is NOT NULL and has no default. Only with `--min-confidence low`: columns that can be NULL without a
CHECK that compares them with the table's key.
)",
    .not_reported = R"(
Columns with a default, which stands for a root that exists; foreign keys of several columns; foreign keys that are not enforced. A missing index on the column is
`unindexed-foreign-key`.
)",
    .instead = R"(
The root is the row without a parent:

```sql
ALTER TABLE categories ALTER COLUMN parent_id DROP NOT NULL;
UPDATE categories SET parent_id = NULL WHERE parent_id = id;
ALTER TABLE categories ADD CONSTRAINT categories_not_own_parent CHECK (parent_id <> id) NOT VALID;
ALTER TABLE categories VALIDATE CONSTRAINT categories_not_own_parent;
```

DROP NOT NULL and the constraint that is NOT VALID take an ACCESS EXCLUSIVE lock for a moment; VALIDATE reads the table while others write to it. If there must be exactly one
root, a unique index on `((parent_id IS NULL)) WHERE parent_id IS NULL` says so. For whole subtrees at a time, `ltree` or a table of all ancestors reads
faster.
)",
    .fine = R"(
Rings, in which each row has a next one, and tables where a row that refers to itself is meant to say that it is the first.
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
