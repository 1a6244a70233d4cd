// Tables without a comment.
#include <algorithm>
#include <cstddef>

#include "rule/schema_context.h"

namespace pglint::rules::missing_comment {
namespace {

using design::Table;

void check(const design::Schema& schema, SchemaContext& context) {
  constexpr std::size_t least_for_policy = 5;
  const auto has_none = [](const Table* table) { return table->relation->comment.empty(); };
  const auto& tables = schema.tables();
  if (tables.size() >= least_for_policy && std::ranges::all_of(tables, has_none)) {
    return context.report(
        at(*tables.front())
            .says("nothing in the database says what its tables are for: none of {} has a comment",
                  tables.size()));
  }
  for (const Table* table : tables) {
    if (!has_none(table)) continue;
    context.report(at(*table).says(
        "nothing in the database says what `{}` is for: it has no comment", table->name()));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "missing-comment",
    .group = Group::schema,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "A table without a comment does not say what it is for",
    .help = "write down with COMMENT ON TABLE what a row is, who writes it and how long it stays",
    .why = R"(
Comments live where the tables live: psql shows them with `\dt+`, editors when the name is typed, generators of
documentation on the first page, and a dump carries them along. What is written in a wiki is found by those who
know that it is there.

A sentence is enough, about what the name cannot say: what one row stands for, which system writes it, what
the odd column is about, when old rows go.
)",
    .reported = R"(
Tables that have no comment in the end, each at its name. Where a schema of five tables or more has not a single
comment, one finding says so.
)",
    .not_reported = R"(
Columns, views and other objects; partitions, temporary and unlogged tables; tables in which tools keep their own
books.
)",
    .instead = R"(
Add a comment. It takes a lock that lets reads and writes through, and no time:

```sql
COMMENT ON TABLE parcels IS 'One row for each parcel that was handed in; archived after two years.';
```
)",
    .fine = R"(
Schemas whose documentation is made from the code of an ORM, where the comments stand.
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
