// BEGIN in a transaction, COMMIT of the transaction of the migration tool.
#include <algorithm>
#include <span>
#include <string>

#include "migration/runner.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::transaction_nesting {
namespace {

using locks::TransactionKind;

bool has(std::span<const locks::Statement* const> statements, TransactionKind kind) {
  return std::ranges::any_of(
      statements, [&](const locks::Statement* each) { return each->transaction == kind; });
}

void check_begin(RunContext& context) {
  if (context.statement().in_transaction != migration::InTransaction::yes) return;
  const bool is_own = context.session().has_own_transaction();
  if (!is_own && !context.statement().in_tool_transaction) return;  // one string
  context.report(
      {.message = text::format("BEGIN in a transaction has no effect{}: the next COMMIT ends the "
                               "transaction {}",
                               is_own ? "" : " but a warning",
                               is_own ? "that is open already" : "of the migration tool"),
       .help = is_own ? "run COMMIT or ROLLBACK before it, or use SAVEPOINT instead"
                      : text::format("leave BEGIN and COMMIT out; or run the statements {}",
                                     outside_of_transaction(context))});
}

void check_end(RunContext& context) {
  const locks::Statement& statement = context.statement();
  const std::string shown =
      statement.transaction == TransactionKind::commit ? "COMMIT" : "ROLLBACK";
  if (statement.is_chained || context.session().has_own_transaction()) return;
  if (statement.in_transaction == migration::InTransaction::no) {
    context.report(
        {.message = text::format("{} without BEGIN has no effect", shown),
         .help = text::format(
             "remove {}, or put BEGIN at the start of the transaction that it should end", shown)});
    return;
  }
  const bool ends_tools =
      statement.in_transaction == migration::InTransaction::yes && statement.in_tool_transaction;
  // COMMIT and a BEGIN after it put something outside of the transaction.
  if (!ends_tools || has(context.file().after(), TransactionKind::begin)) return;
  context.report(
      {.message = text::format(
           "{} ends the transaction of the migration tool: later statements run without one",
           shown),
       .help = text::format("leave {} out; or run the statements {}", shown,
                            outside_of_transaction(context))});
}

void check(RunContext& context) {
  const locks::Statement& statement = context.statement();
  if (statement.in_body || statement.is_conditional) return;
  const migration::Runner* runner = context.session().runner();
  if (runner != nullptr && runner->name == "supabase") return;  // sends a batch
  if (statement.transaction == TransactionKind::begin) return check_begin(context);
  const bool ends = statement.transaction == TransactionKind::commit ||
                    statement.transaction == TransactionKind::rollback;
  if (ends) check_end(context);
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "transaction-nesting",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "BEGIN or COMMIT does not begin or end the transaction that it seems to",
    .help = "leave BEGIN and COMMIT to the migration tool",
    .why = R"(
PostgreSQL has no nested transactions: BEGIN in a transaction is only a warning, and the next COMMIT
ends the outer one. In a file that a migration tool runs in its transaction, COMMIT ends that one:
what follows runs without it, and if it fails, the first half stays while the tool believes that
nothing ran.
)",
    .reported = R"(
BEGIN in a transaction, COMMIT and ROLLBACK that end the transaction of the migration tool, and
COMMIT and ROLLBACK without a BEGIN.
)",
    .not_reported = R"(
- BEGIN and COMMIT in files that the tool sends as one string, where both work.
- `COMMIT;` and later `BEGIN;` around something that cannot run in a transaction.
- ROLLBACK TO a savepoint, and AND CHAIN.
)",
    .instead = R"(
Leave the transaction to the tool. If a part has to be kept even if the rest fails, make it a
separate migration.
)",
    .fine = R"(
Never: at best, the statement does nothing.
)",
    .bad = R"(
BEGIN;
BEGIN;
ALTER TABLE orders ADD COLUMN note text;
COMMIT;
)",
    .good = R"(
BEGIN;
ALTER TABLE orders ADD COLUMN note text;
COMMIT;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-begin.html",
              "https://www.postgresql.org/docs/current/sql-commit.html"},
    .run_check = check,
    .covers = R"(
squawk: transaction-nesting
Postgres Language Server: transactionNesting
MigrationPilot: MP053
)",
};

}  // namespace pglint::rules::transaction_nesting
