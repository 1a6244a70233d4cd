// Defaults that stand for "not known": a date at the end of time, the id 0.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "design/defaults.h"
#include "design/expression.h"
#include "design/name/name_model.h"
#include "design/type_family.h"
#include "rule/schema_context.h"

namespace pglint::rules::sentinel_default {
namespace {

using design::Family;

struct Sentinel {
  std::string instead;
  Confidence confidence = Confidence::low;
};

/// A date that is known from many schemas, with or without a time behind it.
std::optional<Sentinel> sentinel_date(std::string_view value) {
  constexpr std::array<std::string_view, 6> dates = {"0001-01-01", "1900-01-01", "1970-01-01",
                                                     "2099-12-31", "2999-12-31", "9999-12-31"};
  const auto* const date =
      std::ranges::find_if(dates, [&](std::string_view start) { return value.starts_with(start); });
  if (date == dates.end()) return std::nullopt;
  return Sentinel{.instead = *date < "2000" ? "NULL or `-infinity`" : "NULL or `infinity`"};
}

/// An id of a table of this schema that the database never makes.
std::optional<Sentinel> sentinel_id(const design::DefaultedColumn& defaulted,
                                    std::string_view value, const design::Schema& schema) {
  if (value != "0" && value != "-1") return std::nullopt;
  const auto name = design::key_name(defaulted.column.name);
  if (!name) return std::nullopt;
  const design::Table& table = defaulted.table;
  const design::Table* other = schema.find_thing(name->base, table.relation->name.schema);
  // With a foreign key the row is there, whatever its id.
  if (other == nullptr || table.refers_by(defaulted.column.name)) return std::nullopt;
  return Sentinel{.instead = "NULL",
                  .confidence = value == "-1" ? Confidence::medium : Confidence::low};
}

void check(const design::DefaultedColumn& defaulted, SchemaContext& context) {
  const Family family = design::family_of(defaulted.column.type, context.catalog());
  if (family != Family::moment && family != Family::integer) return;
  const auto value = design::default_constant(defaulted.column);
  if (!value) return;
  const auto sentinel = family == Family::moment ? sentinel_date(*value)
                                                 : sentinel_id(defaulted, *value, context.design());
  if (!sentinel) return;
  context.report(at(defaulted)
                     .says("every query has to know that `{}` means nothing in {}: {} would say so",
                           *value, defaulted.shown(), sentinel->instead)
                     .with(sentinel->confidence));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "sentinel-default",
    .group = Group::schema,
    .severity = Severity::info,
    .summary = "A default that stands for \"not known\" is a value like any other to the database",
    .help = "leave the default away and allow NULL; `infinity` for an end that is open",
    .why = R"(
Where -1 stands for "no customer" and 9999-12-31 for "still valid", the meaning lives in the heads
of those who wrote the schema. Joins lose the rows, averages and ranges count them, indexes hold
millions of entries for one value, and a foreign key cannot be declared, since there is no customer
-1.

NULL is what SQL has for this: aggregates leave it out, a foreign key accepts it, and `IS NULL`
reads like what it means. For time without end PostgreSQL has `infinity`, which sorts and compares
like a date.
)",
    .reported = R"(
`DEFAULT -1` of an integer column without a foreign key whose name is that of another table's key:
`customer_id` where there are `customers`. With low confidence, which is not shown by default, also
`DEFAULT 0` of such a column, and the dates that often stand for nothing, such as `1900-01-01` and
`9999-12-31`.
)",
    .not_reported = R"(
Columns with a foreign key, where the row that is referred to exists. Numbers in other columns: 0 is
a fine count.
)",
    .instead = R"(
For an end that is open, `infinity`; the values that are stored already change with it, in batches
where the table is large:

```sql
ALTER TABLE prices ALTER COLUMN valid_to SET DEFAULT 'infinity';
UPDATE prices SET valid_to = 'infinity' WHERE valid_to = DATE '9999-12-31';
```

For "none", NULL. An id that stands for no row goes in the same steps: drop the default and NOT NULL, set
the stored values to NULL, and then declare the foreign key, NOT VALID first and validated in a
second statement, which keeps writers out for no longer than a moment.
)",
    .fine = R"(
There really is a row with this id, "unknown customer", as warehouses keep it; then a foreign key
says so and pglint is silent.
)",
    .bad = R"(
CREATE TABLE prices (
  sku text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL DEFAULT '9999-12-31',
  amount numeric(12, 2) NOT NULL,
  PRIMARY KEY (sku, valid_from)
);
)",
    .good = R"(
CREATE TABLE prices (
  sku text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL DEFAULT 'infinity',
  amount numeric(12, 2) NOT NULL,
  PRIMARY KEY (sku, valid_from)
);
)",
    .links = {"https://www.postgresql.org/docs/current/datatype-datetime.html"
              "#DATATYPE-DATETIME-SPECIAL-VALUES",
              "https://www.postgresql.org/docs/current/functions-comparison.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::sentinel_default
