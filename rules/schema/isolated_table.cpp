// Tables without foreign keys to or from the rest of the schema.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "design/copied.h"
#include "design/key/link.h"
#include "design/key/polymorphic.h"
#include "design/key/undeclared.h"
#include "design/name/name_model.h"
#include "design/schema.h"
#include "design/vocabulary/tables.h"
#include "parse/meaning/name_words.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::isolated_table {
namespace {

/// With fewer connected tables, an isolated one is normal.
constexpr std::size_t least_connected = 2;

/// So many isolated tables are a convention of the schema and have one finding.
constexpr std::size_t least_for_policy = 5;

bool has_foreign_keys(const design::Table& table) {
  return !table.foreign_keys.empty() || !table.referenced_by.empty();
}

/// The partitioned tables whose partitions have the foreign keys, as in dumps of old servers.
std::unordered_set<const catalog::Relation*> connected_by_partitions(const design::Schema& schema) {
  std::unordered_set<const catalog::Relation*> found;
  for (const design::Table& table : schema.all_tables()) {
    if (!table.relation->partition || !has_foreign_keys(table)) continue;
    const catalog::Relation* relation = table.relation;
    while (relation != nullptr && relation->partition && !relation->parents.empty()) {
      relation = schema.catalog().find_relation(relation->parents.front());
      if (relation != nullptr && !found.insert(relation).second) break;
    }
  }
  return found;
}

/// True if its column names say what it belongs to, without a foreign key. Other rules report that.
bool is_connected_by_names(const design::Table& table, const design::Schema& schema) {
  return design::link_of(table, schema).has_value() ||
         !design::polymorphic_pairs(table, schema).empty();
}

/// True for settings, logs, queues and staging tables, which are usually isolated.
bool may_stand_alone(const design::Table& table) {
  if (table.roles.settings || table.roles.events || table.roles.history || table.roles.read_model) {
    return true;
  }
  return std::ranges::any_of(
      design::singulars(parse::name_words(table.spelling())), [](const std::string& word) {
        return design::words::settings.contains(word) || design::words::staging.contains(word) ||
               word == "migration" || word == "lock" || word == "cache";
      });
}

/// True if missing-foreign-key reports the table.
bool has_undeclared_reference(const design::Table& table, const design::Schema& schema) {
  return std::ranges::any_of(table.columns(), [&](const catalog::Column& column) {
    const auto reference = design::undeclared_reference(table, column, schema);
    return reference && reference->sure;
  });
}

bool is_ours(const design::Table& table) {
  const catalog::Relation& relation = *table.relation;
  return design::is_written_out(relation) && relation.parents.empty() && !may_stand_alone(table);
}

void check(const design::Schema& schema, SchemaContext& context) {
  const auto& tables = schema.tables();
  const auto by_partitions = connected_by_partitions(schema);
  const auto is_connected = [&](const design::Table* table) {
    return has_foreign_keys(*table) || by_partitions.contains(table->relation);
  };
  const auto connected = static_cast<std::size_t>(std::ranges::count_if(tables, is_connected));
  if (connected < least_connected || 2 * connected < tables.size()) return;
  std::vector<SchemaReport> reports;
  for (const design::Table* table : tables) {
    if (is_connected(table) || !is_ours(*table)) continue;
    if (is_connected_by_names(*table, schema) || has_undeclared_reference(*table, schema)) continue;
    reports.push_back(
        at(*table)
            .says("isolated table: `{}` has no foreign key to or from another table, although {} "
                  "of {} tables have one",
                  table->name(), connected, tables.size())
            .with(Confidence::medium));
  }
  const auto sum_up = [&](const SchemaReport& first, std::size_t others) {
    return text::format(
        "isolated tables: `{}` and {} more of {} tables have no foreign key to or from another "
        "table",
        first.name, others, tables.size());
  };
  context.report_once(std::move(reports), {.least = least_for_policy, .message = sum_up});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "isolated-table",
    .group = Group::schema,
    .concern = Concern::style,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Isolated table: no foreign key to or from any other table",
    .help = "add the missing foreign keys, or say in a comment on the table why it has none",
    .why = R"(
In a schema whose tables refer to each other, a table that does not is often a leftover, or it has
columns that refer to something without a foreign key. The schema then does not show which rows
belong together.
)",
    .reported = R"(
Tables without a foreign key in either direction, if at least two tables of the run, and at least
half of them, are connected. Five or more have one finding, at the first of them. The rule is off
unless it is selected, because many good tables are isolated.
)",
    .not_reported = R"(
- Settings, logs, queues, histories, caches, locks and staging tables, if their shape or name shows
  it.
- Partitions, partitioned tables whose partitions have the foreign keys, and tables that inherit.
- Link tables and polymorphic references without foreign keys, which other rules report.
- Tables created from a query, and tables whose columns the linted files do not show completely.
- Tables with a column named like the key of another table, which `missing-foreign-key` reports.
)",
    .instead = R"(
Find out what is joined to the table. If a column holds the key of another table, declare it without
blocking writes:

```sql
ALTER TABLE stickers ADD COLUMN artist_id bigint;
CREATE INDEX CONCURRENTLY stickers_artist_id ON stickers (artist_id);
ALTER TABLE stickers ADD CONSTRAINT stickers_artist
  FOREIGN KEY (artist_id) REFERENCES artists NOT VALID;
ALTER TABLE stickers VALIDATE CONSTRAINT stickers_artist;
```

If nothing is joined to it and nothing reads it, drop it after a backup.
)",
    .fine = R"(
Lists that other tables use by value, data of an application that shares the database, and any table
whose comment explains it.
)",
    .bad = R"(
CREATE TABLE artists (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE paintings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  artist_id bigint NOT NULL REFERENCES artists,
  title text NOT NULL
);
CREATE INDEX paintings_artist_id ON paintings (artist_id);
CREATE TABLE stickers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  motif text NOT NULL
);
)",
    .good = R"(
CREATE TABLE artists (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE paintings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  artist_id bigint NOT NULL REFERENCES artists,
  title text NOT NULL
);
CREATE INDEX paintings_artist_id ON paintings (artist_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::isolated_table
