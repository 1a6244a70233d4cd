// Columns whose names hold data: a year, a currency, a language for each of them.
#include <algorithm>
#include <string>

#include "design/column_group.h"
#include "design/roles.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "rule/schema_context.h"
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
  const std::string effect = closed ? text::format("a query cannot ask for a {} by its value", kind)
                                    : text::format("a further {} needs a new column", kind);
  return text::format("{}: {} of `{}` have data in their names", effect,
                      design::list_of(design::names_of(group.columns)), table.name());
}

void check(const design::Table& table, SchemaContext& context) {
  if (table.roles.history || design::takes_raw_data(table.name())) return;
  for (const design::ValueColumns& group : design::value_columns(table)) {
    const std::size_t least = group.kind == design::ValueKind::year ? 2 : 3;
    context.report(at(table, design::decisive_column(group.columns, least))
                       .about(design::names_of(group.columns))
                       .says(message_of(group, table))
                       .with(confidence_of(group, context.catalog())));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "column-per-value",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Columns have a value in their names, a year or a currency, that should be data",
    .help = "keep a row for each value, with the value in a column of its own",
    .why = R"(
`revenue_2021`, `revenue_2022`, `revenue_2023`: what differs is no attribute but a value of one. Every January
the table needs another column, and every query that adds the years up needs another term. "The best year"
or "the last twelve months" cannot be asked at all, because a name is nothing that SQL compares. No foreign key
and no CHECK guards the years, and a year without revenue is a NULL in every row.

As rows, the value is a column like any other: to filter, to group and to join by, checked, indexed, and without
an end.
)",
    .reported = R"(
Columns of a table that have one type and differ in one part of their names: a year (two of them are
enough), or three or more quarters (`q1`), months (`jan`, `m01`), weekdays, currencies (`usd`), languages or
countries (`en`, `de`). One finding for each kind of value and table. Three periods or more are a warning,
the rest is info.
)",
    .not_reported = R"(
Two languages or currencies; opening hours and schedules, which are boolean or a time for each weekday, are
of low confidence. Generated columns, columns that are inherited or copied by LIKE, tables of earlier
versions, staging tables.
)",
    .instead = R"(
A row for each year. One INSERT takes the columns apart:

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

When nobody reads the old columns any more, drop them: a short ACCESS EXCLUSIVE lock, no rewrite.

```sql
ALTER TABLE shops
  DROP COLUMN revenue_2021, DROP COLUMN revenue_2022, DROP COLUMN revenue_2023;
```

A report that wants a column a year makes it from the rows, with `sum(revenue) FILTER (WHERE fiscal_year = 2021)` or
`crosstab`. Translations become rows with the language as a part of the key.
)",
    .fine = R"(
A table that only takes over somebody else's sheet as it is; a fixed set that the program is written for, such
as two languages of a country and English, with a comment that says so.
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
