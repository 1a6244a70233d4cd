// Tables whose rows nothing tells apart. Tables that connect others are left to
// junction-without-key, which knows what their key should be.
#include <algorithm>
#include <string>
#include <string_view>

#include "design/copied.h"
#include "design/key/link.h"
#include "design/roles.h"
#include "design/schema.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/schema_context.h"
#include "text/format.h"

namespace pglint::rules::missing_primary_key {
namespace {

/// Data on its way through; by a name of one word it may be anything.
bool is_staging(const design::Table& table) {
  return parse::name_words(table.name()).size() > 1 && design::takes_raw_data(table.name());
}

/// A time-series extension makes its tables of ordinary ones, by a call that says nothing to us.
bool may_be_hypertable(const design::Table& table, const catalog::Catalog& catalog) {
  return catalog.has_extension("timescaledb") &&
         design::has_column_of(design::Family::moment, *table.relation, catalog);
}

/// How much speaks for a key: others refer to it, or it has a column that is there for nothing
/// else.
int rank_of(const design::Key& key, const design::Table& table) {
  const bool has_id = key.has("id") || key.has("uuid");
  return (table.is_referenced_by(key) ? 2 : 0) + (has_id ? 1 : 0);
}

/// The key that could best be the primary one as it is; null where there is none.
const design::Key* substitute(const design::Table& table) {
  const design::Key* best = nullptr;
  for (const design::Key& key : table.keys) {
    if (!key.is_plain() || !key.not_null || key.columns.empty()) continue;
    if (best == nullptr || rank_of(key, table) > rank_of(*best, table)) best = &key;
  }
  return best;
}

bool is_ours(const design::Table& table, SchemaContext& context) {
  const catalog::Relation& relation = *table.relation;
  if (!design::is_written_out(relation)) return false;
  // Keys are not inherited; table-inheritance says so.
  if (!relation.parents.empty()) return false;
  if (relation.columns.empty() || is_staging(table)) return false;
  if (table.primary_key() != nullptr || relation.primary_key() != nullptr) return false;
  return !design::link_of(table, context.design()) || table.roles.events;
}

void report_substitute(const design::Table& table, const design::Key& key, SchemaContext& context) {
  const bool one = key.columns.size() == 1;
  context.report(
      at(table)
          .says("nothing says that {} {} the rows of `{}`: {} NOT NULL, but no primary key",
                design::list_of(key.columns), one ? "identifies" : "identify", table.name(),
                one ? "it is unique and" : "together they are unique, and")
          .with(Severity::info)
          .beside(at(table, key), text::format("`{}` could be the primary key", key.name())));
}

void check(const design::Table& table, SchemaContext& context) {
  if (!is_ours(table, context)) return;
  if (const design::Key* key = substitute(table)) return report_substitute(table, *key, context);
  SchemaReport report = at(table).says(
      "rows of `{}` cannot be told apart: it has no primary key and no unique key without NULL",
      table.name());
  const bool only_grows =
      table.roles.events || table.roles.history || may_be_hypertable(table, context.catalog());
  if (only_grows) report.severity = Severity::info;
  context.report(std::move(report));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "missing-primary-key",
    .group = Group::schema,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A table has no primary key",
    .help =
        "add `id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY`, or make a primary key of what "
        "is unique",
    .why = R"(
Without a key the same row can be stored twice, and then no condition selects one of the two: an UPDATE changes both,
a DELETE takes both. Only `ctid` tells them apart, which changes with every write. Other tables cannot refer to
it. Logical replication rejects UPDATE and DELETE on a published table that has no replica identity, and the default
identity is the primary key. Tools for replication, change capture and ORMs ask for one as well.
)",
    .reported = R"(
Ordinary and partitioned tables that have no primary key at the end of the linted files. A warning where there is no
unique key of NOT NULL columns either; `info` where there is one that only has to be promoted (of several, the one that foreign keys
refer to, or else one with a column `id`), and for
tables that only grow: logs, histories, and tables with a time column where the extension timescaledb is installed.
)",
    .not_reported = R"(
Temporary, unlogged, foreign and staging tables, partitions (their parent counts), tables made by a query or LIKE, tables
that inherit, which `table-inheritance` reports, tables without columns, the tables of migration tools, and tables with columns or keys that the linted files do
not show. Tables that only connect two others, which `junction-without-key` reports.
)",
    .instead = R"(
If some columns identify a row, make them the key. On a table with rows build the index without blocking writes; the last
step takes a short ACCESS EXCLUSIVE lock, and reads the table only to check for NULL where a column was nullable:

```sql
CREATE UNIQUE INDEX CONCURRENTLY readings_pkey ON readings (sensor, measured_at);
ALTER TABLE readings ADD CONSTRAINT readings_pkey PRIMARY KEY USING INDEX readings_pkey;
```

If nothing does, give the rows a number. On a new table it costs nothing; on a table with rows, adding an identity
column rewrites the table under an ACCESS EXCLUSIVE lock. Duplicates must go before a key over existing
columns can be made.
)",
    .fine = R"(
Rows that are only counted or summed, loaded in bulk and thrown away: staging, raw events. An UNLOGGED table says so,
too. Where it stays, write the decision down: `COMMENT ON TABLE … IS 'pglint:accept missing-primary-key …'`.
)",
    .bad = R"(
CREATE TABLE readings (
  sensor text NOT NULL,
  measured_at timestamptz NOT NULL,
  celsius numeric(5, 2) NOT NULL
);
)",
    .good = R"(
CREATE TABLE readings (
  sensor text NOT NULL,
  measured_at timestamptz NOT NULL,
  celsius numeric(5, 2) NOT NULL,
  PRIMARY KEY (sensor, measured_at)
);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html"
              "#DDL-CONSTRAINTS-PRIMARY-KEYS",
              "https://www.postgresql.org/docs/current/logical-replication-publication.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::missing_primary_key
