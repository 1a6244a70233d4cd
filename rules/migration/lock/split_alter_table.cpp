// Several ALTER TABLE of one table in a row.
#include <algorithm>
#include <cstddef>
#include <string>

#include "migration/runner.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::split_alter_table {
namespace {

using locks::Form;

/// Whether the clause can stand beside others in one ALTER TABLE without a stronger lock, or a lock
/// on another table, for them.
bool can_join(const locks::Operation& operation, const OperationContext& context) {
  switch (operation.form) {
    case Form::rename_column:
    case Form::rename_table:
    case Form::rename_constraint:
    case Form::set_schema:
    case Form::attach_partition:
    case Form::detach_partition:
    case Form::drop_constraint:  // it would go before the clause that it proves NOT NULL for
      return false;
    default:
      break;
  }
  const locks::LockRow& row = locks::row_of(operation.form, context.pg_version());
  const locks::LockOn* own = row.find(locks::Target::table);
  return row.shown.starts_with("ALTER TABLE") && own != nullptr && locks::blocks_reads(own->mode) &&
         row.find(locks::Target::referenced) == nullptr;
}

/// Whether the statement is an ALTER TABLE of `table` that runs for itself and can be joined.
bool is_part(const locks::Statement& statement, const catalog::Name& table,
             const OperationContext& context) {
  const bool is_alone = statement.in_transaction == migration::InTransaction::no &&
                        !statement.is_conditional && !statement.is_dynamic;
  return is_alone && !statement.operations.empty() &&
         std::ranges::all_of(statement.operations, [&](const locks::Operation& operation) {
           return operation.object == table && can_join(operation, context);
         });
}

/// Whether the statement adds a STORED column, for which the table is rewritten.
bool rewrites(const locks::Statement& statement) {
  return std::ranges::any_of(statement.operations, [](const locks::Operation& operation) {
    return operation.column && operation.column->column.generation == catalog::Generation::stored;
  });
}

/// Such statements from the current one on.
struct Row {
  std::size_t parts = 1;
  std::size_t rewrites = 0;
};

Row row_from_here(const OperationContext& context, const catalog::Name& table) {
  Row row = {.rewrites = rewrites(context.statement()) ? 1U : 0U};
  for (const locks::Statement* later : context.file().after()) {
    if (!is_part(*later, table, context)) break;
    ++row.parts;
    if (rewrites(*later)) ++row.rewrites;
  }
  return row;
}

void check(OperationContext& context) {
  if (context.position() != 0 || !is_felt(context) || context.statement().is_down) return;
  const catalog::Name& table = context.operation().object;
  if (!is_part(context.statement(), table, context)) return;
  const auto before = context.file().before();
  if (!before.empty() && is_part(*before.back(), table, context)) return;
  const Row row = row_from_here(context, table);
  if (row.parts < static_cast<std::size_t>(context.number("least"))) return;
  context.report(
      {.message = text::format("{} ALTER TABLE of `{}` in a row: each waits for its own "
                               "ACCESS EXCLUSIVE lock{}",
                               row.parts, context.table(),
                               row.rewrites == row.parts ? ", and rewrites the table" : ""),
       .help = "join them to one ALTER TABLE with commas between the clauses",
       .at = context.statement().place});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "split-alter-table",
    .group = Group::migration,
    .concern = Concern::design,
    .severity = Severity::info,
    .summary = "Several ALTER TABLE of one table in a row take its lock again and again",
    .help = "write one ALTER TABLE with several clauses",
    .why = R"(
Outside a transaction, each ALTER TABLE waits for all running queries on the table, and everything
that comes later waits for it. One ALTER TABLE with several clauses does that once, and checks or
rewrites the rows once.
)",
    .reported = R"(
Three or more ALTER TABLE of a table that was there before the release, one after the other and each
in its own transaction, whose clauses need ACCESS EXCLUSIVE. The option `least` sets another number.
)",
    .not_reported = R"(
- Statements in one transaction: they take the lock once.
- RENAME, SET SCHEMA, ATTACH and DETACH PARTITION, which PostgreSQL does not join with others.
- Foreign keys and VALIDATE CONSTRAINT, which need a weaker lock alone, and DROP CONSTRAINT, which
  would run before the others.
- Tables that are new in the same release, and down migrations.
)",
    .instead = R"(
```sql
ALTER TABLE orders
  ALTER COLUMN note SET DEFAULT 'none',
  ALTER COLUMN place SET DEFAULT 'none',
  ALTER COLUMN kind SET DEFAULT 'none';
```
)",
    .fine = R"(
A table with few rows and no long queries.
)",
    .given = R"(
CREATE TABLE orders (id bigint PRIMARY KEY, note text, place text, kind text);
)",
    .bad = R"(
ALTER TABLE orders ALTER COLUMN note SET DEFAULT 'none';
ALTER TABLE orders ALTER COLUMN place SET DEFAULT 'none';
ALTER TABLE orders ALTER COLUMN kind SET DEFAULT 'none';
)",
    .good = R"(
ALTER TABLE orders
  ALTER COLUMN note SET DEFAULT 'none',
  ALTER COLUMN place SET DEFAULT 'none',
  ALTER COLUMN kind SET DEFAULT 'none';
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertable.html"},
    .operation_check = check,
    .options = {RuleOption{.name = "least",
                           .kind = OptionKind::number,
                           .default_value = "3",
                           .description = "report this many statements or more"}},
    .covers = R"(
Postgres Language Server: multipleAlterTable
MigrationPilot: MP058
eugene: W12
)",
};

}  // namespace pglint::rules::split_alter_table
