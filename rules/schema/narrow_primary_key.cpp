// Primary keys of four or two bytes that count upwards until there is no next number.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "design/accepted.h"
#include "design/expression.h"
#include "design/type_family.h"
#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::narrow_primary_key {
namespace {

using catalog::Column;
using design::Key;
using design::Table;

/// The last number of the type; empty for types that are wide enough and for other ones.
std::string_view last_number(const catalog::Type& type) {
  if (type.is("int4")) return "2,147,483,647";
  return type.is("int2") ? "32,767" : std::string_view();
}

/// A short list that somebody numbers by hand.
bool is_short_list(const Table& table) {
  constexpr std::size_t most_columns = 4;
  return table.roles.lookup || table.columns().size() <= most_columns;
}

/// The column that numbers the rows of `table`: the whole key, or the part of it that the database
/// makes where the rest is there for partitions.
const Column* numbering_column(const Table& table) {
  const Key* key = table.primary_key();
  if (key == nullptr) return nullptr;
  for (const std::string& name : key->columns) {
    const Column* column = table.relation->find_column(name);
    if (column == nullptr || !column->certain || !column->local) continue;
    if (key->columns.size() == 1 || design::is_made_by_database(*column)) return column;
  }
  return nullptr;
}

std::size_t references_to(const Table& table, std::string_view column) {
  const auto refers = [&](const design::ForeignKey* key) {
    return std::ranges::count(key->target_columns, column, &Column::name) > 0;
  };
  return static_cast<std::size_t>(std::ranges::count_if(table.referenced_by, refers));
}

std::string inherited_by(std::size_t references) {
  if (references == 0) return {};
  return text::format(", and {} foreign key{} its width", references,
                      references == 1 ? " has" : "s have");
}

/// Things of which there never are two billions, as rows of a table that is called after them.
bool are_few_by_nature(const Table& table) {
  constexpr std::array<std::string_view, 27> things = {
      "airport",  "brand",  "category",   "city",     "continent", "country",    "county",
      "currency", "dealer", "department", "district", "division",  "employee",   "factory",
      "genre",    "hotel",  "language",   "locale",   "office",    "permission", "province",
      "region",   "role",   "school",     "staff",    "store",     "warehouse"};
  return std::ranges::count(things, table.thing) > 0;
}

struct Narrow {
  const Table* table = nullptr;
  const Column* column = nullptr;
  catalog::Type type = {};  ///< behind its domains
};

bool is_accepted(const Narrow& key) {
  const design::AcceptedRule rule = {.id = "narrow-primary-key"};
  return design::is_accepted(key.table->relation->comment, rule) ||
         design::is_accepted(key.column->comment, rule);
}

std::optional<Narrow> narrow_key(const Table& table, const catalog::Catalog& catalog) {
  const Column* column = numbering_column(table);
  if (column == nullptr || table.refers_by(column->name)) return std::nullopt;  // parent decides
  Narrow key = {
      .table = &table, .column = column, .type = design::base_type(column->type, catalog)};
  if (last_number(key.type).empty() || table.roles.lookup || table.roles.link) return std::nullopt;
  if (key.type.is("int4") && are_few_by_nature(table)) return std::nullopt;
  const bool counts = design::is_made_by_database(*column);
  const std::size_t references = references_to(table, column->name);
  if (!counts && (references == 0 || is_short_list(table))) return std::nullopt;
  return is_accepted(key) ? std::nullopt : std::optional(std::move(key));
}

SchemaReport report_at(const Narrow& key, std::string message) {
  return at(*key.table, *key.column)
      .placed(key.column->type_place)
      .says(std::move(message))
      .with(Confidence::medium);
}

void report_one(const Narrow& key, SchemaContext& context) {
  const std::size_t references = references_to(*key.table, key.column->name);
  context.report(
      report_at(key, text::format("inserts into `{}` fail once `{}` has reached {}: it is `{}`{}",
                                  key.table->name(), key.column->name, last_number(key.type),
                                  catalog::format_type(key.type), inherited_by(references))));
}

/// At the one that most tables have to follow.
void report_policy(const std::vector<Narrow>& keys, SchemaContext& context) {
  const auto references = [](const Narrow& key) {
    return references_to(*key.table, key.column->name);
  };
  const Narrow& most = *std::ranges::max_element(keys, {}, references);
  context.report(report_at(
      most, text::format("inserts into {} tables fail once the primary key has reached {}, into "
                         "`{}` for one: where the database counts, it counts in `{}`",
                         keys.size(), last_number(most.type), most.table->name(),
                         catalog::format_type(most.type))));
}

/// True for the numbering keys of a schema that has hardly any other ones.
bool is_policy(const std::vector<Narrow>& keys, const design::Schema& schema) {
  constexpr std::size_t least = 5;
  const auto is_wide = [&](const Table* table) {
    const Column* column = numbering_column(*table);
    return column != nullptr && !table->refers_by(column->name) &&
           design::base_type(column->type, schema.catalog()).is("int8");
  };
  const auto wide = static_cast<std::size_t>(std::ranges::count_if(schema.tables(), is_wide));
  return keys.size() >= least && keys.size() > 4 * wide;
}

void check(const design::Schema& schema, SchemaContext& context) {
  std::map<std::string_view, std::vector<Narrow>> by_last_number;
  for (const Table* table : schema.tables()) {
    if (auto key = narrow_key(*table, context.catalog())) {
      by_last_number[last_number(key->type)].push_back(std::move(*key));
    }
  }
  for (const auto& [last, keys] : by_last_number) {
    if (is_policy(keys, schema)) {
      report_policy(keys, context);
      continue;
    }
    for (const Narrow& key : keys) report_one(key, context);
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "narrow-primary-key",
    .group = Group::schema,
    .severity = Severity::info,
    .summary = "A primary key of type integer or smallint runs out of numbers",
    .help = "make the key and what refers to it `bigint` while the table is small",
    .why = R"(
An `integer` ends at 2,147,483,647, a `smallint` at 32,767. A sequence spends numbers on more than rows: a
transaction that is rolled back, an `INSERT … ON CONFLICT DO NOTHING` that inserts nothing, a bulk load
that is repeated all take theirs and never give them back. When the last one is gone, every INSERT fails
from one moment to the next.

By then the table is at its largest, and so are the tables that refer to it. Changing the type rewrites
the table and all of its indexes while nobody can read it, and every foreign key column has to follow.
Four more bytes a row cost little beside that; padding often hides them altogether.
)",
    .reported = R"(
Primary keys of type `integer` or `smallint`, also through a domain, that the database counts up (identity,
`serial`, `nextval`), and those that a foreign key refers to in tables of more than four columns. Of a
key of several columns, the one that the database counts up. Reported at the type that the column has in the
end, with the number of foreign keys that have the same width. A schema that counts in `integer` nearly everywhere
is told so once, at the key that most foreign keys refer to.
)",
    .not_reported = R"(
Lookup tables and link tables; short tables whose numbers somebody gives by hand; `integer` in tables of things that are
few by nature, such as `employees` and `countries`; keys that are foreign
keys themselves, because the parent decides about their width; keys of other types; partitions, temporary and
unlogged tables.
)",
    .instead = R"(
