// Tables with so many indexes that writes get slow.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "design/key/index_match.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"
#include "text/plural.h"

namespace pglint::rules::too_many_indexes {
namespace {

/// Of 886 tables of good schemas, one in twenty has at least eight indexes.
constexpr std::size_t most_indexes = 10;
/// With fewer, a small table may be searched by each of its columns.
constexpr std::size_t few_indexes = 4;

struct Finding {
  std::string message;
  std::string help;
};

std::optional<Finding> too_many(const design::Table& table, const catalog::Catalog& catalog) {
  const auto& relation = *table.relation;
  const auto indexes =
      static_cast<std::size_t>(std::ranges::count_if(relation.indexes, &catalog::Index::certain));
  const std::size_t columns = relation.columns.size();
  if (indexes <= most_indexes && indexes <= columns) return std::nullopt;
  // Those that duplicate-index reports are dropped first, which may be enough.
  const std::size_t judged =
      indexes - std::min(indexes, design::duplicates_of(relation, catalog).size());
  const bool more_than_columns =
      relation.columns_known && !table.roles.link && judged >= few_indexes && judged > columns;
  if (judged <= most_indexes && !more_than_columns) return std::nullopt;
  const std::string for_columns =
      more_than_columns ? " for " + text::counted(columns, "column") : std::string();
  if (table.primary_key() == nullptr) {
    return Finding{
        .message = text::format("too many indexes: `{}` has {} indexes{}, but no primary key",
                                table.name(), indexes, for_columns),
        .help = "declare a primary key, and drop indexes that queries do not use"};
  }
  return Finding{
      .message =
          text::format("too many indexes: `{}` has {} indexes{}, and INSERT updates them all",
                       table.name(), indexes, for_columns),
      .help = more_than_columns
                  ? "keep one index for each combination of columns that queries filter by"
                  : "drop indexes that are never scanned (`idx_scan` in `pg_stat_user_indexes`)"};
}

void check(const design::Table& table, SchemaContext& context) {
  auto found = too_many(table, context.catalog());
  if (!found) return;
  context.report(at(table)
                     .says(std::move(found->message))
                     .advises(std::move(found->help))
                     .with(Confidence::medium));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "too-many-indexes",
    .group = Group::schema,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Too many indexes: more than ten, or more than the table has columns",
    .help = "drop duplicate and redundant indexes first, then those that are never scanned",
    .why = R"(
Every index is one more structure that INSERT writes to and VACUUM cleans, one more reason why an
UPDATE cannot stay on its page, and one more option for the planner to consider. One index per
column is seldom what queries need: they filter by several columns at once, and one index that fits
is better than three that nearly fit.
)",
    .reported = R"(
Tables with more than ten indexes, including those of keys, or with four or more if that is more
than they have columns.
)",
    .not_reported = R"(
Whether an index is used: only the statistics of the server show that. Link tables with an index for
each way to read them, up to ten. Tables whose columns are not all known, for the comparison with
the number of columns. Indexes that `duplicate-index` reports do not count.
)",
    .instead = R"(
Look at `duplicate-index` and `redundant-index` first. On the server, `pg_stat_user_indexes` shows
how often each index was scanned since the statistics were reset; check every replica as well. Then
drop without blocking writes:

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
