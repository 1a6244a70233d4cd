// Statements that PostgreSQL refuses because a table is partitioned.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "locks/related.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::impossible_on_partitioned {
namespace {

using catalog::ConstraintKind;
using catalog::Relation;
using locks::Form;

/// Why the statement fails, and the way that works.
struct Refusal {
  std::string reason;
  std::string help;
};

constexpr std::string_view each_partition_key =
    "on each partition, add the foreign key NOT VALID and validate it; then add it to the "
    "partitioned table";

/// The column of the partition key that the key lacks; empty if it has all.
std::string missing_column(const Relation& relation, const std::vector<std::string>& columns) {
  for (const std::string& key : relation.partition_keys) {
    if (!key.empty() && std::ranges::count(columns, key) == 0) return key;
  }
  return {};
}

std::optional<Refusal> of_key(const Relation& relation, const std::vector<std::string>& columns) {
  const std::string missing = missing_column(relation, columns);
  if (missing.empty()) return std::nullopt;
  return Refusal{
      .reason = text::format("a unique key of a partitioned table must contain the "
                             "partition key, and `{}` is missing",
                             missing),
      .help = text::format("add `{}` to the key, or create a key on each partition", missing)};
}

std::optional<Refusal> of_index(const OperationContext& context, const Relation& relation) {
  const locks::Operation& operation = context.operation();
  if (context.pg_version() < 11) {
    return Refusal{.reason = "before PostgreSQL 11, a partitioned table has no indexes",
                   .help = "create the index on each partition"};
  }
  if (operation.form == Form::create_index_concurrently) {
    return Refusal{.reason = "the table is partitioned",
                   .help = text::format(
                       "use `CREATE INDEX … ON ONLY {}`, then on each partition `CREATE INDEX "
                       "CONCURRENTLY` and `ALTER INDEX … ATTACH PARTITION`",
                       catalog::quoted_name(relation.name.name))};
  }
  if (!operation.index || !operation.index->unique) return std::nullopt;
  std::vector<std::string> columns;
  for (const catalog::IndexKey& key : operation.index->keys) columns.push_back(key.column);
  return of_key(relation, columns);
}

std::optional<Refusal> of_foreign_key(const OperationContext& context) {
  const locks::Operation& operation = context.operation();
  if (context.pg_version() < 11) {
    return Refusal{.reason = "before PostgreSQL 11, a partitioned table has no foreign keys",
                   .help = "add the foreign key to each partition"};
  }
  if (operation.only) {
    return Refusal{.reason = "ONLY is not supported for a foreign key of a partitioned table",
                   .help = std::string(each_partition_key)};
  }
  const bool is_not_valid = operation.form == Form::add_foreign_key_not_valid;
  if (!is_not_valid || context.pg_version() >= 18) return std::nullopt;
  return Refusal{
      .reason = "before PostgreSQL 18, NOT VALID is not supported on a partitioned table",
      .help = std::string(each_partition_key)};
}

std::optional<Refusal> of_constraint(const OperationContext& context, const Relation& relation) {
  const locks::Operation& operation = context.operation();
  switch (operation.form) {
    case Form::unique_using_index:
    case Form::primary_key_using_nullable_index:
      return Refusal{
          .reason = "USING INDEX is not supported on a partitioned table",
          .help =
              "add the key with `ALTER TABLE ONLY`, then on each partition with USING INDEX, then "
              "`ALTER INDEX … ATTACH PARTITION`"};
    case Form::add_unique:
    case Form::add_primary_key_nullable:
      if (context.pg_version() < 11) {
        return Refusal{.reason = "before PostgreSQL 11, a partitioned table has no keys",
                       .help = "add the key to each partition"};
      }
      return of_key(relation, operation.constraint->columns);
    case Form::add_exclusion:
      if (context.pg_version() >= 17) return std::nullopt;
      return Refusal{
          .reason = "before PostgreSQL 17, a partitioned table has no EXCLUDE constraints",
          .help = "add the constraint to each partition"};
    case Form::add_foreign_key:
    case Form::add_foreign_key_not_valid:
      return of_foreign_key(context);
    default:
      return std::nullopt;
  }
}

std::optional<Refusal> of_column(const OperationContext& context, const Relation& relation) {
  const bool has_key = std::ranges::any_of(context.operation().column->constraints,
                                           [](const catalog::Constraint& constraint) {
                                             return constraint.kind == ConstraintKind::unique ||
                                                    constraint.kind == ConstraintKind::primary_key;
                                           });
  return has_key ? of_key(relation, {context.operation().part}) : std::nullopt;
}

std::optional<Refusal> of_detach(const OperationContext& context, const Relation& relation) {
  const Relation* found = locks::default_partition_of(context.catalog(), &relation);
  if (found == nullptr || !found->certain) return std::nullopt;
  return Refusal{
      .reason = text::format("the table has a default partition, `{}`", found->name.name),
      .help = "use DETACH PARTITION without CONCURRENTLY, off-peak, with lock_timeout"};
}

std::optional<Refusal> on_partitioned(const OperationContext& context, const Relation& relation) {
  switch (context.operation().form) {
    case Form::create_index:
    case Form::create_index_concurrently:
      return of_index(context, relation);
    case Form::add_column:
      return of_column(context, relation);
    case Form::detach_partition_concurrently:
      return of_detach(context, relation);
    default:
      return of_constraint(context, relation);
  }
}

/// Of a foreign key that references a partitioned table.
std::optional<Refusal> to_partitioned(const OperationContext& context) {
  if (context.pg_version() >= 12) return std::nullopt;
  for (const catalog::Name& name : context.operation().others) {
    const Relation* other = context.catalog().find_relation(name);
    const bool is_it = other != nullptr && other->partitioned && other->certain;
    if (!is_it) continue;
    return Refusal{.reason = text::format("before PostgreSQL 12, a foreign key cannot reference "
                                          "`{}`, which is partitioned",
                                          other->name.name),
                   .help = "use a trigger that looks for the row, or upgrade to PostgreSQL 12"};
  }
  return std::nullopt;
}

bool may_reference(Form form) {
  return form == Form::add_foreign_key || form == Form::add_foreign_key_not_valid ||
         form == Form::create_table_references || form == Form::add_column;
}

void check(OperationContext& context) {
  const Relation* relation = context.effects().relation;
  std::optional<Refusal> refusal;
  const bool is_partitioned = relation != nullptr && relation->partitioned && relation->certain;
  if (is_partitioned) refusal = on_partitioned(context, *relation);
  if (!refusal && may_reference(context.operation().form)) refusal = to_partitioned(context);
  if (!refusal) return;
  context.report({.message = text::format("`{}` fails on `{}`: {}", context.effects().row->shown,
                                          context.table(), refusal->reason),
                  .help = std::move(refusal->help)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "impossible-on-partitioned",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "PostgreSQL refuses the statement because the table is partitioned",
    .help = "first change each partition",
    .why = R"(
A partitioned table has no rows itself: its indexes, keys and foreign keys consist of those of the
partitions. So some statements that work on other tables are refused, and what is allowed depends on
the version.
)",
    .reported = R"(
On tables that the run makes with PARTITION BY:

- CREATE INDEX CONCURRENTLY, and ADD CONSTRAINT … USING INDEX.
- UNIQUE, PRIMARY KEY and CREATE UNIQUE INDEX without all columns of the partition key.
- ADD FOREIGN KEY with ONLY, and, before PostgreSQL 18, with NOT VALID.
- EXCLUDE before PostgreSQL 17; a foreign key that references the table before 12; any index, key or
  foreign key before 11.
- DETACH PARTITION CONCURRENTLY where there is a default partition.
)",
    .not_reported = R"(
Tables that the run does not make: whether they are partitioned is not known.
)",
    .instead = R"(
An index without blocking: the table gets an index that is not valid yet,

```sql
CREATE INDEX orders_customer_id_idx ON ONLY orders (customer_id);
```

each partition gets one, outside a transaction,

```sql
CREATE INDEX CONCURRENTLY orders_2024_customer_id_idx ON orders_2024 (customer_id);
```

and with the last one that is attached, the index of the table becomes valid:

```sql
ALTER INDEX orders_customer_id_idx ATTACH PARTITION orders_2024_customer_id_idx;
```
)",
    .fine = R"(
Never: PostgreSQL reports an error, even if the table is empty.
)",
    .given = R"(
CREATE TABLE orders (id bigint NOT NULL, customer_id bigint, year int NOT NULL) PARTITION BY LIST (year);
CREATE TABLE orders_2024 PARTITION OF orders FOR VALUES IN (2024);
)",
    .bad = R"(
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
)",
    .good = R"(
CREATE INDEX orders_customer_id_idx ON ONLY orders (customer_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-partitioning.html"
              "#DDL-PARTITIONING-DECLARATIVE-LIMITATIONS"},
    .replaces = {"constraint-index-build", "primary-key-scan", "foreign-key-scan",
                 "partitioned-index-build", "locks-other-table", "unnamed-concurrent-index",
                 "invalid-index-kept", "work-under-lock", "several-locks", "missing-lock-timeout",
                 "add-column-rewrite", "not-null-without-default"},
    .operation_check = check,
    .covers = R"(
MigrationPilot: MP049
)",
};

}  // namespace pglint::rules::impossible_on_partitioned
