// Columns whose names contain data: one column per year, currency or language.
#include <algorithm>
#include <string>

#include "design/column_group.h"
#include "design/roles.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::column_per_value {
namespace {

/// Opening hours and schedules: there will never be an eighth day.
bool is_timetable(const design::ValueColumns& group, const catalog::Catalog& catalog) {
  return group.kind == design::ValueKind::weekday &&
         std::ranges::all_of(group.columns, [&](const catalog::Column* column) {
           const design::Family family = design::family_of(column->type, catalog);
           return family == design::Family::boolean || family == design::Family::time;
         });
}

Confidence confidence_of(const design::ValueColumns& group, const catalog::Catalog& catalog) {
  constexpr std::size_t sure = 3;
  if (is_timetable(group, catalog)) return Confidence::low;
  return design::is_period(group.kind) && group.values >= sure ? Confidence::high
                                                               : Confidence::medium;
}

std::string message_of(const design::ValueColumns& group, const design::Table& table) {
  const std::string_view kind = design::name_of(group.kind);
  const bool closed = group.kind != design::ValueKind::year &&
                      group.kind != design::ValueKind::currency &&
                      group.kind != design::ValueKind::region;
  const std::string effect = closed ? text::format("queries cannot filter or group by {}", kind)
                                    : text::format("a new {} needs a new column", kind);
  return text::format("one column per {} in `{}` ({}): {}", kind, table.name(),
                      design::list_of(design::names_of(group.columns)), effect);
}

void check(const design::Table& table, SchemaContext& context) {
  if (table.roles.history || design::takes_raw_data(table.spelling())) return;
  for (const design::ValueColumns& group : design::value_columns(table)) {
    const std::size_t least = group.kind == design::ValueKind::year ? 2 : 3;
    context.report(summed_up_at(group.columns, least, [&](const catalog::Column& column) {
      return at(table, column)
          .about(design::names_of(group.columns))
          .says(message_of(group, table))
          .advises("use a child table of `{}` with one row per {} and a column for it",
                   table.name(), design::name_of(group.kind))
          .with(confidence_of(group, context.catalog()));
    }));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "column-per-value",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "One column per value, such as a year or a currency, instead of one row per value",
    .help = "use a child table with one row per value, and the value in a column",
    .why = R"(
`revenue_2021`, `revenue_2022` and `revenue_2023` differ only in a value. Every January the table
needs another column, and every query that adds up the years needs another term. Queries such as
"the best year" or "the last twelve months" are impossible, because SQL cannot compare column names.
No foreign key and no CHECK guards the years, and a year without revenue is a NULL in every row.

In rows, the value is a normal column. Queries can filter, group and join by it; it can have
constraints and an index; and new values need no schema change.
)",
    .reported = R"(
Columns of a table that have the same type and differ in one part of their names: a year (two
columns are enough), or three or more quarters (`q1`), months (`jan`, `m01`), weekdays, currencies
(`usd`), languages or countries (`en`, `de`). One finding per table and kind of value. Three or more
periods are a warning, everything else is info.
)",
    .not_reported = R"(
Two languages or currencies. Numbers that do not all mean one kind of value: `q1` to `q12`, `m1` to
`m14`, `port_2049` beside `port_8080`; and `q1`, `q2`, … that are text or, without another word, not
four numbers. `repeating-columns` reports those that count. Generated columns, columns that are
inherited or copied by LIKE, tables of earlier versions, staging tables. Opening hours and
schedules, which have a boolean or a time for each weekday, are reported with low confidence only.
)",
    .instead = R"(
Use one row per year. A single INSERT moves the data:

```sql
CREATE TABLE yearly_revenues (
  shop_id bigint NOT NULL REFERENCES shops,
  fiscal_year integer NOT NULL CHECK (fiscal_year BETWEEN 1990 AND 2100),
  revenue numeric(14, 2) NOT NULL,
  PRIMARY KEY (shop_id, fiscal_year)
);
INSERT INTO yearly_revenues (shop_id, fiscal_year, revenue)
SELECT shops.id, years.fiscal_year, years.revenue
FROM shops
CROSS JOIN LATERAL (
  VALUES
    (2021, shops.revenue_2021), (2022, shops.revenue_2022), (2023, shops.revenue_2023)
) AS years (fiscal_year, revenue)
WHERE years.revenue IS NOT NULL;
```

When nothing reads the old columns any more, drop them. This takes a short ACCESS EXCLUSIVE lock and
rewrites nothing.

```sql
ALTER TABLE shops
  DROP COLUMN revenue_2021, DROP COLUMN revenue_2022, DROP COLUMN revenue_2023;
```

A report with one column per year can build it from the rows, with
`sum(revenue) FILTER (WHERE fiscal_year = 2021)` or `crosstab`. Translations become rows whose key
includes the language.
)",
    .fine = R"(
A table that imports an external spreadsheet as it is. A fixed set that the program is written for,
such as the two official languages of a country and English: say so in a comment.
)",
    .bad = R"(
CREATE TABLE shops (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  revenue_2021 numeric(14, 2) NOT NULL,
  revenue_2022 numeric(14, 2) NOT NULL,
  revenue_2023 numeric(14, 2) NOT NULL
);
)",
    .good = R"(
CREATE TABLE shops (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE yearly_revenues (
  shop_id bigint NOT NULL REFERENCES shops,
  fiscal_year integer NOT NULL CHECK (fiscal_year BETWEEN 1990 AND 2100),
  revenue numeric(14, 2) NOT NULL,
  PRIMARY KEY (shop_id, fiscal_year)
);
)",
    .links = {"https://www.postgresql.org/docs/current/sql-expressions.html#SYNTAX-AGGREGATES",
              "https://www.postgresql.org/docs/current/tablefunc.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::column_per_value
