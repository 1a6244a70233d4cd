// Tables whose names are in the other number than those of nearly all others.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "design/name/name_model.h"
#include "parse/meaning/name_words.h"
#include "rule/schema_context.h"

namespace pglint::rules::inconsistent_plural {
namespace {

using design::Number;
using design::Table;

struct Tables {
  std::vector<const Table*> singular;
  std::vector<const Table*> plural;
};

/// Verbs that end names, also of words that are run together: `ifcolumnexists`.
bool ends_in_verb(std::string_view word) {
  constexpr std::array<std::string_view, 4> verbs = {"exists", "contains", "belongs", "becomes"};
  return std::ranges::any_of(verbs, [&](std::string_view verb) { return word.ends_with(verb); });
}

Number number_of(const Table& table) {
  const auto words = parse::name_words(table.name());
  if (words.empty() || ends_in_verb(words.back())) return Number::unknown;
  return design::number_of(words.back());
}

void report(const Table& table, bool plural, const Tables& all, SchemaContext& context) {
  const std::size_t others = plural ? all.singular.size() : all.plural.size();
  context.report(at(table).says(
      "everybody has to remember that `{}` is in the {}: {} of {} tables are not", table.name(),
      plural ? "plural" : "singular", others, all.singular.size() + all.plural.size()));
}

void check_schema(const Tables& tables, SchemaContext& context) {
  constexpr std::size_t least_tables = 10;
  const std::size_t total = tables.singular.size() + tables.plural.size();
  if (total < least_tables) return;
  const bool mostly_singular = tables.singular.size() > tables.plural.size();
  const auto& minority = mostly_singular ? tables.plural : tables.singular;
  if (5 * minority.size() >= total) return;  // no convention at all
  for (const Table* table : minority) report(*table, mostly_singular, tables, context);
}

void check(const design::Schema& schema, SchemaContext& context) {
  std::map<std::string_view, Tables> schemas;
  for (const Table* table : schema.tables()) {
    Tables& tables = schemas[table->relation->name.schema];
    const Number number = number_of(*table);
    if (number == Number::singular) tables.singular.push_back(table);
    if (number == Number::plural) tables.plural.push_back(table);
  }
  for (const auto& [name, tables] : schemas) check_schema(tables, context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "inconsistent-plural",
    .group = Group::naming,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "A table is named in the plural where others are in the singular, or the reverse",
    .help = "name all tables of a schema in the same number",
    .why = R"(
Singular or plural is a matter of taste; both at once is not. Whoever writes a query guesses the name of a
table from the names of others, and every exception costs a look at the schema. Tools guess, too: an ORM that
derives table names from classes needs a setting for each table that does not follow.
)",
    .reported = R"(
In schemas with at least ten tables whose names have a number: the tables in the plural where more than four of
five are in the singular, and those in the singular where more than four of five are in the plural. The last
word of a name decides.
)",
    .not_reported = R"(
Schemas without a clear convention; words that are the same in both numbers or that have none (`sheep`,
`data`, `inventory`); tables that tools keep for themselves; views.
)",
    .instead = R"(
Rename the exceptions, or set the name in the ORM. The rename touches system catalogs only, under an ACCESS
EXCLUSIVE lock that lasts a moment; keys, indexes and views follow, the text of functions does not:

```sql
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE wheel RENAME TO wheels;
COMMIT;
```

Where code cannot follow at once, `CREATE VIEW` under the old name bridges one release.
)",
    .fine = R"(
A table that is named after a standard or after another system's table, so that people find it.
)",
    .bad = R"(
CREATE TABLE cars (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE doors (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE seats (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE roofs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE belts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE lamps (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE horns (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE engines (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE mirrors (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE wheel (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
)",
    .good = R"(
CREATE TABLE cars (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE wheels (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertable.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::inconsistent_plural
