// ATTACH PARTITION that reads rows, builds indexes or checks foreign keys under its locks.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "locks/related.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::attach_partition_scan {
namespace {

using locks::Form;
using locks::Target;

bool is_attached(Form form) {
  switch (form) {
    case Form::attach_partition:
    case Form::attach_partition_default:
    case Form::attach_partition_builds:
    case Form::attach_partition_references:
      return true;
    default:
      return false;
  }
}

/// `ATTACH PARTITION takes ACCESS EXCLUSIVE on it`
std::string takes_on(const OperationContext& context, Target target) {
  const locks::LockedObject* lock = context.effects().find(target);
  if (lock == nullptr) return "ATTACH PARTITION";
  return text::format("ATTACH PARTITION takes {}", lock_of(lock->mode));
}

std::string default_name(const OperationContext& context) {
  const locks::LockedObject* lock = context.effects().find(Target::default_partition);
  return lock == nullptr ? std::string() : lock->name.name;
}

std::string message_of(const OperationContext& context, const std::string& partition) {
  const std::string names = text::joined(context.effects().involved, "`, `");
  switch (context.effects().form()) {
    case Form::attach_partition_builds:
      return text::format("reads and writes of `{}` are blocked while `{}` {} built on it: {}",
                          partition, names, context.effects().involved.size() == 1 ? "is" : "are",
                          takes_on(context, Target::partition));
    case Form::attach_partition_references:
      return text::format(
          "writes to `{}` are blocked while every row of `{}` is checked against it: {}", names,
          partition, takes_on(context, Target::referenced));
    case Form::attach_partition_default:
      return text::format("reads and writes of `{}` {} while it is searched for rows of `{}`: {}",
                          default_name(context), wait(context), partition,
                          takes_on(context, Target::default_partition));
    default:
      return text::format("reads and writes of `{}` {} while every row is checked: {}", partition,
                          wait(context), takes_on(context, Target::partition));
  }
}

/// What has to be proved to PostgreSQL before, so that ATTACH does not check rows.
std::vector<std::string> proofs(const OperationContext& context, const std::string& partition) {
  const locks::Effects& effects = context.effects();
  const auto& bound = context.operation().bound;
  std::vector<std::string> constraints;
  if (effects.is(Form::attach_partition)) {
    constraints.push_back(text::format("a CHECK to `{}` that {}", partition,
                                       bound && bound->is_default
                                           ? "excludes the values of all other partitions"
                                           : "states its bound and that its key IS NOT NULL"));
  }
  if (effects.is(Form::attach_partition_references)) constraints.emplace_back("its foreign key");
  if (effects.is(Form::attach_partition_default)) {
    constraints.push_back(
        text::format("a CHECK to `{}` that excludes rows within the bound", default_name(context)));
  }
  return constraints;
}

std::string help_of(const OperationContext& context, const std::string& partition) {
  const bool builds = context.effects().is(Form::attach_partition_builds);
  const auto constraints = proofs(context, partition);
  std::string help = builds ? "first add the missing indexes CONCURRENTLY" : "first add ";
  if (constraints.empty()) return help;
  if (builds) help += "; then ";
  return help + "NOT VALID, to VALIDATE in the next migration: " + text::joined(constraints, "; ");
}

/// The tables that wait for what is done; the partition, unless only the default one is searched.
bool is_noticed(const OperationContext& context) {
  const bool is_default = context.effects().form() == Form::attach_partition_default;
  const Target target = is_default ? Target::default_partition : Target::partition;
  return std::ranges::any_of(context.effects().locks, [&](const locks::LockedObject& lock) {
    return lock.target == target && locks::is_shared(lock.age);
  });
}

/// Info for a partition that this release made and filled.
std::optional<Severity> severity_of(const OperationContext& context) {
  const bool is_filled =
      std::ranges::any_of(context.effects().locks, [&](const locks::LockedObject& lock) {
        return lock.target == Target::partition && lock.age == locks::Age::filled;
      });
  const bool is_own = context.effects().form() == Form::attach_partition ||
                      context.effects().form() == Form::attach_partition_builds;
  return is_filled && is_own ? std::optional(Severity::info) : std::nullopt;
}

/// ALTER TABLE … ATTACH PARTITION of an index, or to one, is refused.
bool is_index(const OperationContext& context, const catalog::Name& name) {
  return context.catalog().find_relation(name) == nullptr &&
         context.catalog().find_index(name) != nullptr;
}

void check(OperationContext& context) {
  const bool is_it = is_attached(context.effects().form()) && !context.operation().others.empty();
  if (!is_it || context.statement().is_down || !is_noticed(context)) return;
  const bool fails = is_index(context, context.operation().object) ||
                     is_index(context, context.operation().others.front());
  if (fails) return;
  const std::string partition =
      locks::known_name(context.catalog(), context.operation().others.front()).name;
  context.report({.message = message_of(context, partition),
                  .help = help_of(context, partition),
                  .severity = severity_of(context),
                  .confidence = context.confidence()});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "attach-partition-scan",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "ATTACH PARTITION blocks reads and writes while it checks rows or builds indexes",
    .help =
        "first add a CHECK that implies the bound, the indexes and the foreign keys to the "
        "partition",
    .why = R"(
ATTACH PARTITION makes sure that each row of the new partition is within its bound, that no row of
the default partition belongs into it, and that it has the indexes, keys and foreign keys of the
partitioned table. Meanwhile it holds an ACCESS EXCLUSIVE lock on the new and on the default
partition. What valid constraints prove and what is there already takes no time.
)",
    .reported = R"(
ATTACH PARTITION of a table that was there before the release, if

- no valid CHECK of it implies the bound, with IS NOT NULL unless the column is NOT NULL; if it has
  one that pglint does not understand, or if the run does not make the table, it says "may be
  blocked",
- there is a default partition with rows, unless a valid CHECK of it excludes the bound,
- the partitioned table has an index, a key or a foreign key that the new partition lacks. A unique
  index does not count for a UNIQUE constraint: PostgreSQL builds another one.
)",
    .not_reported = R"(
