// INHERITS and INHERIT, not partitions. The wiki makes an exception for the history tables of row
// versioning, where the pair of tables saves a UNION ALL.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "catalog/name.h"
#include "catalog/schema_catalog.h"

#include "parse/meaning/names.h"
#include "rule/context.h"
#include "rule/rule.h"

namespace pglint::rules::table_inheritance {
namespace {

bool is_history_of(const RangeVar& history, const RangeVar& current) {
  return view(history.schemaname) == "history" ||
         view(history.relname) == std::string(view(current.relname)) + "_history";
}

/// Either table can be the history: temporal_tables has the current one inherit from it.
bool are_versions(const RangeVar& a, const RangeVar& b) {
  return is_history_of(a, b) || is_history_of(b, a);
}

/// True if a part of the name is not known: it came from a variable in the text of EXECUTE, in
/// whose place the statement has underscores.
bool is_unknown(const RangeVar& table) {
  const auto is_filled = [](std::string_view name) {
    return !name.empty() && name.find_first_not_of('_') == std::string_view::npos;
  };
  return is_filled(view(table.schemaname)) || is_filled(view(table.relname));
}

using Parents = std::vector<const RangeVar*>;

/// In backticks; `words` if it is not known.
std::string shown(const RangeVar& table, std::string_view words) {
  return is_unknown(table) ? std::string(words) : "`" + parse::qualified_name(table) + "`";
}

/// `` `a`, `b` and `c` ``
std::string list_of(const Parents& parents) {
  std::string list;
  for (std::size_t index = 0; index < parents.size(); ++index) {
    const bool is_last = index + 1 == parents.size();
    list += index == 0 ? "" : is_last ? " and " : ", ";
    list += shown(*parents[index], index == 0 ? "the parent" : "another one");
  }
  return list;
}

/// True for partitioned tables and partitions, for which PostgreSQL refuses inheritance.
bool is_partitioning(const catalog::Name& name, const catalog::Catalog& catalog) {
  const catalog::Relation* relation = catalog.find_relation(name);
  return relation != nullptr && (relation->partitioned || relation->partition);
}

/// `parents` has at least one.
void report(text::Range at, const RangeVar& child, const Parents& parents, Context& context) {
  const std::string name = is_unknown(child) ? std::string() : parse::qualified_name(child);
  const std::string child_name = shown(child, "the child");
  const std::string list = list_of(parents);
  const bool has_one = parents.size() == 1;
  std::vector<catalog::Name> tables = {catalog::name_of(child)};
  for (const RangeVar* parent : parents) tables.push_back(catalog::name_of(*parent));
  context.report_if(
      {.at = at,
       .message = has_one
                      ? "table inheritance: no key can be unique across " + list + " and " +
                            child_name + ", and no foreign key can refer to both"
                      : "table inheritance: no key can be unique across " + child_name +
                            " and its parents " + list + ", and no foreign key can refer to all",
       .help = "instead, give " + child_name +
               (has_one ? " a foreign key to " : " foreign keys to ") + list +
               "; to split a large table, use `PARTITION BY`",
       .object = name,
       .made = catalog::Made{.kind = catalog::MadeKind::parents,
                             .place = context.place_of(0),
                             .owner = name,
                             .parent = parse::qualified_name(*parents.front())}},
      [tables = std::move(tables)](const catalog::Catalog& catalog, Finding& /*finding*/) {
        return std::ranges::none_of(
            tables, [&](const catalog::Name& table) { return is_partitioning(table, catalog); });
      });
}

void check_created(const CreateStmt& table, Context& context) {
  if (table.inhRelations == nullptr || table.partbound != nullptr) return;
  Parents parents;
  for (const RangeVar* parent : each<RangeVar>(table.inhRelations)) {
    if (!are_versions(*table.relation, *parent)) parents.push_back(parent);
  }
  if (parents.empty()) return;
  report(context.anchor().clause("inherits", *table.relation), *table.relation, parents, context);
}

void check_created_foreign(const CreateForeignTableStmt& table, Context& context) {
  check_created(table.base, context);
}

void check_altered(const AlterTableCmd& command, Context& context) {
  if (command.subtype != AT_AddInherit) return;
  const auto* alter = as<AlterTableStmt>(context.parent());
  const auto* parent = as<RangeVar>(command.def);
  if (alter == nullptr || parent == nullptr || are_versions(*alter->relation, *parent)) return;
  report(context.here(command), *alter->relation, {parent}, context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "table-inheritance",
    .group = Group::dont_do_this,
    .wiki_entry = "2.3",
    .severity = Severity::warning,
    .summary = "Table inheritance combines the rows of several tables that do not share keys",
    .help =
        "reference the other table by a foreign key, or, to split a large table, use `PARTITION "
        "BY`",
    .why = R"(
A query on the parent returns the rows of all children, but constraints apply to each table alone. A
primary key or unique constraint of the parent does not see the children's rows, so the same key can
appear in both. A foreign key to the parent does not find rows of a child. Indexes, triggers and
privileges of the parent do not apply to the children. UPDATE and DELETE on the parent change the
children's rows unless the statement says ONLY.

Inheritance was meant for object-oriented designs, which did not catch on. Its practical use,
splitting a large table, is covered by partitioning since PostgreSQL 10.
)",
    .reported = R"(
INHERITS in CREATE TABLE and CREATE FOREIGN TABLE, and `ALTER TABLE … INHERIT`.
)",
    .not_reported = R"(
Partitions (PARTITION OF, ATTACH PARTITION), inheritance between them or partitioned tables and
other tables, which PostgreSQL refuses, and NO INHERIT, which ends inheritance. Row versioning as
the extension `temporal_tables` does it, where the current table and the history table are parent
and child: one name is the other followed by `_history`, or one table is in a schema `history`.
)",
    .instead = R"(
For "a truck is a vehicle", use one table for the common columns, and one table for each kind that
references it by its primary key:

```sql
CREATE TABLE trucks (
  vehicle_id bigint PRIMARY KEY REFERENCES vehicles,
  payload_kg integer NOT NULL
);
```

To split one large table, use partitions:

```sql
CREATE TABLE readings (
  sensor_id bigint,
  taken_at timestamptz,
  value numeric NOT NULL,
  PRIMARY KEY (sensor_id, taken_at)
) PARTITION BY RANGE (taken_at);
CREATE TABLE readings_2030 PARTITION OF readings
  FOR VALUES FROM ('2030-01-01 00:00+00') TO ('2031-01-01 00:00+00');
```

An existing child keeps its rows and columns when you end the inheritance. That only changes the
system catalogs, under a short ACCESS EXCLUSIVE lock on the child. From then on, queries on the
parent no longer return its rows, so copy the common columns first. The child did not have a key:
building it reads the table and blocks writes. The foreign key is validated afterwards, without
blocking reads or writes:

```sql
BEGIN;
INSERT INTO vehicles (id, plate) SELECT id, plate FROM ONLY cars;
ALTER TABLE cars NO INHERIT vehicles;
ALTER TABLE cars ADD PRIMARY KEY (id);
ALTER TABLE cars ADD FOREIGN KEY (id) REFERENCES vehicles NOT VALID;
COMMIT;
ALTER TABLE cars VALIDATE CONSTRAINT cars_id_fkey;
```
)",
    .fine = R"(
For row versioning, if the current table and the history table are parent and child, a query on both
saves a UNION ALL, and you do not need keys that cover both.
)",
    .bad = R"(
CREATE TABLE vehicles (id bigint PRIMARY KEY, plate text NOT NULL);
CREATE TABLE cars (doors integer) INHERITS (vehicles);
)",
    .good = R"(
CREATE TABLE vehicles (id bigint PRIMARY KEY, plate text NOT NULL);
CREATE TABLE cars (vehicle_id bigint PRIMARY KEY REFERENCES vehicles, doors integer);
)",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_table_inheritance",
              "https://www.postgresql.org/docs/current/ddl-inherit.html#DDL-INHERIT-CAVEATS",
              "https://www.postgresql.org/docs/current/ddl-partitioning.html"},
    .checks = {on<check_created>, on<check_created_foreign>, on<check_altered>},
};

}  // namespace pglint::rules::table_inheritance
