// Migrations that run without a transaction though every statement could run in one.
#include <algorithm>
#include <string>

#include "migration/runner.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::needless_no_transaction {
namespace {

using locks::Form;

/// Whether it takes an instant, so that nobody would keep it apart from others on purpose.
bool is_instant(Form form) {
  switch (form) {
    case Form::add_column:
    case Form::drop_column:
    case Form::rename_column:
    case Form::set_default:
    case Form::drop_default:
    case Form::drop_not_null:
    case Form::add_check_not_valid:
    case Form::add_foreign_key_not_valid:
    case Form::rename_constraint:
    case Form::drop_constraint:
    case Form::create_table:
    case Form::create_table_references:
    case Form::drop_table:
    case Form::rename_table:
    case Form::set_schema:
    case Form::owner:
    case Form::row_security:
    case Form::create_trigger:
    case Form::replace_trigger:
    case Form::drop_trigger:
    case Form::policy:
    case Form::create_view:
    case Form::replace_view:
    case Form::drop_view:
      return true;
    default:
      return false;
  }
}

/// An index of a table that the file makes is built at once, too.
bool is_instant(const RunContext& context, const locks::Operation& operation) {
  if (is_instant(operation.form)) return true;
  return operation.form == Form::create_index &&
         !context.file().run->relations_made(operation.object.name).empty();
}

/// Whether the statement runs by itself and could as well run in a transaction.
bool could_join(const RunContext& context, const locks::Statement& statement) {
  const bool runs_alone = statement.in_transaction == migration::InTransaction::no &&
                          !statement.in_body &&
                          statement.transaction == locks::TransactionKind::none;
  return runs_alone && statement.block == locks::BlockNeed::none &&
         std::ranges::all_of(statement.operations, [&](const locks::Operation& operation) {
           return is_instant(context, operation);
         });
}

void check(RunContext& context) {
  const migration::Runner* runner = context.session().runner();
  const bool is_first = context.file().position == 0 && !context.statement().is_down;
  if (!is_first || runner == nullptr || runner->outside.empty()) return;
  std::size_t count = 0;
  for (const locks::Statement* statement : context.file().all()) {
    if (statement->is_down) continue;
    if (!could_join(context, *statement)) return;
    if (!statement->operations.empty()) ++count;
  }
  if (count < 2) return;
  context.report({.message = "migration without a transaction stays half done if it fails, and no "
                             "statement in it needs that",
                  .help = text::format("remove what turns {}'s transaction off", runner->title)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "needless-no-transaction",
    .group = Group::migration,
    .concern = Concern::design,
    .severity = Severity::info,
    .summary = "Migration whose transaction is turned off for nothing",
    .help = "remove the comment or setting that turns the transaction off",
    .why = R"(
A transaction makes a migration all or nothing: if one statement fails, the ones before it are
undone, and the tool can run the file again. Without it, the first half stays, and the next try
stops where the first one began. Only few statements cannot run in a transaction, such as CREATE
INDEX CONCURRENTLY and VACUUM.
)",
    .reported = R"(
The first statement of a migration whose transaction is turned off, if it has several statements and
each of them takes an instant and may run in a transaction.
)",
    .not_reported = R"(
- Migrations with one statement.
- Migrations with a statement that PostgreSQL refuses in a transaction, or may refuse, as CALL.
- Migrations that take long, as those that build an index, validate a constraint or change many
  rows: without a transaction, they hold fewer locks.
- Files that no migration tool runs.
)",
    .instead = R"(
```sql
-- +goose Up
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE orders ADD COLUMN channel text;
```
)",
    .fine = R"(
Two busy tables in one migration, so that neither waits for the lock on the other one.
)",
    .bad = R"(
-- +goose Up
-- +goose NO TRANSACTION
ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;
ALTER TABLE orders ADD COLUMN IF NOT EXISTS channel text;
)",
    .good = R"(
-- +goose Up
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE orders ADD COLUMN channel text;
)",
    .links = {"https://www.postgresql.org/docs/current/tutorial-transactions.html"},
    .run_check = check,
    .example_tool = "goose",
};

}  // namespace pglint::rules::needless_no_transaction
