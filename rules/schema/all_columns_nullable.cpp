// Tables in which every column besides the key is nullable.
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "design/name/name_model.h"
#include "design/vocabulary/tables.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::all_columns_nullable {
namespace {

using catalog::Column;
using catalog::Constraint;
using design::Table;

/// A table with fewer columns is not judged. With more than `wide`, it is enough that most of them
/// are nullable.
constexpr std::size_t least_columns = 4;
constexpr std::size_t wide = 10;

/// The help line lists no more columns than this.
constexpr std::size_t most_listed = 6;

/// True for texts in other languages: a text that is not translated is NULL.
bool is_translation(const Table& table) {
  const auto parts = parse::name_words(table.spelling());
  return !parts.empty() && design::words::translations.contains(design::singular(parts.back()));
}

/// True if the primary key is a foreign key: the row as a whole is optional.
bool is_extension(const Table& table) {
  const design::Key* key = table.primary_key();
  return key != nullptr && std::ranges::all_of(key->columns, [&](const std::string& column) {
           return table.refers_by(column);
         });
}

/// True for `num_nonnulls(a, b) > 0` and `a IS NOT NULL OR b IS NOT NULL`.
bool demands_a_value(const Constraint& constraint) {
  if (constraint.kind != catalog::ConstraintKind::check || !constraint.enforced) return false;
  const std::string sql = text::lowered(constraint.expression);
  return sql.find("num_n") != std::string::npos || sql.find("not null") != std::string::npos;
}

bool is_explained(const Table& table) {
  return table.roles.history || table.roles.events || table.roles.link || is_translation(table) ||
         is_extension(table) || std::ranges::any_of(table.relation->constraints, demands_a_value);
}

/// The columns that hold data: neither in the primary key nor generated.
struct Data {
  std::vector<std::string> names = {};  ///< quoted if necessary
  std::size_t nullable = 0;
  bool certain = true;
};

Data data_of(const Table& table, const catalog::Catalog& catalog) {
  const design::Key* key = table.primary_key();
  Data data;
  for (const Column& column : table.columns()) {
    if (column.generated || (key != nullptr && key->has(column.name))) continue;
    data.names.push_back(catalog::quoted_name(column.name));
    const catalog::Answer nullable = design::is_nullable(column, catalog);
    if (nullable == catalog::Answer::yes) ++data.nullable;
    if (nullable == catalog::Answer::unknown || !column.certain) data.certain = false;
  }
  return data;
}

/// Whether a later statement made one of the columns.
bool is_extended(const Table& table) {
  return std::ranges::any_of(table.columns(), [&](const Column& column) {
    return column.local && (column.place.file != table.relation->place.file ||
                            column.place.statement != table.relation->place.statement);
  });
}

/// With few columns, the CHECK that requires one of them is written out.
std::string advice_for(const Table& table, const Data& data) {
  if (data.names.size() > most_listed || data.nullable < data.names.size()) {
    return text::format("add NOT NULL to the columns that every row of `{}` needs", table.name());
  }
  std::string list;
  for (const std::string& name : data.names) list += (list.empty() ? "" : ", ") + name;
  return text::format(
      "add NOT NULL to the columns that every row needs, or `CHECK (num_nonnulls({}) > 0)`", list);
}

void check(const Table& table, SchemaContext& context) {
  if (!table.relation->columns_known || table.columns().empty() || is_explained(table)) return;
  // Columns that a query made have the place of their table.
  if (table.columns().front().place == table.relation->place) return;
  const Data data = data_of(table, context.catalog());
  if (!data.certain || data.names.size() < least_columns) return;
  const bool all = data.nullable == data.names.size();
  const bool most = data.names.size() > wide && 10 * data.nullable >= 7 * data.names.size();
  if (!all && !most) return;
  const std::string which = all ? text::format("all {}", data.nullable)
                                : text::format("{} of {}", data.nullable, data.names.size());
  context.report(at(table)
                     .says("{} data columns of `{}` are nullable{}: rows may be {}empty", which,
                           table.name(), is_extended(table) ? " after later ALTER TABLE" : "",
                           all ? "" : "almost ")
                     .advises(advice_for(table, data))
                     .with(all ? Confidence::medium : Confidence::low));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "all-columns-nullable",
    .group = Group::schema,
    .severity = Severity::info,
    .summary = "All columns of a table besides its key are nullable",
    .help = "add NOT NULL to the columns that every row needs",
    .why = R"(
Columns are nullable by default, so a table in which all of them are is mostly one for which no one
decided. The application usually decides anyway: it shows a name, sends an e-mail or adds up an
amount, and misbehaves if the value is missing. Such rows come from a form without validation, an
import with a shifted column, or a bug in an old release, and they surface one exception at a time.

NOT NULL also tells readers and the planner what to expect. `count(column)` equals `count(*)`,
`NOT IN` and unique keys mean what they seem to mean, and rows that an outer join filled in can be
recognized.
)",
    .reported = R"(
Tables with at least four columns besides the primary key, all of them nullable, as the linted files
leave them. With low confidence, also tables with more than ten such columns if at least 70 % are
nullable. Reported at the table's name.
)",
    .not_reported = R"(
- Tables with a CHECK that requires a value (`num_nonnulls(…)`, `… IS NOT NULL OR …`).
- History, staging and event tables, link tables, and translations.
- Extensions of another table, whose primary key is a foreign key.
- Generated columns.
- Tables created from a query, and tables whose columns are not all known.
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

On a table with rows, fill the gaps first. Then prove the condition with a CHECK: validating it
blocks neither reads nor writes. SET NOT NULL relies on it, so its ACCESS EXCLUSIVE lock lasts only
a moment:

```sql
UPDATE leads SET name = 'unknown' WHERE name IS NULL;
ALTER TABLE leads ADD CONSTRAINT leads_name_present CHECK (name IS NOT NULL) NOT VALID;
ALTER TABLE leads VALIDATE CONSTRAINT leads_name_present;
ALTER TABLE leads ALTER COLUMN name SET NOT NULL;
ALTER TABLE leads DROP CONSTRAINT leads_name_present;
```
)",
    .fine = R"(
Landing tables for files that are checked later, drafts that can be saved at any stage, and
measurements of which any may be missing. Record it with
`COMMENT ON TABLE … IS 'pglint:accept all-columns-nullable'`.
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
