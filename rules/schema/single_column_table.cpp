// Tables without columns, and tables whose only column is not a key.
#include <string>
#include <utility>

#include "design/type_family.h"
#include "rule/schema/schema_context.h"

namespace pglint::rules::single_column_table {
namespace {

using design::Table;

/// True if its type can be a key, as far as is known.
bool has_order(const catalog::Column& column, const catalog::Catalog& catalog) {
  const catalog::Type type = design::base_type(column.type, catalog);
  const design::Family family = design::family_of(type, catalog);
  return type.is("jsonb") || (family != design::Family::json && family != design::Family::other);
}

void check(const Table& table, SchemaContext& context) {
  if (!table.relation->columns_known || !table.relation->certain) return;
  if (table.columns().empty()) {
    return context.report(
        at(table)
            .says("table `{}` has no columns: it cannot store any values", table.name())
            .advises("drop `{}`, or add its columns and a key", table.name())
            .with(Severity::warning));
  }
  if (table.columns().size() > 1) return;
  const std::string& column = table.columns().front().name;
  if (table.is_in_key(column) || table.refers_by(column)) return;
  SchemaReport report =
      at(table)
          .says(
              "single-column table `{}` without a key: duplicates of `{}` cannot be distinguished",
              table.name(), column)
          .with(Confidence::medium);
  if (has_order(table.columns().front(), context.catalog())) {
    report = std::move(report).advises("declare `PRIMARY KEY ({})`, or add the missing columns",
                                       catalog::quoted_name(column));
  }
  context.report(std::move(report));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "single-column-table",
    .group = Group::schema,
    .severity = Severity::info,
    .also = {Severity::warning},
    .on_by_default = false,
    .summary = "Table without columns, or with a single column that is not a key",
    .help = "add a key, and the columns that the table was created for",
    .why = R"(
A table with one column is fine if that column is a key: a list of reserved names is a set because
of the key. Without a key, the same value can be stored many times, and one of the duplicates cannot
be updated or deleted without the others.

PostgreSQL allows a table without columns. It stores only a number of rows. It is what remains of a
table whose columns were dropped one by one, or the beginning of one that was never finished.
)",
    .reported = R"(
As a warning: tables without any column. As `info`: tables with a single column that is not part of
a primary key, a unique key or a foreign key. Reported at the table's name, as it is after the last
linted file.
)",
    .not_reported = R"(
Tables whose columns are not all known; partitions, temporary and unlogged tables; tables in which
tools record their own state.
)",
    .instead = R"(
Make the column the key. Remove duplicates first. The statement builds a unique index and sets NOT
NULL under an ACCESS EXCLUSIVE lock, which is short if the table is:

```sql
ALTER TABLE blocked_words ADD PRIMARY KEY (word);
```

On a large table in use, build the index with `CREATE UNIQUE INDEX CONCURRENTLY` and attach it with
`ADD CONSTRAINT … PRIMARY KEY USING INDEX`. Remove an unused table with `DROP TABLE`.
)",
    .fine = R"(
Landing tables for lines of text: write `'pglint:accept single-column-table'` in the table's
comment.
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
