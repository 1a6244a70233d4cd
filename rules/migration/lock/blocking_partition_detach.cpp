// DETACH PARTITION without CONCURRENTLY, and DROP TABLE of a partition.
#include <optional>
#include <string>
#include <string_view>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::blocking_partition_detach {
namespace {

using locks::Form;

bool is_drop(Form form) {
  return form == Form::drop_partition || form == Form::drop_partition_default;
}

bool is_detach(Form form) {
  return form == Form::detach_partition || form == Form::detach_partition_default;
}

/// The parent and, if known, its default partition: CONCURRENTLY is refused beside one.
struct Parent {
  std::string name;
  bool has_default = false;
};

/// The partition that goes, or null if the run does not know it.
const catalog::Relation* partition_of(const OperationContext& context) {
  if (is_drop(context.effects().form())) return context.effects().relation;
  const auto& others = context.operation().others;
  return others.empty() ? nullptr : context.catalog().find_relation(others.front());
}

/// CONCURRENTLY is refused for the default partition, too.
bool is_default(const OperationContext& context) {
  const catalog::Relation* partition = partition_of(context);
  return partition != nullptr && partition->is_default_partition;
}

std::string help_without_way(const OperationContext& context) {
  const std::string_view what =
      is_drop(context.effects().form()) ? "drop it off-peak" : "detach it off-peak";
  if (is_default(context)) {
    return text::format("{}, with lock_timeout: CONCURRENTLY is refused for the default partition",
                        what);
  }
  const locks::LockedObject* other = context.effects().find(locks::Target::default_partition);
  if (other == nullptr) return text::format("{}, with lock_timeout", what);
  return text::format(
      "{}, with lock_timeout: DETACH … CONCURRENTLY is refused beside the default partition `{}`",
      what, other->name.name);
}

Parent parent_of(const OperationContext& context) {
  const catalog::Relation* relation = context.effects().relation;
  const Form form = context.effects().form();
  Parent parent = {.name = context.table(),
                   .has_default = form == Form::drop_partition_default ||
                                  form == Form::detach_partition_default || is_default(context)};
  if (!is_drop(form)) return parent;
  parent.name = relation->parents.empty() ? "" : relation->parents.front().name;
  return parent;
}

void check(OperationContext& context) {
  const Form form = context.effects().form();
  const bool drops = is_drop(form);
  if ((!drops && !is_detach(form)) || context.statement().is_down) return;
  if (!is_felt(context)) return;
  const Parent parent = parent_of(context);
  if (parent.name.empty()) return;
  const auto& others = context.operation().others;
  const std::string partition = drops || others.empty() ? context.table() : others.front().name;
  const bool has_way = context.pg_version() >= 14 && !parent.has_default;
  context.report(
      {.message = text::format("reads and writes of `{}` wait for {}, which waits for queries "
                               "and {}",
                               parent.name,
                               drops ? text::format("DROP TABLE of its partition `{}`", partition)
                                     : std::string("DETACH PARTITION"),
                               takes(context)),
       .help = has_way ? text::format("use `ALTER TABLE {} DETACH PARTITION {} CONCURRENTLY`, {}{}",
                                      parent.name, partition, outside_of_transaction(context),
                                      drops ? ", then DROP TABLE" : "")
                       : help_without_way(context),
       .severity = has_way ? severity_here(context) : std::optional(Severity::info)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "blocking-partition-detach",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "DETACH PARTITION without CONCURRENTLY blocks reads and writes of the whole table",
    .help = "use DETACH PARTITION … CONCURRENTLY, outside a transaction",
    .why = R"(
DETACH PARTITION and DROP TABLE of a partition take an instant, but need an ACCESS EXCLUSIVE lock on
the partitioned table. They wait until all running queries on it are done, and everything that comes
later waits for them, reads too. CONCURRENTLY, from PostgreSQL 14 on, lets both through.
)",
    .reported = R"(
DETACH PARTITION without CONCURRENTLY, and DROP TABLE of a partition; as an info before PostgreSQL
14 and for tables with a default partition, where CONCURRENTLY is refused.
)",
    .not_reported = R"(
- FINALIZE, which completes a DETACH CONCURRENTLY.
- Tables that are new in the same release, and down migrations.
)",
    .instead = R"(
Outside a transaction:

```sql
ALTER TABLE orders DETACH PARTITION orders_2024 CONCURRENTLY;
```

After that, DROP TABLE locks only the former partition.
)",
    .fine = R"(
A table whose queries all are short, with `lock_timeout`.
)",
    .given = R"(
CREATE TABLE orders (id bigint NOT NULL, year int NOT NULL) PARTITION BY LIST (year);
CREATE TABLE orders_2024 PARTITION OF orders FOR VALUES IN (2024);
)",
    .bad = R"(
ALTER TABLE orders DETACH PARTITION orders_2024;
)",
    .good = R"(
ALTER TABLE orders DETACH PARTITION orders_2024 CONCURRENTLY;
)",
    .links = {"https://www.postgresql.org/docs/current/"
              "sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout", "dropped-table"},
    .operation_check = check,
    .covers = R"(
squawk: require-concurrent-partition-detach
Postgres Language Server: requireConcurrentDetachPartition
pgrubic: US027
MigrationPilot: MP046
)",
};

}  // namespace pglint::rules::blocking_partition_detach
