// Tables without a primary key. Link tables are left to junction-without-key, which knows what
// their key should be.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "design/copied.h"
#include "design/key/index_sql.h"
#include "design/key/link.h"
#include "design/one_row.h"
#include "design/roles.h"
#include "design/schema.h"
#include "design/sql_name.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"
#include "rule/fix/schema_plan.h"
#include "rule/schema/schema_context.h"
#include "text/format.h"

namespace pglint::rules::missing_primary_key {
namespace {

/// True for staging tables. A name of one word is too vague to tell.
bool is_staging(const design::Table& table) {
  return parse::name_words(table.spelling()).size() > 1 && design::takes_raw_data(table.spelling());
}

/// True if the table may become a hypertable. A function call, which is not read, makes it one.
bool may_be_hypertable(const design::Table& table, const catalog::Catalog& catalog) {
  return catalog.has_extension("timescaledb") &&
         design::has_column_of(design::Family::moment, *table.relation, catalog);
}

/// How likely the key was meant as the primary key: foreign keys refer to it, or it has an id.
int rank_of(const design::Key& key, const design::Table& table) {
  const bool has_id = key.has("id") || key.has("uuid");
  return (table.is_referenced_by(key) ? 2 : 0) + (has_id ? 1 : 0);
}

/// The best key that could be the primary key as it is, or null.
const design::Key* substitute(const design::Table& table) {
  const design::Key* best = nullptr;
  for (const design::Key& key : table.keys) {
    if (!key.is_plain() || !key.not_null || key.columns.empty()) continue;
    if (best == nullptr || rank_of(key, table) > rank_of(*best, table)) best = &key;
  }
  return best;
}

/// True if the name is not known: EXECUTE got it from a variable, in whose place the statement has
/// underscores. Another EXECUTE may add the key.
bool is_named_at_run_time(const catalog::Relation& relation) {
  const std::string& name = relation.name.name;
  return name.find_first_not_of('_') == std::string::npos;
}

bool is_ours(const design::Table& table, SchemaContext& context) {
  const catalog::Relation& relation = *table.relation;
  if (!design::is_written_out(relation)) return false;
  // Keys are not inherited; table-inheritance says so.
  if (!relation.parents.empty()) return false;
  if (relation.columns.empty() || is_staging(table)) return false;
  if (is_named_at_run_time(relation) || design::has_one_row(relation, context.catalog()))
    return false;
  if (table.primary_key() != nullptr || relation.primary_key() != nullptr) return false;
  return !design::link_of(table, context.design()) || table.roles.events;
}

/// True if PostgreSQL accepts the index of `key` in ADD PRIMARY KEY USING INDEX.
bool can_become_primary(const design::Table& table, const design::Key& key) {
  const catalog::Index& index = *key.index;
  return key.constraint == nullptr && !table.relation->partitioned && !index.nulls_not_distinct &&
         std::ranges::none_of(index.keys, [](const catalog::IndexKey& part) {
           return part.descending || part.nulls_first || !part.operator_class.empty();
         });
}

/// What follows PRIMARY KEY: `(a, b) INCLUDE (c)`.
std::string key_in_sql(const design::Key& key) {
  return "(" + design::in_sql(key.columns) + ")" + design::include_clause(*key.index);
}

std::string advice_for(const design::Table& table, const design::Key& key) {
  const std::string name = design::in_sql(table.relation->name);
  const std::string index = catalog::quoted_name(key.name());
  if (can_become_primary(table, key)) {
    return text::format("`ALTER TABLE {} ADD PRIMARY KEY USING INDEX {}`", name, index);
  }
  const std::string columns = key_in_sql(key);
  if (table.is_referenced_by(key)) {
    return text::format(
        "declare `PRIMARY KEY {}` instead; foreign keys that use `{}` must be recreated", columns,
        key.name());
  }
  if (key.constraint == nullptr) {
    return text::format("declare `PRIMARY KEY {}`, and drop index `{}`", columns, key.name());
  }
  return text::format("`ALTER TABLE {} DROP CONSTRAINT {}, ADD PRIMARY KEY {}`", name, index,
                      columns);
}

void report_substitute(const design::Table& table, const design::Key& key, SchemaContext& context) {
  const std::string_view together = key.columns.size() == 1 ? "is" : "together are";
  context.report(
      at(table)
          .says("missing primary key on `{}`, although {} {} unique and NOT NULL", table.name(),
                design::list_of(key.columns), together)
          .advises(advice_for(table, key))
          .with(Severity::info)
          .beside(at(table, key), text::format("`{}` could be the primary key", key.name()))
          .planned(can_become_primary(table, key) ? plan_primary_key(*table.relation, *key.index)
                                                  : nullptr));
}

/// A unique key that only a nullable column keeps from being the primary key, or null.
const design::Key* nullable_key(const design::Table& table) {
  const auto found = std::ranges::find_if(table.keys, [](const design::Key& key) {
    return key.is_plain() && !key.not_null && !key.columns.empty();
  });
  return found == table.keys.end() ? nullptr : &*found;
}

/// A column that is there to identify rows, or null.
const catalog::Column* id_column(const design::Table& table) {
  const auto found = std::ranges::find_if(table.columns(), [](const catalog::Column& column) {
    return column.certain && (column.identity || column.serial || column.name == "id");
  });
  return found == table.columns().end() ? nullptr : &*found;
}

/// For tables in which nothing is unique and NOT NULL.
SchemaReport report_of_none(const design::Table& table, const catalog::Catalog& catalog) {
  if (const design::Key* key = nullable_key(table)) {
    const std::string columns = design::list_of(key->columns);
    return at(table)
        .says("missing primary key on `{}`: its unique key on {} allows NULL", table.name(),
              columns)
        .advises("declare `PRIMARY KEY {}` in place of `{}`; remove rows with NULL first",
                 key_in_sql(*key), key->name());
  }
  SchemaReport report = at(table).says(
      "missing primary key on `{}`: equal rows cannot be updated or deleted one at a time",
      table.name());
  if (may_be_hypertable(table, catalog)) {
    return std::move(report).advises(
        "declare a primary key; in a hypertable it has to include the time column");
  }
  if (table.relation->partitioned) {
    return std::move(report).advises(
        "declare a primary key; it has to include the columns of the partition key");
  }
  if (const catalog::Column* id = id_column(table)) {
    return std::move(report).advises("declare `PRIMARY KEY ({})`", catalog::quoted_name(id->name));
  }
  return report;
}

void check(const design::Table& table, SchemaContext& context) {
  if (!is_ours(table, context)) return;
  if (const design::Key* key = substitute(table)) return report_substitute(table, *key, context);
  SchemaReport report = report_of_none(table, context.catalog());
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
    .summary = "Missing primary key: no declared key identifies the rows of a table",
    .help =
        "add `id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY`, or make the columns that "
        "identify a row the PRIMARY KEY",
    .why = R"(
Without a key, the same row can be stored twice, and no condition selects one of the two: an UPDATE
changes both, a DELETE removes both. Only `ctid` differs, and it changes with every write. Other
tables cannot refer to it. Logical replication rejects UPDATE and DELETE on a published table that
has no replica identity, which is the primary key by default. Replication tools, change capture and
ORMs expect one as well.
)",
    .reported = R"(
Ordinary and partitioned tables that have no primary key after the last linted file. A warning if
they have no unique key of NOT NULL columns either. `info` if such a key only has to become the
primary key: of several, the one that foreign keys refer to, or else one with a column `id`. Also
`info` for tables that only grow: logs, histories, and tables with a time column if the extension
timescaledb is installed.
)",
    .not_reported = R"(
Temporary, unlogged, foreign and staging tables; partitions, whose parent counts; tables created by
a query or LIKE; tables that inherit, which `table-inheritance` reports; tables without columns; the
tables of migration tools; tables with columns or keys that the linted files do not show; tables
that only connect two others, which `junction-without-key` reports; tables in which a unique index
on an expression allows only one row (`((true))`, or `((version IS NOT NULL))` on a NOT NULL
column); tables that EXECUTE creates under a name from a variable.
)",
    .instead = R"(
If some columns identify a row, make them the key. On a table with rows, build the index without
blocking writes. The last step takes a short ACCESS EXCLUSIVE lock, and reads the table only to
check for NULL where a column was nullable:

```sql
CREATE UNIQUE INDEX CONCURRENTLY readings_pkey ON readings (sensor, measured_at);
ALTER TABLE readings ADD CONSTRAINT readings_pkey PRIMARY KEY USING INDEX readings_pkey;
```

If no columns do, number the rows. That is free on a new table. On a table with rows, adding an
identity column rewrites the table under an ACCESS EXCLUSIVE lock. Remove duplicates before you
create a key over existing columns.
)",
    .fine = R"(
Rows that are only counted or summed, or loaded in bulk and deleted again: staging, raw events. An
UNLOGGED table is not reported. For others, write the decision down:
`COMMENT ON TABLE … IS 'pglint:accept missing-primary-key …'`.
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
