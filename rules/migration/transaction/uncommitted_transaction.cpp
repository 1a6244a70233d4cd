// A file that ends inside of its own BEGIN.
#include <algorithm>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::uncommitted_transaction {
namespace {

using locks::TransactionKind;

/// The last BEGIN before the end of the file or section; null if there is none.
const locks::Statement* last_begin(const RunContext& context) {
  const auto before = context.file().before();
  const auto last =
      std::find_if(before.rbegin(), before.rend(), [](const locks::Statement* statement) {
        return statement->transaction == TransactionKind::begin && !statement->in_body;
      });
  return last == before.rend() ? nullptr : *last;
}

void check(RunContext& context) {
  const locks::Statement& statement = context.statement();
  const bool is_open = statement.transaction == TransactionKind::end_of_section &&
                       context.session().has_own_transaction() &&
                       statement.in_transaction == migration::InTransaction::yes;
  // The migration tool commits its transaction, where BEGIN had no effect.
  if (!is_open || statement.in_tool_transaction) return;
  const locks::Statement* begin = last_begin(context);
  if (begin == nullptr || begin->is_conditional) return;
  context.report(
      {.message = "BEGIN without COMMIT: all changes of this transaction are rolled back",
       .help = "add COMMIT at the end of the file",
       .at = begin->place});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "uncommitted-transaction",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "BEGIN without COMMIT: all changes of the transaction are rolled back",
    .help = "add COMMIT at the end of the file",
    .why = R"(
When the session ends, PostgreSQL rolls back the transaction that is open. The script reports no
error, and nothing of what it did after BEGIN is there.
)",
    .reported = R"(
A file, or a section of a migration, that ends between its own BEGIN and COMMIT.
)",
    .not_reported = R"(
- ROLLBACK and PREPARE TRANSACTION, which say what happens.
- BEGIN inside of the transaction of a migration tool, which commits it: see
  [transaction-nesting](transaction-nesting.md).
- Files of which it is not certain whether a transaction is open, for example after a psql `\i`.
)",
    .instead = R"(
```sql
BEGIN;
ALTER TABLE orders ADD COLUMN note text;
COMMIT;
```
)",
    .fine = R"(
A script that is included by another one, which commits.
)",
    .bad = R"(
BEGIN;
ALTER TABLE orders ADD COLUMN note text;
)",
    .good = R"(
BEGIN;
ALTER TABLE orders ADD COLUMN note text;
COMMIT;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-begin.html"},
    .replaces = {"transaction-nesting"},
    .run_check = check,
    .covers = R"(
squawk: ban-uncommitted-transaction
)",
};

}  // namespace pglint::rules::uncommitted_transaction
