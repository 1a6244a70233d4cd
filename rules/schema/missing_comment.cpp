// Tables without a comment.
#include <cstddef>
#include <utility>
#include <vector>

#include "design/sql_name.h"
#include "rule/schema/schema_context.h"

namespace pglint::rules::missing_comment {
namespace {

using design::Table;

SchemaReport report_of(const Table& table) {
  return at(table)
      .says("missing comment on table `{}`: the database does not say what it is for", table.name())
      .advises(
          "say what a row is, who writes it and how long it stays: `COMMENT ON TABLE {} "
          "IS '…'`",
          design::in_sql(table.relation->name));
}

void check(const design::Schema& schema, SchemaContext& context) {
  constexpr std::size_t least_for_policy = 5;
  const auto has_none = [](const Table* table) { return table->relation->comment.empty(); };
  const auto& tables = schema.tables();
  std::vector<SchemaReport> reports;
  for (const Table* table : tables) {
    if (has_none(table)) reports.push_back(report_of(*table));
  }
  if (tables.size() >= least_for_policy && reports.size() == tables.size()) {
    return context.report(
        at(*tables.front())
            .says("missing comments: none of the {} tables has a comment that says what it is for",
                  tables.size())
            .sums_up(std::move(reports)));
  }
  for (SchemaReport& report : reports) context.report(std::move(report));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "missing-comment",
    .group = Group::schema,
    .concern = Concern::style,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Missing comment: the database does not say what a table is for",
    .help =
        "add COMMENT ON TABLE to each table: what a row is, who writes it and how long it stays",
    .why = R"(
A comment lives where the table lives: psql shows it with `\dt+`, editors show it when you type the
name, documentation generators put it on the first page, and a dump includes it. Only those who know
a wiki page exists will find it.

One sentence is enough. Write what the name cannot say: what one row represents, which system writes
it, what the odd column means, when old rows are deleted.
)",
    .reported = R"(
Tables that have no comment after the last linted file, each at its name. If a schema of five tables
or more has no comment at all, one finding says so.
)",
    .not_reported = R"(
Columns, views and other objects; partitions, temporary and unlogged tables; tables in which tools
record their own state.
)",
    .instead = R"(
Add a comment. It is quick, and its lock blocks neither reads nor writes:

```sql
COMMENT ON TABLE parcels IS 'One row for each parcel that was handed in; archived after two years.';
```
)",
    .fine = R"(
Schemas whose documentation is generated from the code of an ORM, where the comments are.
)",
    .bad = R"(
CREATE TABLE parcels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  weight numeric NOT NULL
);
)",
    .good = R"(
CREATE TABLE parcels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  weight numeric NOT NULL
);
COMMENT ON TABLE parcels IS 'One row for each parcel that was handed in.';
)",
    .links = {"https://www.postgresql.org/docs/current/sql-comment.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::missing_comment
