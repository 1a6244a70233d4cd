// Tables with a plural name among singular ones, or the reverse.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "design/name/name_model.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"

namespace pglint::rules::inconsistent_plural {
namespace {

using design::Number;
using design::Table;

struct Tables {
  std::vector<const Table*> singular;
  std::vector<const Table*> plural;
};

/// True for words that end in a verb, also in compounds: `ifcolumnexists`.
bool ends_in_verb(std::string_view word) {
  constexpr std::array<std::string_view, 4> verbs = {"exists", "contains", "belongs", "becomes"};
  return std::ranges::any_of(verbs, [&](std::string_view verb) { return word.ends_with(verb); });
}

Number number_of(const Table& table) {
  const auto words = parse::name_words(table.spelling());
  if (words.empty() || ends_in_verb(words.back())) return Number::unknown;
  return design::number_of(words.back());
}

void report(const Table& table, bool plural, const Tables& all, SchemaContext& context) {
  const std::size_t others = plural ? all.singular.size() : all.plural.size();
  context.report(
      at(table)
          .says("table `{}` is {}, but {} of {} table names are {}", table.name(),
                plural ? "plural" : "singular", others, all.singular.size() + all.plural.size(),
                plural ? "singular" : "plural")
          .advises("rename `{}` to its {} form", table.name(), plural ? "singular" : "plural"));
}

void check_schema(const Tables& tables, SchemaContext& context) {
  constexpr std::size_t least_tables = 10;
  const std::size_t total = tables.singular.size() + tables.plural.size();
  if (total < least_tables) return;
  const bool mostly_singular = tables.singular.size() > tables.plural.size();
  const auto& minority = mostly_singular ? tables.plural : tables.singular;
  if (5 * minority.size() >= total) return;  // there is no convention
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
    .concern = Concern::style,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "A table name is plural while the others are singular, or the reverse",
    .help = "use either singular or plural names for all tables of a schema",
    .why = R"(
Singular or plural is a matter of taste, but a mixture is not. People guess the name of a table from
the names of others, and each exception means looking at the schema. Tools guess too: an ORM that
derives table names from classes needs a setting for each exception.
)",
    .reported = R"(
In schemas with at least ten tables whose names have a singular or plural form: plural table names
if more than four of five are singular, and singular ones if more than four of five are plural. The
last word of a name decides.
)",
    .not_reported = R"(
Schemas without a clear convention; words that are the same in singular and plural or have only one
form (`sheep`, `data`, `inventory`); bookkeeping tables of tools; views.
)",
    .instead = R"(
Rename the exceptions, or set the name in the ORM. A rename only changes the system catalogs, under
a short ACCESS EXCLUSIVE lock. Keys, indexes and views follow; the text of functions does not:

```sql
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE wheel RENAME TO wheels;
COMMIT;
```

If the code cannot change at the same time, a view with the old name bridges one release.
)",
    .fine = R"(
A table named after a standard or another system's table, so that people recognize it.
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
