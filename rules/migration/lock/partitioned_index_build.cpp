// CREATE INDEX on a partitioned table, which cannot be CONCURRENTLY.
#include <algorithm>
#include <string>
#include <vector>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::partitioned_index_build {
namespace {

using Partitions = std::vector<const catalog::Relation*>;

/// As far as the run knows them.
Partitions partitions_of(const OperationContext& context) {
  Partitions partitions;
  for (const catalog::Relation* heir :
       context.catalog().heirs_of(context.effects().relation->name)) {
    if (heir->partition) partitions.push_back(heir);
  }
  return partitions;
}

/// Whether the partition has the index already: PostgreSQL takes it over and builds nothing.
bool has_index(const catalog::Relation& partition, const catalog::Index& wanted) {
  return std::ranges::any_of(partition.indexes, [&](const catalog::Index& index) {
    return index.certain && index.parent.empty() && index.keys == wanted.keys &&
           index.method == wanted.method && index.unique == wanted.unique &&
           index.predicate == wanted.predicate;
  });
}

bool is_built_before(const OperationContext& context, const Partitions& partitions) {
  const auto& wanted = context.operation().index;
  return wanted && !partitions.empty() &&
         std::ranges::all_of(partitions, [&](const catalog::Relation* partition) {
           return has_index(*partition, *wanted);
         });
}

/// So many statements before are looked at.
constexpr std::size_t most_partitions = 1000;

/// Whether the file builds the index on tables that are named as partitions are: `orders_2024`.
/// Partitions are often made by functions, so that the run does not know them.
bool may_be_built_before(const OperationContext& context) {
  const auto& wanted = context.operation().index;
  const std::string prefix = context.operation().object.name + "_";
  const std::size_t position = context.file().position;
  const std::size_t count = std::min(position, most_partitions);
  const auto before = context.file().all().subspan(position - count, count);
  return wanted && std::ranges::any_of(before, [&](const locks::Statement* statement) {
           return std::ranges::any_of(statement->operations, [&](const locks::Operation& other) {
             return other.index && other.index->keys == wanted->keys &&
                    other.object.name.starts_with(prefix);
           });
         });
}

/// A table, and the lock against reads that an earlier statement holds on it.
struct Closed {
  std::string table;
  const locks::HeldLock* held = nullptr;
};

/// The partitioned table, or else the first of its partitions.
Closed closed_before(const OperationContext& context, const Partitions& partitions) {
  Closed closed = {.table = context.table(), .held = held_against_reads(context)};
  for (const catalog::Relation* partition : partitions) {
    if (closed.held != nullptr) break;
    closed = {.table = partition->name.name, .held = held_against_reads(context, partition->name)};
  }
  return closed;
}

std::string message_of(const OperationContext& context, const Partitions& partitions) {
  const std::string count =
      partitions.size() < 2 ? std::string() : std::to_string(partitions.size()) + " ";
  const std::string& name = context.operation().part;
  const std::string index = name.empty() ? std::string("the index") : "`" + name + "`";
  const Closed closed = closed_before(context, partitions);
  if (closed.held != nullptr) {
    return text::format(
        "reads and writes of `{}` are blocked while {} is built on {}partitions: {}", closed.table,
        index, count, earlier_holds(*closed.held));
  }
  return text::format(
      "writes to `{}` and its {}partitions are blocked while {} is built: CREATE INDEX {}",
      context.table(), count, index, takes(context));
}

/// The steps in their order, also for an index that this one replaces.
std::string help_of(const OperationContext& context) {
  const locks::HeldLock* held = held_against_reads(context);
  const bool replaces = held != nullptr && held->shown.starts_with("DROP INDEX");
  return text::format(
      "first `CREATE INDEX … ON ONLY {}`; then `CREATE INDEX CONCURRENTLY` for each partition, {}; "
      "then `ALTER INDEX … ATTACH PARTITION` for each{}",
      context.table(), outside_of_transaction(context), replaces ? "; DROP INDEX last" : "");
}

void check(OperationContext& context) {
  if (context.effects().form() != locks::Form::create_index_partitioned || !is_felt(context))
    return;
  const Partitions partitions = partitions_of(context);
  if (is_built_before(context, partitions) || may_be_built_before(context)) return;
  context.report({.message = message_of(context, partitions),
                  .help = help_of(context),
                  .severity = severity_here(context),
                  .related = place_of(closed_before(context, partitions).held)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "partitioned-index-build",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "CREATE INDEX on a partitioned table blocks writes to all its partitions",
    .help = "use CREATE INDEX ON ONLY, then CONCURRENTLY on each partition, then ATTACH PARTITION",
    .why = R"(
CREATE INDEX on a partitioned table builds an index on each partition, one after the other, and
keeps a SHARE lock on all of them until the last one is built. CONCURRENTLY is refused for a
partitioned table, but not for its partitions.
)",
    .reported = R"(
CREATE INDEX on a partitioned table of an earlier migration.
)",
    .not_reported = R"(
- `ON ONLY`, which builds nothing.
- Tables whose partitions, as far as the run knows them, all have such an index: PostgreSQL takes
  those over.
- Tables that are new in the same release.
)",
    .instead = R"(
An index that is not valid until each partition has its part:

```sql
CREATE INDEX orders_customer_id_idx ON ONLY orders (customer_id);
```

then for each partition, outside a transaction:

```sql
CREATE INDEX CONCURRENTLY orders_2024_customer_id_idx ON orders_2024 (customer_id);
```

and attach it, which takes an instant:

```sql
ALTER INDEX orders_customer_id_idx ATTACH PARTITION orders_2024_customer_id_idx;
```
)",
    .fine = R"(
Partitions that have few rows yet, or an application that is down meanwhile.
)",
    .given = R"(
CREATE TABLE orders (id bigint NOT NULL, customer_id bigint NOT NULL, year int NOT NULL)
  PARTITION BY LIST (year);
CREATE TABLE orders_2024 PARTITION OF orders FOR VALUES IN (2024);
)",
    .bad = R"(
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
)",
    .good = R"(
CREATE INDEX orders_customer_id_idx ON ONLY orders (customer_id);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-partitioning.html"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout",
                 "blocking-index-build"},
    .operation_check = check,
    .covers = R"(
strong_migrations: add_index
MigrationPilot: MP001
)",
};

}  // namespace pglint::rules::partitioned_index_build
