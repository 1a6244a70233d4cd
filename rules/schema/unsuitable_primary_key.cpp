// Primary keys that are values of the world outside, which change, and keys of types that are no
// good at being equal.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "design/name/name_model.h"
#include "design/type_family.h"
#include "design/vocabulary/columns.h"
#include "parse/meaning/name_words.h"
#include "rule/schema_context.h"
#include "text/format.h"
#include "text/plural.h"

namespace pglint::rules::unsuitable_primary_key {
namespace {

using catalog::Column;
using design::Family;
using design::Key;
using design::Table;

/// What people and authorities change: `email`, `phone`, `passport_number`.
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
  const Column* column = nullptr;  ///< null where there is none
  std::string message = {};
};

Fault changing_value(const Table& table, const Column& column) {
  const std::size_t count = referring_columns(table);
  if (count == 0 || !names_changing_value(column.name)) return {};
  return {
      .column = &column,
      .message = text::format("changing `{}` of `{}` must change {}, too: it is "
                              "the primary key",
                              column.name, table.name(), text::counted(count, "referring column"))};
}

/// Two rows of one moment, and numbers that are only nearly equal.
Fault inexact_value(const Table& table, const Column& column, const catalog::Catalog& catalog) {
  const catalog::Type type = design::base_type(column.type, catalog);
  const bool inexact = type.is("float4") || type.is("float8");
  const bool moment = type.is("timestamp") || type.is("timestamptz");
  if ((!inexact && !moment) || table.relation->partitioned) return {};
  if (moment && (table.roles.events || table.roles.history || table.roles.read_model)) return {};
  return {
      .column = &column,
      .message = inexact
                     ? text::format("rows of `{}` may not be found by their key: `{}` is `{}`, and "
                                    "such numbers are only nearly equal",
                                    table.name(), column.name, catalog::format_type(type))
                     : text::format("two rows of `{}` at one moment exclude each other: the "
                                    "primary key is the timestamp `{}`",
                                    table.name(), column.name)};
}

/// A text of any length in a key that other tables repeat.
Fault wide_text(const Table& table, const Key& key, const catalog::Catalog& catalog) {
  constexpr long widest = 100;
  const std::size_t count = referring_columns(table);
  if (count == 0 || key.columns.size() < 2) return {};
  for (const std::string& name : key.columns) {
    const Column* column = table.relation->find_column(name);
    if (column == nullptr || design::family_of(column->type, catalog) != Family::text) continue;
    if (table.refers_by(name)) continue;                   // the parent decides
    if (name == "id" || design::key_name(name)) continue;  // made up, and written as text
    const catalog::Type type = design::base_type(column->type, catalog);
    if (!type.modifiers.empty() && type.modifiers.front() <= widest) continue;
    return {
        .column = column,
        .message = text::format("{} referring columns repeat the primary key of `{}`: `{}` of it "
                                "is `{}`, and as long as anybody likes",
                                count, table.name(), name, catalog::format_type(type))};
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
  context.report(
      at_definition(table, *fault.column).says(std::move(fault.message)).with(Confidence::medium));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "unsuitable-primary-key",
    .group = Group::schema,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "A primary key is a value that changes or that compares badly",
    .help = "add a surrogate key that others refer to, and keep the value unique",
    .why = R"(
People marry, move to another provider and notice that their name was misspelt. Where the value is the primary
key, each such change goes to every referring row, in one transaction, with all of their indexes; and copies
outside of the database, in URLs, exports and logs, keep the old one. A value that was thought to be unique
also turns out not to be: two people share a phone, a number is given out again.

Floating-point numbers are compared bit by bit, while programs print and parse them; what was read may not
find its row again. And two rows can have one timestamp as soon as two clients write.
)",
    .reported = R"(
Primary keys of one column that is called `email`, `username`, `login`, `phone`, `ssn`, `name`, `title`, `url`,
`path`, `passport…`, `tax_id`, `vat…` or ends so, if other tables refer to them; those of type `real`,
`double precision` or a timestamp; and keys of several columns with a text of more than 100 characters that
other tables refer to. Reported at the column.
)",
    .not_reported = R"(
Texts that are ids by their name, as some ORMs make them; lookup tables, whose codes are made not to change; settings by name; keys that are foreign keys themselves;
timestamps of partitioned tables, events, histories and summaries; tables nobody refers to, but for their types.
)",
    .instead = R"(
Give the table a number, and let the value be unique beside it:

```sql
CREATE TABLE subscribers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
```

An existing table changes in steps. Adding an identity column rewrites it under an ACCESS EXCLUSIVE lock, so
for a large one add a plain column and fill it in batches. Referring tables get a column for the new key, fill
it by a join, have it indexed with CONCURRENTLY, and get a foreign key that is NOT VALID first and validated
later. When nothing reads the old columns any more, move the primary key.

Until then `ON UPDATE CASCADE` at the foreign keys makes changes possible at all.
)",
    .fine = R"(
Codes of a standard (currencies, countries, airports), digests of content, names that the project itself gives
and never changes.
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
