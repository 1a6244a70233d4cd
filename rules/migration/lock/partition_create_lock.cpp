// CREATE TABLE … PARTITION OF a table that is in use.
#include <optional>
#include <string>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::partition_create_lock {
namespace {

using locks::Form;

void check(OperationContext& context) {
  const Form form = context.effects().form();
  const bool is_searched = form == Form::create_partition_default;
  if ((!is_searched && form != Form::create_partition) || !is_felt(context)) return;
  const catalog::Name partition = {.schema = {}, .name = context.operation().part};
  const bool is_there =
      context.operation().if_exists && context.catalog().find_relation(partition) != nullptr;
  if (is_there) return;
  const locks::LockedObject* searched = context.effects().find(locks::Target::default_partition);
  const std::string also =
      searched == nullptr ? std::string()
                          : text::format(", and `{}` is searched for rows of the new partition",
                                         searched->name.name);
  context.report(
      {.message = text::format("reads and writes of `{}` wait for CREATE TABLE … PARTITION OF, "
                               "which {} on it{}",
                               context.table(), takes(context), also),
       .help =
           context.pg_version() >= 12
               ? "create the table with LIKE … INCLUDING ALL and a CHECK that implies the bound, "
                 "then ATTACH PARTITION, which does not block reads or writes"
               : "create it off-peak, with lock_timeout",
       .severity = is_searched ? std::optional(Severity::warning) : std::nullopt});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "partition-create-lock",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .also = {Severity::warning},
    .summary = "CREATE TABLE … PARTITION OF blocks reads and writes of the partitioned table",
    .help = "create the table with a CHECK that implies the bound, then ATTACH PARTITION",
    .why = R"(
CREATE TABLE … PARTITION OF needs an ACCESS EXCLUSIVE lock on the partitioned table, for which it
waits until all running queries on it are done, and everything else waits for it. If there is a
default partition, it is searched meanwhile for rows that belong to the new one. ATTACH PARTITION,
from PostgreSQL 12 on, needs a lock that does not block reads or writes.
)",
    .reported = R"(
CREATE TABLE … PARTITION OF a table that was there before the release; a warning if it has a default
partition.
)",
    .not_reported = R"(
- Partitions of tables that are new in the same release.
- `IF NOT EXISTS` where the run has made the partition.
)",
    .instead = R"(
Make the table first, with a CHECK that says the same as the bound:

```sql
CREATE TABLE orders_2025 (LIKE orders INCLUDING ALL, CHECK (year IS NOT NULL AND year = 2025));
```

then attach it:

```sql
ALTER TABLE orders ATTACH PARTITION orders_2025 FOR VALUES IN (2025);
ALTER TABLE orders_2025 DROP CONSTRAINT orders_2025_year_check;
```
)",
    .fine = R"(
A table without long queries, with `lock_timeout` and another try later.
)",
    .given = R"(
CREATE TABLE orders (id bigint NOT NULL, year int NOT NULL) PARTITION BY LIST (year);
CREATE TABLE orders_2024 PARTITION OF orders FOR VALUES IN (2024);
)",
    .bad = R"(
CREATE TABLE orders_2025 PARTITION OF orders FOR VALUES IN (2025);
)",
    .good = R"(
CREATE TABLE orders_2025 (LIKE orders INCLUDING ALL, CHECK (year IS NOT NULL AND year = 2025));
ALTER TABLE orders ATTACH PARTITION orders_2025 FOR VALUES IN (2025);
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-partitioning.html"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout", "locks-other-table"},
    .operation_check = check,
    .covers = R"(
MigrationPilot: MP094
)",
};

}  // namespace pglint::rules::partition_create_lock
