// Statements that need a transaction block, outside of one.
#include <string>

#include "migration/script.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::missing_transaction {
namespace {

/// The setting that `set_config(…, true)` changes for nothing; empty if there is none.
std::string lost_setting(const locks::Statement& statement) {
  for (const locks::SettingChange& setting : statement.settings) {
    if (setting.is_local) return setting.name;
  }
  return {};
}

/// A savepoint only exists in the transaction that made it.
bool needs_savepoint(const locks::Statement& statement) {
  return statement.shown.starts_with("ROLLBACK TO") || statement.shown.starts_with("RELEASE");
}

void check(RunContext& context) {
  const locks::Statement& statement = context.statement();
  const bool is_outside =
      statement.in_transaction == migration::InTransaction::no && !statement.in_body;
  if (!is_outside) return;
  const std::string setting = lost_setting(statement);
  if (statement.block == locks::BlockNeed::needed) {
    context.report(
        {.message = text::format("{} fails outside a transaction", statement.shown),
         .help = text::format("put BEGIN before {}, and COMMIT at the end of the transaction",
                              needs_savepoint(statement) ? "the SAVEPOINT" : "it"),
         .severity = Severity::error});
  } else if (statement.block == locks::BlockNeed::no_effect || !setting.empty()) {
    const std::string shown = statement.shown.empty() ? "set_config" : statement.shown;
    const std::string subject =
        setting.empty() ? std::string() : text::format(": `{}` stays as it was", setting);
    context.report(
        {.message = text::format("{} outside a transaction has no effect{}", shown, subject),
         .help =
             setting.empty()
                 ? std::string(
                       "put BEGIN before this statement, and COMMIT at the end of the transaction")
                 : text::format("use `SET {}` without LOCAL; or put BEGIN before it, and COMMIT "
                                "at the end of the transaction",
                                setting)});
  }
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "missing-transaction",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::error},
    .summary = "Statement that fails or has no effect outside a transaction",
    .help = "put BEGIN before the statement, and COMMIT at the end of the transaction",
    .why = R"(
Outside a transaction block, each statement is a transaction by itself. What SET LOCAL sets ends
with SET LOCAL, with a warning that few read, so a `lock_timeout` that was meant to protect the
next statement does not. LOCK TABLE and SAVEPOINT are refused.
)",
    .reported = R"(
Outside a transaction: SET LOCAL, `set_config(…, true)`, SET CONSTRAINTS and SET TRANSACTION; as
errors LOCK TABLE, SAVEPOINT, RELEASE, ROLLBACK TO, and DECLARE CURSOR without WITH HOLD.
)",
    .not_reported = R"(
- Files that a migration tool runs in a transaction or sends as one string, and DO blocks.
- Statements of which it is not certain that they run outside a transaction.
)",
    .instead = R"(
```sql
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN note text;
COMMIT;
```

Or SET without LOCAL, which lasts as long as the session.
)",
    .fine = R"(
A file that something else wraps in a transaction, as `psql --single-transaction` does.
)",
    .bad = R"(
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN note text;
)",
    .good = R"(
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN note text;
COMMIT;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-set.html",
              "https://www.postgresql.org/docs/current/sql-lock.html"},
    .run_check = check,
};

}  // namespace pglint::rules::missing_transaction