A new table gets a `bigint`:

```sql
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  placed_at timestamptz NOT NULL DEFAULT now()
);
```

On a table that is still small, change the type in place. It rewrites the table and its indexes under an
ACCESS EXCLUSIVE lock; columns that refer to it are changed in the same transaction, because a join of
`bigint` and `integer` works but the narrow side still runs out:

```sql
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ALTER COLUMN id TYPE bigint;
COMMIT;
```

The sequence of an identity column follows by itself. One that belongs to `serial` or that `nextval` names
stays at its old limit until `ALTER SEQUENCE accounts_id_seq AS bigint`.

A large table that must stay available is changed in steps: add a column of type `bigint` without
default; keep it filled by a BEFORE INSERT OR UPDATE trigger; copy the old rows in batches; create a
unique index with CONCURRENTLY; prove NOT NULL by a CHECK that is NOT VALID first and validated later; then
swap the names, the key and the sequence's owner in one short transaction. Do the same for the columns
that refer to it before the old numbers run out.
)",
    .fine = R"(
A table whose size is bounded by the world (countries, rooms, configured tenants) never gets there.
`COMMENT ON COLUMN … IS 'pglint:accept narrow-primary-key'` says so where the next reader looks.
)",
    .bad = R"(
CREATE TABLE accounts (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
)",
    .good = R"(
CREATE TABLE accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE
);
)",
    .links = {"https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-INT",
              "https://www.postgresql.org/docs/current/sql-altersequence.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::narrow_primary_key
