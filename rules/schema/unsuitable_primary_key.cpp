// Primary keys that are values of the real world, which change, and keys of types that compare
// badly.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "design/key/index_match.h"
#include "design/name/name_model.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "design/vocabulary/columns.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"
#include "text/plural.h"

namespace pglint::rules::unsuitable_primary_key {
namespace {

using catalog::Column;
using design::Family;
using design::Key;
using design::Table;

/// True for values that people and authorities change: `email`, `phone`, `passport_number`.
bool names_changing_value(std::string_view column) {
  constexpr std::array<std::string_view, 9> last = {
      "nickname", "phone", "mobile", "ssn", "name", "title", "url", "path", "passport"};
  const auto words = parse::name_words(column);
  if (words.empty()) return false;
  return design::words::logins.contains(words.back()) ||
         std::ranges::count(last, words.back()) > 0 || words.front() == "passport" ||
         words.front() == "vat" || design::joined(words) == "tax_id";
}

std::size_t referring_columns(const Table& table) {
  std::size_t count = 0;
  for (const design::ForeignKey* key : table.referenced_by) count += key->columns.size();
  return count;
}

struct Fault {
  const Column* column = nullptr;  ///< null if there is no fault
  std::string message = {};
  std::string help = {};
};

Fault changing_value(const Table& table, const Column& column) {
  const std::size_t count = referring_columns(table);
  if (count == 0 || !names_changing_value(column.spelling())) return {};
  return {.column = &column,
          .message = text::format("primary key `{}` can change: each UPDATE of it has to change {}",
                                  design::shown(table, column.name),
                                  text::counted(count, "referencing column")),
          .help = text::format("let other tables refer to a surrogate key, and keep `UNIQUE ({})`",
                               catalog::quoted_name(column.name))};
}

/// A timestamp, which two rows can share, or a floating-point number, which is rarely exact.
Fault inexact_value(const Table& table, const Column& column, const catalog::Catalog& catalog) {
  const catalog::Type type = design::base_type(column.type, catalog);
  const bool inexact = type.is("float4") || type.is("float8");
  const bool moment = type.is("timestamp") || type.is("timestamptz");
  if ((!inexact && !moment) || table.relation->partitioned) return {};
  if (moment && (table.roles.events || table.roles.history || table.roles.read_model)) return {};
  const std::string name = design::shown(table, column.name);
  if (inexact) {
    return {
        .column = &column,
        .message = text::format("primary key `{}` is `{}`: a lookup may miss a row after rounding",
                                name, catalog::format_type(type)),
        .help = text::format("declare `{}` as `numeric`, or add a surrogate key", column.name)};
  }
  return {
      .column = &column,
      .message = text::format(
          "primary key `{}` is a timestamp: two rows with the same time conflict", name),
      .help = text::format("add to the key what distinguishes rows with the same `{}`, or use a "
                           "surrogate key",
                           column.name)};
}

/// A long text in a key of several columns that other tables refer to.
Fault wide_text(const Table& table, const Key& key, const catalog::Catalog& catalog) {
  constexpr long widest = 100;
  const std::size_t count = referring_columns(table);
  if (count == 0 || key.columns.size() < 2) return {};
  for (const std::string& name : key.columns) {
    const Column* column = table.relation->find_column(name);
    if (column == nullptr || design::family_of(column->type, catalog) != Family::text) continue;
    if (table.refers_by(name)) continue;                   // the parent decides
    if (name == "id" || design::key_name(name)) continue;  // a generated id, stored as text
    const catalog::Type type = design::base_type(column->type, catalog);
    if (!type.modifiers.empty() && type.modifiers.front() <= widest) continue;
    return {
        .column = column,
        .message = text::format(
            "long `{}` column `{}` in primary key: {} referencing columns repeat the key",
            catalog::format_type(type), design::shown(table, name), count),
        .help = text::format("let other tables refer to a surrogate key, and keep the columns `{}` "
                             "unique",
                             design::keys_shown(*key.index))};
  }
  return {};
}

Fault fault_of(const Table& table, const catalog::Catalog& catalog) {
  const Key* key = table.primary_key();
  if (key == nullptr || table.roles.lookup || table.roles.settings) return {};
  const Column* column = table.key_column();
  if (column == nullptr) return wide_text(table, *key, catalog);
  if (table.refers_by(column->name)) return {};  // the parent decides
  const Fault fault = changing_value(table, *column);
  return fault.column != nullptr ? fault : inexact_value(table, *column, catalog);
}

void check(const Table& table, SchemaContext& context) {
  Fault fault = fault_of(table, context.catalog());
  if (fault.column == nullptr || !fault.column->certain) return;
  context.report(at_definition(table, *fault.column)
                     .says(std::move(fault.message))
                     .advises(std::move(fault.help))
                     .with(Confidence::medium));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "unsuitable-primary-key",
    .group = Group::schema,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Unsuitable primary key: a value that changes, or a type that compares badly",
    .help = "add a surrogate key that other tables refer to, and keep the value unique",
    .why = R"(
People marry, change their provider, or notice that their name was misspelled. If the value is the
primary key, each such change reaches every referencing row, in one transaction, with all of their
indexes. Copies outside the database, in URLs, exports and logs, keep the old value. A value that
was expected to be unique may also turn out not to be: two people share a phone, a number is
reassigned.

Floating-point numbers are compared bit by bit, while programs print and parse them, so a value that
was read may not find its row again. And two rows can have the same timestamp as soon as two clients
write.
)",
    .reported = R"(
Primary keys of one column whose name is or ends with `email`, `username`, `login`, `phone`, `ssn`,
`name`, `title`, `url`, `path`, `tax_id`, or begins with `passport` or `vat`, if other tables refer
to them; those of type `real`, `double precision` or a timestamp; and keys of several columns with a
text of more than 100 characters that other tables refer to. Reported at the column.
)",
    .not_reported = R"(
Texts that are ids by their name, as some ORMs create them; lookup tables, whose codes do not
change; settings by name; keys that are foreign keys themselves; timestamps of partitioned tables,
events, histories and summaries; tables without references to them, except for their types.
)",
    .instead = R"(
Number the rows, and keep the value unique:

```sql
CREATE TABLE subscribers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
```

Change an existing table in steps. Adding an identity column rewrites it under an ACCESS EXCLUSIVE
lock, so for a large one add a plain column and fill it in batches. Add a column for the new key to
each referencing table, fill it by a join, index it with CONCURRENTLY, and add a foreign key that is
NOT VALID first and validated later. When no query reads the old columns, move the primary key.

Until then, `ON UPDATE CASCADE` on the foreign keys makes changes possible.
)",
    .fine = R"(
Codes of a standard (currencies, countries, airports), digests of content, names that the project
itself assigns and never changes.
)",
    .bad = R"(
CREATE TABLE members (
  email text PRIMARY KEY,
  joined_at timestamptz NOT NULL
);
CREATE TABLE bookings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  member_email text NOT NULL REFERENCES members ON UPDATE CASCADE
);
CREATE INDEX ON bookings (member_email);
)",
    .good = R"(
CREATE TABLE members (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
CREATE TABLE bookings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  member_id bigint NOT NULL REFERENCES members
);
CREATE INDEX ON bookings (member_id);
)",
    .links = {"https://www.postgresql.org/docs/current/"
              "ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::unsuitable_primary_key
