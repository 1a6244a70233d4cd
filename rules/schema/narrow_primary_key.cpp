// Primary keys of four or two bytes that can run out of numbers.
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
#include "design/name/retired.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::narrow_primary_key {
namespace {

using catalog::Column;
using design::Key;
using design::Table;

/// The largest number of the type; empty for types that are wide enough or not integers.
std::string_view last_number(const catalog::Type& type) {
  if (type.is("int4")) return "2,147,483,647";
  return type.is("int2") ? "32,767" : std::string_view();
}

/// True for a short list that is numbered by hand.
bool is_short_list(const Table& table) {
  constexpr std::size_t most_columns = 4;
  return table.roles.lookup || table.columns().size() <= most_columns;
}

/// The column that numbers the rows of `table`, or null: the whole key, or of a key of several
/// columns the one that the database fills. The rest is then there for partitions.
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

/// What has to become `bigint`: `` `account.id`, its sequence and the foreign key … ``.
std::string parts_to_change(const Table& table, const Column& column) {
  std::vector<std::string> parts = {text::format("`{}`", design::shown(table, column.name))};
  if (design::is_made_by_database(column) && !column.identity) parts.emplace_back("its sequence");
  const std::size_t references = references_to(table, column.name);
  if (references == 1) parts.emplace_back("the foreign key that refers to it");
  if (references > 1) {
    parts.push_back(text::format("the {} foreign keys that refer to it", references));
  }
  if (parts.size() == 1) return parts[0];
  const std::string last = std::move(parts.back());
  parts.pop_back();
  return text::joined(parts, ", ") + " and " + last;
}

/// True for tables named after things of which there are never two billion.
bool are_few_by_nature(const Table& table) {
  constexpr std::array<std::string_view, 27> things = {
      "airport",  "brand",  "category",   "city",     "continent", "country",    "county",
      "currency", "dealer", "department", "district", "division",  "employee",   "factory",
      "genre",    "hotel",  "language",   "locale",   "office",    "permission", "province",
      "region",   "role",   "school",     "staff",    "store",     "warehouse"};
  return std::ranges::count(things, table.thing) > 0;
}

/// True for `date_dimension` and `dim_time_of_day`: days and seconds are limited.
bool counts_days_or_seconds(const Table& table) {
  constexpr std::array<std::string_view, 8> times = {"calendar", "date",  "day",  "hour",
                                                     "minute",   "month", "time", "week"};
  const auto words = parse::name_words(table.spelling());
  const bool is_dimension =
      std::ranges::count(words, "dimension") > 0 || std::ranges::count(words, "dim") > 0;
  return is_dimension && std::ranges::any_of(words, [&](const std::string& word) {
           return std::ranges::count(times, word) > 0;
         });
}

struct Narrow {
  const Table* table = nullptr;
  const Column* column = nullptr;
  catalog::Type type = {};  ///< without domains
};

bool is_accepted(const Narrow& key) {
  const design::AcceptedRule rule = {.id = "narrow-primary-key"};
  return design::is_accepted(key.table->relation->comment, rule) ||
         design::is_accepted(key.column->comment, rule);
}

std::optional<Narrow> narrow_key(const Table& table, const catalog::Catalog& catalog) {
  const Column* column = numbering_column(table);
  if (column == nullptr || table.refers_by(column->name)) return std::nullopt;  // parent decides
  if (design::is_retired(*column, *table.relation)) return std::nullopt;
  Narrow key = {
      .table = &table, .column = column, .type = design::base_type(column->type, catalog)};
  if (last_number(key.type).empty() || table.roles.lookup || table.roles.link) return std::nullopt;
  const bool are_few = are_few_by_nature(table) || counts_days_or_seconds(table);
  if (key.type.is("int4") && are_few) return std::nullopt;
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

/// What happens after the last number: only the database is sure to go on counting.
std::string end_of(const Narrow& key, bool is_counted) {
  const std::string_view last = last_number(key.type);
  return is_counted ? text::format("INSERT fails after `{}`", last)
                    : text::format("numbers above `{}` do not fit", last);
}

bool is_counted(const Narrow& key) { return design::is_made_by_database(*key.column); }

SchemaReport report_of(const Narrow& key) {
  return report_at(key, text::format("narrow primary key: `{}` is `{}`, and {}",
                                     design::shown(*key.table, key.column->name),
                                     catalog::format_type(key.type), end_of(key, is_counted(key))))
      .advises("change {} to `bigint` while the table is small",
               parts_to_change(*key.table, *key.column));
}

/// Reports once, at the key that most tables refer to.
void report_policy(const std::vector<Narrow>& keys, SchemaContext& context) {
  const auto references = [](const Narrow& key) {
    return references_to(*key.table, key.column->name);
  };
  const Narrow& most = *std::ranges::max_element(keys, {}, references);
  std::vector<std::string> tables;
  tables.reserve(keys.size());
  for (const Narrow& key : keys) tables.push_back(key.table->name());
  std::vector<SchemaReport> members;
  members.reserve(keys.size());
  for (const Narrow& key : keys) members.push_back(report_of(key));
  context.report(
      report_at(most,
                text::format("narrow primary keys: {} tables ({}) use `{}`, and {}", keys.size(),
                             design::list_of(tables), catalog::format_type(most.type),
                             end_of(most, std::ranges::any_of(keys, is_counted))))
          .advises("use `bigint` for new keys, and change the {} old ones before their tables grow",
                   keys.size())
          .sums_up(std::move(members)));
}

/// True if hardly any table of the schema has a wider key.
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
    for (const Narrow& key : keys) context.report(report_of(key));
  }
}

}  // namespace