- Tables that are new in the same release and have no rows.
- Names of indexes, which PostgreSQL refuses.
- Down migrations.
)",
    .instead = R"(
Prove the bound and build the indexes before, while reads and writes go on; then ATTACH PARTITION
takes an instant. One migration for each step: a CHECK that says the same as the bound,

```sql
ALTER TABLE orders_2025
  ADD CONSTRAINT bound CHECK (year IS NOT NULL AND year = 2025) NOT VALID;
```

its validation,

```sql
ALTER TABLE orders_2025 VALIDATE CONSTRAINT bound;
```

the indexes, outside a transaction,

```sql
CREATE INDEX CONCURRENTLY orders_2025_customer_id_idx ON orders_2025 (customer_id);
```

and the partition:

```sql
ALTER TABLE orders ATTACH PARTITION orders_2025 FOR VALUES IN (2025);
ALTER TABLE orders_2025 DROP CONSTRAINT bound;
```
)",
    .fine = R"(
A partition with few rows.
)",
    .given = R"(
CREATE TABLE orders (id bigint NOT NULL, customer_id bigint, year int NOT NULL) PARTITION BY LIST (year);
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
CREATE TABLE orders_2025 (id bigint NOT NULL, customer_id bigint, year int NOT NULL);
)",
    .bad = R"(
ALTER TABLE orders ATTACH PARTITION orders_2025 FOR VALUES IN (2025);
)",
    .good = R"(
ALTER TABLE orders_2025
  ADD CONSTRAINT bound CHECK (year IS NOT NULL AND year = 2025) NOT VALID;
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-partitioning.html"
              "#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout", "locks-other-table"},
    .operation_check = check,
    .covers = R"(
Postgres Language Server: avoidAttachingPartition
MigrationPilot: MP072 MP094
)",
};

}  // namespace pglint::rules::attach_partition_scan
