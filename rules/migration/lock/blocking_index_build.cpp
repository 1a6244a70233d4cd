// CREATE INDEX without CONCURRENTLY on a table that is in use.
#include <string>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::blocking_index_build {
namespace {

std::string name_of(const OperationContext& context) {
  const std::string& name = context.operation().part;
  return name.empty() ? "the index" : text::format("`{}`", name);
}

void check(OperationContext& context) {
  if (context.effects().form() != locks::Form::create_index || !is_felt(context)) return;
  const catalog::Relation* relation = context.effects().relation;
  if (relation != nullptr && catalog::is_view(relation->kind)) return;  // only REFRESH waits
  const std::string index = name_of(context);
  const locks::HeldLock* held = held_against_reads(context);
  context.report(
      {.message = text::format(
           "{} `{}` are blocked while {} is built: {}",
           waiting(held == nullptr ? locks::Mode::share : held->mode), context.table(), index,
           held == nullptr ? "CREATE INDEX " + takes(context) : earlier_holds(*held)),
       .help = text::format("use `CREATE INDEX CONCURRENTLY`, {}; if it fails, drop the invalid "
                            "index before you retry",
                            outside_of_transaction(context)),
       .severity = severity_here(context),
       .related = held_before(context)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "blocking-index-build",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "CREATE INDEX without CONCURRENTLY blocks writes while it builds the index",
    .help = "use `CREATE INDEX CONCURRENTLY`, outside a transaction",
    .alike = {"index", "indexes"},
    .why = R"(
CREATE INDEX takes a SHARE lock on the table and keeps it until the transaction ends. Reads go on,
but each INSERT, UPDATE and DELETE waits until every row was read and the index is built: seconds
for a million rows, minutes or hours for a large table. With CONCURRENTLY, PostgreSQL reads the
table twice and does not block writes.
)",
    .reported = R"(
CREATE INDEX and CREATE UNIQUE INDEX on a table that the release did not make. As an info, on a
table that the release made and filled with rows. Several indexes of one table in one file are one
finding, at the first.
)",
    .not_reported = R"(
- Tables that are new in the same release, or temporary: no other session waits for them.
- `ON ONLY` a partitioned table, which builds nothing, and materialized views, whose only writer is
  REFRESH.
- `IF NOT EXISTS` where the run has made an index of that name.
- Dumps, which are restored into an empty database.
)",
    .instead = R"(
Build the index without blocking, outside a transaction:

```sql
DROP INDEX CONCURRENTLY IF EXISTS orders_customer_id_idx;
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
```

CONCURRENTLY waits for all transactions that are older than it. If it fails, it leaves an invalid
index, which DROP removes before you retry.
)",
    .fine = R"(
A table that is small enough to be read in a second, or an application that is down meanwhile.
)",
    .bad = R"(
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
)",
    .good = R"(
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
)",
    .links = {"https://www.postgresql.org/docs/current/sql-createindex.html"
              "#SQL-CREATEINDEX-CONCURRENTLY"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: require-concurrent-index-creation
Postgres Language Server: requireConcurrentIndexCreation
strong_migrations: add_index add_reference
eugene: E6
Atlas: PG101
pgrubic: US016
MigrationPilot: MP001 MP092 MP110
)",
};

}  // namespace pglint::rules::blocking_index_build