extern constinit const Rule rule = {
    .id = "narrow-primary-key",
    .group = Group::schema,
    .severity = Severity::info,
    .summary = "Primary key of type integer or smallint can run out of numbers",
    .help = "change the key and what refers to it to `bigint` while the table is small",
    .why = R"(
An `integer` ends at 2,147,483,647, a `smallint` at 32,767. A sequence uses up numbers faster than
rows: a transaction that is rolled back, an `INSERT … ON CONFLICT DO NOTHING` that inserts nothing
and a repeated bulk load all take numbers and never give them back. After the last one, every INSERT
fails, without warning.

By then the table is at its largest, and so are the tables that refer to it. Changing the type
rewrites the table and all of its indexes and blocks even reads, and every foreign key column has to
follow. Four more bytes per row cost little in comparison; alignment padding often hides them
entirely.
)",
    .reported = R"(
Primary keys of type `integer` or `smallint`, also through a domain, that the database counts up
(identity, `serial`, `nextval`), and those that a foreign key refers to in tables of more than four
columns. Of a key of several columns, the one that the database counts up. Reported at the type that
the column has after the last linted file. The help counts the foreign keys that have to change as
well. A schema that uses `integer` nearly everywhere has one finding, at the key that most foreign
keys refer to.
)",
    .not_reported = R"(
Lookup tables and link tables; short tables that are numbered by hand; `integer` in tables of things
that are few by nature, such as `employees` and `countries`, and in dimensions of dates and times
(`date_dimension`, `dim_time_of_day`); keys that are foreign keys themselves,
because the parent decides about their width; columns that a successor has replaced, such as
`id_old` beside `id`; keys of other types; partitions, temporary and unlogged tables.
)",
    .instead = R"(
Use `bigint` in a new table:

```sql
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  placed_at timestamptz NOT NULL DEFAULT now()
);
```

On a table that is still small, change the type in place. It rewrites the table and its indexes
under an ACCESS EXCLUSIVE lock. Change the columns that refer to it in the same transaction: a join
of `bigint` and `integer` works, but the narrow side still runs out.

```sql
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ALTER COLUMN id TYPE bigint;
COMMIT;
```

The sequence of an identity column follows automatically. The sequence of a `serial` column or of
`nextval` keeps its old limit until `ALTER SEQUENCE accounts_id_seq AS bigint`.

Change a large table that must stay available in steps: add a `bigint` column without a default;
keep it filled by a BEFORE INSERT OR UPDATE trigger; copy the old rows in batches; create a unique
index with CONCURRENTLY; prove NOT NULL with a CHECK that is NOT VALID first and validated later;
then swap the names, the key and the owner of the sequence in one short transaction. Do the same for
the columns that refer to it before the old numbers run out.
)",
    .fine = R"(
A table whose size has a natural limit (countries, rooms, configured tenants) never gets there.
`COMMENT ON COLUMN … IS 'pglint:accept narrow-primary-key'` says so to the next reader.
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
    .covers = R"(
squawk: prefer-bigint-over-int
Postgres Language Server: preferBigInt preferBigintOverInt
)",
};

}  // namespace pglint::rules::narrow_primary_key
