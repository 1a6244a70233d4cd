// Defaults that mean "unknown": a date at the end of time, the id 0.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "design/defaults.h"
#include "design/expression.h"
#include "design/name/name_model.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::sentinel_default {
namespace {

using design::Family;

struct Sentinel {
  std::string effect = {};
  std::string help = {};
  Confidence confidence = Confidence::low;
};

/// A date that many schemas use for "unknown" or "forever", with or without a time.
std::optional<Sentinel> sentinel_date(std::string_view value, std::string_view column) {
  constexpr std::array<std::string_view, 6> dates = {"0001-01-01", "1900-01-01", "1970-01-01",
                                                     "2099-12-31", "2999-12-31", "9999-12-31"};
  const auto* const date =
      std::ranges::find_if(dates, [&](std::string_view start) { return value.starts_with(start); });
  if (date == dates.end()) return std::nullopt;
  Sentinel sentinel = {.effect = "queries treat it as a real date",
                       .help = "use `DEFAULT 'infinity'` for a time without end"};
  if (*date < "2000") {
    sentinel.help =
        text::format("drop the default, and let `{}` be NULL while it is unknown", column);
  }
  return sentinel;
}

/// An id of a table of this schema that the database never generates.
std::optional<Sentinel> sentinel_id(const design::DefaultedColumn& defaulted,
                                    std::string_view value, const design::Schema& schema) {
  if (value != "0" && value != "-1") return std::nullopt;
  const auto name = design::key_name(defaulted.column.spelling());
  if (!name) return std::nullopt;
  const design::Table& table = defaulted.table;
  const design::Table* other = schema.find_thing(name->base, table.relation->name.schema);
  // With a foreign key the row exists.
  if (other == nullptr || table.refers_by(defaulted.column.name)) return std::nullopt;
  return Sentinel{
      .effect = text::format("this prevents a foreign key to `{}`", other->name()),
      .help = text::format("drop the default and allow NULL in `{}`, then add the foreign key",
                           defaulted.column.name),
      .confidence = value == "-1" ? Confidence::medium : Confidence::low};
}

void check(const design::DefaultedColumn& defaulted, SchemaContext& context) {
  const Family family = design::family_of(defaulted.column.type, context.catalog());
  if (family != Family::moment && family != Family::integer) return;
  const auto value = design::default_constant(defaulted.column);
  if (!value) return;
  const auto sentinel = family == Family::moment ? sentinel_date(*value, defaulted.column.name)
                                                 : sentinel_id(defaulted, *value, context.design());
  if (!sentinel) return;
  context.report(at(defaulted)
                     .says("sentinel default `{}` on `{}` in place of NULL: {}", *value,
                           design::shown(defaulted.table, defaulted.column.name), sentinel->effect)
                     .advises(sentinel->help)
                     .with(sentinel->confidence));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "sentinel-default",
    .group = Group::schema,
    .severity = Severity::info,
    .summary = "Sentinel default: a value such as -1 or 9999-12-31 is used in place of NULL",
    .help = "drop the default and allow NULL; use `infinity` for an open end",
    .why = R"(
If -1 means "no customer" and 9999-12-31 means "still valid", only those who wrote the schema know
it. Joins lose the rows, averages and ranges count them, indexes contain millions of entries for one
value, and a foreign key cannot be declared, because customer -1 does not exist.

SQL has NULL for this: aggregates skip it, a foreign key accepts it, and `IS NULL` says what it
means. For time without end PostgreSQL has `infinity`, which sorts and compares like a date.
)",
    .reported = R"(
`DEFAULT -1` on an integer column without a foreign key that is named after the key of another
table: `customer_id` if there is a table `customers`. With low confidence, hidden by default, also
`DEFAULT 0` on such a column, and dates that often mean "unknown", such as `1900-01-01` and
`9999-12-31`.
)",
    .not_reported = R"(
Columns with a foreign key, because the row they refer to exists. Numbers in other columns: 0 is a
valid count.
)",
    .instead = R"(
For an open end, use `infinity`. Change the stored values too, in batches if the table is large:

```sql
ALTER TABLE prices ALTER COLUMN valid_to SET DEFAULT 'infinity';
UPDATE prices SET valid_to = 'infinity' WHERE valid_to = DATE '9999-12-31';
```

For "none", use NULL. An id that refers to no row is replaced in the same steps: drop the default
and NOT NULL, set the stored values to NULL, and then declare the foreign key, NOT VALID first.
Validate it in a second statement, so that writes are blocked only for a moment.
)",
    .fine = R"(
A row with this id really exists, such as "unknown customer" in a data warehouse. Declare a foreign
key then, which silences the finding.
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
