// Tables without columns, and tables of one column that nothing holds together.
#include <string>

#include "rule/schema_context.h"

namespace pglint::rules::single_column_table {
namespace {

using design::Table;

void check(const Table& table, SchemaContext& context) {
  if (!table.relation->columns_known || !table.relation->certain) return;
  if (table.columns().empty()) {
    return context.report(at(table)
                              .says("`{}` can hold nothing: it has no columns", table.name())
                              .with(Severity::warning));
  }
  if (table.columns().size() > 1) return;
  const std::string& column = table.columns().front().name;
  if (table.is_in_key(column) || table.refers_by(column)) return;
  context.report(at(table)
                     .says("rows of `{}` cannot be told apart: its only column `{}` is neither a "
                           "key nor a foreign key",
                           table.name(), column)
                     .with(Confidence::medium));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "single-column-table",
    .group = Group::schema,
    .severity = Severity::info,
    .also = {Severity::warning},
    .on_by_default = false,
    .summary = "A table has no columns, or a single one that is no key",
    .help = "drop the table, or give it a key and the columns that it was made for",
    .why = R"(
A table with one column is fine when that column is a key: a list of reserved names is a set, and the key
makes it one. Without a key the same value can be there any number of times, and no row can be updated or
deleted without its equals.

A table without columns is possible in PostgreSQL and holds only a number of rows. It is the remains of a
table whose columns were dropped one by one, or the beginning of one that nobody finished.
)",
    .reported = R"(
As warning: tables without any column. As info: tables with a single column that is no part of a primary key,
a unique key or a foreign key. Reported at the table's name, as the linted files leave it.
)",
    .not_reported = R"(
Tables whose columns are not all known; partitions, temporary and unlogged tables; tables in which tools keep
their own books.
)",
    .instead = R"(
Make the column the key. That takes the duplicates away first, builds a unique index and sets NOT NULL under
an ACCESS EXCLUSIVE lock, which is short as long as the table is:

```sql
ALTER TABLE blocked_words ADD PRIMARY KEY (word);
```

On a large table that is in use, build the index with `CREATE UNIQUE INDEX CONCURRENTLY` and hand it over with
`ADD CONSTRAINT … PRIMARY KEY USING INDEX`. A table that nothing needs goes with `DROP TABLE`.
)",
    .fine = R"(
Landing tables for lines of text: `'pglint:accept single-column-table'` in the table's comment.
)",
    .bad = R"(
CREATE TABLE blocked_words (word text NOT NULL);
)",
    .good = R"(
CREATE TABLE blocked_words (word text PRIMARY KEY);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html"},
    .checks = {on<check>},
    .replaces = {"missing-primary-key"},
};

}  // namespace pglint::rules::single_column_table
