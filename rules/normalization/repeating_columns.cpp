// Numbered columns that hold one attribute several times: the first normal form.
#include <algorithm>
#include <string>

#include "design/column_group.h"
#include "design/roles.h"
#include "design/schema.h"
#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::repeating_columns {
namespace {

/// More than anybody types: the output of a measurement or a model.
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
    return text::format(
        "each query has to name what it wants of {} columns that differ in a number: {} of `{}`",
        group.columns.size(), columns, table.name());
  }
  const std::size_t several = group.templates.size();
  const std::string needed =
      several == 1 ? "a further value needs a new column"
                   : text::format("a further set of values needs {} new columns", several);
  return text::format("{}, and a search has to look into {}: {} of `{}` repeat one {}", needed,
                      group.numbers == 2 ? "both" : text::format("all {}", group.numbers), columns,
                      table.name(), several == 1 ? "attribute" : "group of attributes");
}

void check(const design::Table& table, SchemaContext& context) {
  if (table.roles.history || design::takes_raw_data(table.name())) return;
  for (const design::NumberedColumns& group : design::numbered_columns(table)) {
    // Where it is sure from the third repetition on, the statement that adds the third made it so.
    const std::size_t least = std::min<std::size_t>(group.numbers, 3) * group.templates.size();
    context.report(at(table, design::decisive_column(group.columns, least))
                       .about(design::names_of(group.columns))
                       .says(message_of(group, table))
                       .with(confidence_of(group)));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "repeating-columns",
    .group = Group::normalization,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "Numbered columns repeat one attribute, for as many values as somebody foresaw",
    .help = "keep the values as rows of a table of their own that refers to this one",
    .why = R"(
`phone1`, `phone2` and `phone3` have room for three numbers. The customer with a fourth one waits for
a migration, and everybody else carries the empty columns along. Which column holds a number is chance: to find
it, a query asks all of them, joined by OR, and needs an index on each. To count the values, to keep
them unique, to remove one and close the gap: each takes SQL that knows the number of columns.

The first normal form asks for one value of an attribute in a row. Values that repeat become rows, which can be
counted, indexed once, constrained once, and carry more columns when they need to.
)",
    .reported = R"(
Columns of a table that have one type, one name and a number, counting from 0 or 1 without a gap: `phone1`,
`phone_2`, `phone3`; a column without a number counts as the first where the others begin with 2.
Columns with the number inside of the name (`product1_id`, `product1_qty`, …) are one finding. Three
or more are a warning; several columns that are there twice, and one with the number inside, are info, as
are more than 20, which look like a vector. A lone pair is of low confidence. The finding stands at the
statement with which they became too many.
)",
    .not_reported = R"(
Numbers that belong to a term (`sha256`, `ipv4`, `p95`), coordinates, up to four lines of an address,
two columns that refer to a thing each, gaps, and columns of different types. Generated columns, columns that
are inherited or copied by LIKE, tables of earlier versions, staging tables.
)",
    .instead = R"(
Make a row of each value. The new table is filled from the old columns in one statement:

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

While old code still writes the columns, a trigger on `contacts` keeps both in step. When the last reader has
moved, the columns go. That takes an ACCESS EXCLUSIVE lock for a moment and rewrites nothing:

```sql
ALTER TABLE contacts DROP COLUMN phone1, DROP COLUMN phone2, DROP COLUMN phone3;
```

Where the values are plain, few and always read together, an array column (`text[]` with a GIN index) does as
well.
)",
    .fine = R"(
The number has a meaning of its own and will not grow, as the two drivers of a rally car or the lines of an
address. Write `COMMENT ON TABLE … IS 'pglint:accept repeating-columns …'` and say why.
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
