// Tables without a comment.
#include <cstddef>
#include <vector>

#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::missing_comment {
namespace {

using design::Table;

void check(SchemaContext& context) {
  constexpr std::size_t least_for_policy = 5;
  std::vector<const Table*> without;
  for (const Table* table : context.design().tables()) {
    if (table->relation->comment.empty()) without.push_back(table);
  }
  const std::size_t all = context.design().tables().size();
  const bool none_has = without.size() == all && all >= least_for_policy;
  for (const Table* table : without) {
    context.report(
        {.at = table->relation->place,
         .name = table->name(),
         .message = none_has ? text::format("nothing in the database says what its tables are "
                                            "for: none of {} has a comment",
                                            all)
                             : text::format("nothing in the database says what `{}` is for: it "
                                            "has no comment",
                                            table->name()),
         .object = table->relation->name.shown(),
         .subject = {.relation = table->relation, .columns = {}}});
    if (none_has) return;
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
    .schema_check = check,
};

}  // namespace pglint::rules::missing_comment
