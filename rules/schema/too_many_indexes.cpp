// Tables with so many indexes that writing gets slow.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "design/key/index_match.h"
#include "rule/schema_context.h"
#include "text/format.h"
#include "text/plural.h"

namespace pglint::rules::too_many_indexes {
namespace {

/// Of 886 tables of good schemas, one in twenty has eight indexes or more.
constexpr std::size_t most_indexes = 10;
/// Below this many, small tables whose columns are all looked up.
constexpr std::size_t few_indexes = 4;

std::optional<std::string> too_many(const design::Table& table, const catalog::Catalog& catalog) {
  const auto& relation = *table.relation;
  const auto indexes =
      static_cast<std::size_t>(std::ranges::count_if(relation.indexes, &catalog::Index::certain));
  const std::size_t columns = relation.columns.size();
  if (indexes <= most_indexes && indexes <= columns) return std::nullopt;
  // Those that duplicate-index reports go first, and may be all there is to say.
  const std::size_t judged =
      indexes - std::min(indexes, design::duplicates_of(relation, catalog).size());
  const bool more_than_columns =
      relation.columns_known && !table.roles.link && judged >= few_indexes && judged > columns;
  if (judged <= most_indexes && !more_than_columns) return std::nullopt;
  std::string message = text::format("each new row of `{}` is written {} times: it has {} indexes",
                                     table.name(), indexes + 1, indexes);
  if (more_than_columns) {
    message += " for " + text::counted(columns, "column");
  }
  if (table.primary_key() == nullptr) message += " and no primary key";
  return message;
}

void check(const design::Table& table, SchemaContext& context) {
  auto message = too_many(table, context.catalog());
  if (!message) return;
  context.report(at(table).says(std::move(*message)).with(Confidence::medium));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "too-many-indexes",
    .group = Group::schema,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "A table with more indexes than columns, or more than ten, is slow to write",
    .help = "drop duplicate and redundant indexes first, then those that are never scanned",
    .why = R"(
Every index is one more structure that an INSERT writes to and that VACUUM cleans, one more reason
why an UPDATE cannot stay on its page, and one more plan for the planner to think about. One index
for each column is seldom what queries need: they filter by several columns at once, and one index
that fits is worth more than three that nearly do.
)",
    .reported = R"(
Tables with more than ten indexes, those of keys included, or with four and more if that is more
than they have columns.
)",
    .not_reported = R"(
Whether an index is used: only the server's statistics know that. Link tables that have an index for each
way to read them, as long as they are no more than ten. Tables whose columns are not known
to the run, for the comparison with the number of columns. Indexes that `duplicate-index` reports do not count.
)",
    .instead = R"(
Look at `duplicate-index` and `redundant-index` first. On the server, `pg_stat_user_indexes` tells
how often each index was scanned since the statistics were reset; look at every replica as well.
Then drop without locking writes out:

```sql
DROP INDEX CONCURRENTLY visits_device;
```
)",
    .fine = R"(
A table that is read all the time and written once a day.
)",
    .bad = R"(
CREATE TABLE visits (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device text NOT NULL,
  page text NOT NULL
);
CREATE INDEX visits_device ON visits (device);
CREATE INDEX visits_page ON visits (page, device);
CREATE INDEX visits_page_start ON visits (left(page, 20));
)",
    .good = R"(
CREATE TABLE visits (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device text NOT NULL,
  page text NOT NULL
);
CREATE INDEX visits_page ON visits (page, device);
)",
    .links = {"https://www.postgresql.org/docs/current/monitoring-stats.html"
              "#MONITORING-PG-STAT-ALL-INDEXES-VIEW"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::too_many_indexes
