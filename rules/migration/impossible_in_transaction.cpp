// Statements that PostgreSQL refuses in a transaction block.
#include <string>

#include "migration/runner.h"
#include "rule/operation_context.h"
#include "rule/run_words.h"
#include "text/format.h"

namespace pglint::rules::impossible_in_transaction {
namespace {

void check(RunContext& context) {
  const locks::Statement& statement = context.statement();
  const bool is_refused = statement.block == locks::BlockNeed::refused &&
                          statement.in_transaction == migration::InTransaction::yes;
  if (!is_refused) return;
  if (statement.in_body) {
    context.report(
        {.message = text::format("{} fails: a DO block is a transaction", statement.shown),
         .help = "run it as a statement of its own"});
    return;
  }
  context.report(
      {.message = text::format("{} fails in a transaction: {}", statement.shown, statement.why),
       .help = text::format("run it {}", outside_of_transaction(context))});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "impossible-in-transaction",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "a statement fails in the transaction that it runs in",
    .help = "run it outside of a transaction",
    .why = R"(
CREATE INDEX CONCURRENTLY, VACUUM, CREATE DATABASE and some others commit in between, so PostgreSQL
refuses them in a transaction block. Most migration tools run a file in one transaction, some send it
as one string, which PostgreSQL runs in one transaction, too.
)",
    .reported = R"(
CREATE INDEX, DROP INDEX, REINDEX and DETACH PARTITION with CONCURRENTLY, VACUUM, REINDEX SCHEMA and
DATABASE, CLUSTER without a table, CREATE and DROP DATABASE, CREATE and DROP TABLESPACE, ALTER SYSTEM,
DISCARD ALL, and before PostgreSQL 12 ALTER TYPE … ADD VALUE: between BEGIN and COMMIT, in a file that
its migration tool runs in a transaction, in a string with other statements, and in DO blocks.
)",
    .not_reported = R"(
- Statements of which it is not certain that they run in a transaction, for example after a psql
  `\i`.
- A statement that is alone in the string that its migration tool sends.
)",
    .instead = R"(
Give the statement a file of its own, and turn off the transaction of the migration tool for it; how,
is in the finding and in the [list of migration tools](../migrations.md). With psql, write it
without BEGIN:

```sql
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
```
)",
    .fine = R"(
Never: the statement always fails there.
)",
    .bad = R"(
BEGIN;
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
COMMIT;
)",
    .good = R"(
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
)",
    .links = {"https://www.postgresql.org/docs/current/sql-createindex.html"
              "#SQL-CREATEINDEX-CONCURRENTLY"},
    .run_check = check,
};

}  // namespace pglint::rules::impossible_in_transaction
