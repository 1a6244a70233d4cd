// Tables in which every column but the key may be empty.
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "design/name/name_model.h"
#include "design/vocabulary/tables.h"
#include "parse/meaning/name_words.h"
#include "rule/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::all_columns_nullable {
namespace {

using catalog::Column;
using catalog::Constraint;
using design::Table;

/// Fewer say little; with more than `wide`, most of them being nullable is worth a word, too.
constexpr std::size_t least_columns = 4;
constexpr std::size_t wide = 10;

/// Texts of something in other languages: what is not translated is empty.
bool is_translation(const Table& table) {
  const auto parts = parse::name_words(table.name());
  return !parts.empty() && design::words::translations.contains(design::singular(parts.back()));
}

/// Its primary key is a foreign key: the rest is optional as a whole.
bool is_extension(const Table& table) {
  const design::Key* key = table.primary_key();
  return key != nullptr && std::ranges::all_of(key->columns, [&](const std::string& column) {
           return table.refers_by(column);
         });
}

/// `num_nonnulls(a, b) > 0`, `a IS NOT NULL OR b IS NOT NULL`.
bool demands_a_value(const Constraint& constraint) {
  if (constraint.kind != catalog::ConstraintKind::check || !constraint.enforced) return false;
  const std::string sql = text::lowered(constraint.expression);
  return sql.find("num_n") != std::string::npos || sql.find("not null") != std::string::npos;
}

bool is_explained(const Table& table) {
  return table.roles.history || table.roles.events || table.roles.link || is_translation(table) ||
         is_extension(table) || std::ranges::any_of(table.relation->constraints, demands_a_value);
}

/// The columns that say something about a row: neither its key nor made of other columns.
struct Data {
  std::size_t columns = 0;
  std::size_t nullable = 0;
  bool certain = true;
};

Data data_of(const Table& table, const catalog::Catalog& catalog) {
  const design::Key* key = table.primary_key();
  Data data;
  for (const Column& column : table.columns()) {
    if (column.generated || (key != nullptr && key->has(column.name))) continue;
    ++data.columns;
    const catalog::Answer nullable = design::is_nullable(column, catalog);
    if (nullable == catalog::Answer::yes) ++data.nullable;
    if (nullable == catalog::Answer::unknown || !column.certain) data.certain = false;
  }
  return data;
}

void check(const Table& table, SchemaContext& context) {
  if (!table.relation->columns_known || table.columns().empty() || is_explained(table)) return;
  // What a query gave has its table's place: nobody declared it.
  if (table.columns().front().place == table.relation->place) return;
  const Data data = data_of(table, context.catalog());
  if (!data.certain || data.columns < least_columns) return;
  const bool all = data.nullable == data.columns;
  const bool most = data.columns > wide && 10 * data.nullable >= 7 * data.columns;
  if (!all && !most) return;
  std::string cause = text::format("{} of {} columns are nullable", data.nullable, data.columns);
  if (all) {
    cause = table.primary_key() == nullptr ? "no column is required"
                                           : "no column but the key is required";
  }
  context.report(at(table)
                     .says("rows of `{}` may hold {}: {}", table.name(),
                           all ? "no data" : "next to no data", cause)
                     .with(all ? Confidence::medium : Confidence::low));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "all-columns-nullable",
    .group = Group::schema,
    .severity = Severity::info,
    .summary = "A table in which no column but the key is required takes rows without data",
    .help = "declare NOT NULL whatever the application takes for granted",
    .why = R"(
A column is nullable unless somebody says otherwise, so a table in which all of them are is mostly one in
which nobody decided. The application has decided all the same: it shows a name, sends a mail, adds an
amount up, and does something odd with the row where that is missing. Such rows come from a form that was
not validated, an import with a shifted column, a bug in a release from years ago, and they are found one
exception at a time.

NOT NULL also tells readers and the planner what is there: `count(column)` equals `count(*)`, `NOT IN`
and unique keys mean what they seem to, and an outer join can be told from an inner one.
)",
    .reported = R"(
Tables with at least four columns besides the primary key, all of them nullable, as the linted files leave
them. With low confidence also tables with more than ten such columns of which seven in ten are nullable.
Reported at the table's name.
)",
    .not_reported = R"(
Tables with a CHECK that asks for a value (`num_nonnulls(…)`, `… IS NOT NULL OR …`); history, staging and
event tables, link tables, translations; extensions of another table, whose primary key is a foreign key;
generated columns; tables that a query made, and those whose columns are not all known.
)",
    .instead = R"(
Require what every row has:

```sql
CREATE TABLE contacts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  email text,
  phone text,
  noted_at timestamptz NOT NULL DEFAULT now(),
  CHECK (num_nonnulls(email, phone) > 0)
);
```

On a table with rows, fill the gaps first. Then prove the condition by a CHECK, which is validated without
keeping anybody from reading or writing; SET NOT NULL believes it and holds its ACCESS EXCLUSIVE lock
for a moment only:

```sql
UPDATE leads SET name = 'unknown' WHERE name IS NULL;
ALTER TABLE leads ADD CONSTRAINT leads_name_present CHECK (name IS NOT NULL) NOT VALID;
ALTER TABLE leads VALIDATE CONSTRAINT leads_name_present;
ALTER TABLE leads ALTER COLUMN name SET NOT NULL;
ALTER TABLE leads DROP CONSTRAINT leads_name_present;
```
)",
    .fine = R"(
Landing tables for files whose quality is to be looked at afterwards, drafts that are saved at any stage,
measurements of which any may be missing. `COMMENT ON TABLE … IS 'pglint:accept all-columns-nullable'`
records it.
)",
    .bad = R"(
CREATE TABLE leads (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text,
  email text,
  company text,
  remark text
);
)",
    .good = R"(
CREATE TABLE leads (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  email text,
  company text,
  remark text
);
)",
    .links = {"https://www.postgresql.org/docs/current/"
              "ddl-constraints.html#DDL-CONSTRAINTS-NOT-NULL",
              "https://www.postgresql.org/docs/current/sql-altertable.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::all_columns_nullable
