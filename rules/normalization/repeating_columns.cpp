// Numbered columns that store one attribute several times, which violates the first normal form.
#include <algorithm>
#include <string>

#include "catalog/type.h"

#include "design/column_group.h"
#include "design/roles.h"
#include "design/schema.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::repeating_columns {
namespace {

/// More columns than people write by hand: the output of a measurement or a model.
constexpr std::size_t most_of_repetition = 20;

Confidence confidence_of(const design::NumberedColumns& group) {
  constexpr std::size_t sure = 3;
  const bool several = group.templates.size() > 1;
  if (group.numbers > most_of_repetition) return Confidence::medium;
  if (group.numbers >= sure) {
    return group.inside && !several ? Confidence::medium : Confidence::high;
  }
  return group.inside && several ? Confidence::medium : Confidence::low;
}

std::string message_of(const design::NumberedColumns& group, const design::Table& table) {
  const std::string columns = design::list_of(design::names_of(group.columns));
  if (group.numbers > most_of_repetition) {
    return text::format("repeating group of {} columns in `{}` ({}): queries must name each column",
                        group.columns.size(), table.name(), columns);
  }
  const std::size_t several = group.templates.size();
  const std::string needed = several == 1
                                 ? "another value needs a new column"
                                 : text::format("another set needs {} new columns", several);
  const std::string searched = group.numbers == 2 ? "both" : text::format("all {}", group.numbers);
  return text::format("repeating group in `{}` ({}): {}, and searches must check {}", table.name(),
                      columns, needed, searched);
}

std::string advice_for(const design::NumberedColumns& group, const design::Table& table) {
  const bool one = group.templates.size() == 1;
  if (one && group.numbers > most_of_repetition) {
    return text::format(
        "use one array column, `{}[]`, or a child table of `{}` with a row per value",
        catalog::format_type(group.columns.front()->type), table.name());
  }
  return text::format("store each {} as a row of a child table of `{}`", one ? "value" : "set",
                      table.name());
}

void check(const design::Table& table, SchemaContext& context) {
  if (table.roles.history || design::takes_raw_data(table.spelling())) return;
  for (const design::NumberedColumns& group : design::numbered_columns(table)) {
    // The third repetition makes it sure, so the finding is at the statement that adds the third.
    const std::size_t least = std::min<std::size_t>(group.numbers, 3) * group.templates.size();
    context.report(summed_up_at(group.columns, least, [&](const catalog::Column& column) {
      return at(table, column)
          .about(design::names_of(group.columns))
          .says(message_of(group, table))
          .advises(advice_for(group, table))
          .with(confidence_of(group));
    }));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "repeating-columns",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Repeating group: numbered columns store one attribute several times",
    .help = "store each value as a row of a child table",
    .why = R"(
`phone1`, `phone2` and `phone3` have room for three numbers. A customer with a fourth number has to
wait for a migration, and all other rows have empty columns. A number can be in any of the columns:
to find it, a query checks all of them with OR, and needs an index on each. To count the values, to
keep them unique, or to remove one and close the gap, SQL must list all columns.

The first normal form requires one value per attribute in a row. Repeated values become rows. Rows
can be counted, need one index and one constraint, and can have more columns later.
)",
    .reported = R"(
Columns of a table that have the same type, the same name and a number that counts from 0 or 1
without a gap: `phone1`, `phone_2`, `phone3`. A column without a number counts as the first if the
others begin with 2. Columns with the number inside of the name (`product1_id`, `product1_qty`, …)
are one finding. Three or more repetitions are a warning. Two repetitions of several columns, one
column with the number inside of its name, and more than 20 repetitions, which look like a vector,
are info. A single pair is reported with low confidence only. `q1`, `q2`, … count if they are not
quarters (see `column-per-value`). The finding is at the statement with which the columns became too
many.
)",
    .not_reported = R"(
Numbers that belong to a term (`sha256`, `ipv4`, `p95`), coordinates, up to four lines of an
address, two columns that each reference a thing, numbers with gaps, and columns of different types.
Generated columns, columns that are inherited or copied by LIKE, tables of earlier versions, staging
tables.
)",
    .instead = R"(
Make each value a row. One statement fills the new table from the old columns:

```sql
CREATE TABLE contact_phones (
  contact_id bigint NOT NULL REFERENCES contacts ON DELETE CASCADE,
  position smallint NOT NULL,
  phone text NOT NULL,
  PRIMARY KEY (contact_id, position)
);
INSERT INTO contact_phones (contact_id, position, phone)
SELECT contacts.id, numbered.position, numbered.phone
FROM contacts
CROSS JOIN LATERAL (
  VALUES (1, contacts.phone1), (2, contacts.phone2), (3, contacts.phone3)
) AS numbered (position, phone)
WHERE numbered.phone IS NOT NULL;
```

While old code still writes the columns, a trigger on `contacts` can copy the values. When the last
reader uses the new table, drop the columns. This takes a short ACCESS EXCLUSIVE lock and rewrites
nothing:

```sql
ALTER TABLE contacts DROP COLUMN phone1, DROP COLUMN phone2, DROP COLUMN phone3;
```

If the values are plain, few and always read together, an array column (`text[]` with a GIN index)
is enough.
)",
    .fine = R"(
The number has a meaning and will not grow, such as the two drivers of a rally car or the lines of
an address. Write `COMMENT ON TABLE … IS 'pglint:accept repeating-columns …'` and give the reason.
)",
    .bad = R"(
CREATE TABLE contacts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  phone1 text NOT NULL,
  phone2 text,
  phone3 text
);
)",
    .good = R"(
CREATE TABLE contacts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE contact_phones (
  contact_id bigint NOT NULL REFERENCES contacts ON DELETE CASCADE,
  position smallint NOT NULL,
  phone text NOT NULL,
  PRIMARY KEY (contact_id, position)
);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK",
              "https://www.postgresql.org/docs/current/queries-table-expressions.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::repeating_columns
