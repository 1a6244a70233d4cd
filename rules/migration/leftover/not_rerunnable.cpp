// The first statement of a file without a transaction that fails when it runs again.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "migration/runner.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::not_rerunnable {
namespace {

using locks::Form;

/// What a statement leaves behind, so that it fails the second time.
struct Left {
  std::string name = {};        ///< empty: it can run again, or that is not known
  std::string_view guard = {};  ///< that lets it run again; empty: it has none
  bool is_gone = false;         ///< it dropped that
  bool may_be_invalid = false;  ///< it built an index CONCURRENTLY, which IF NOT EXISTS would hide
};

constexpr std::string_view guard_of_new = "IF NOT EXISTS";

Left dropped(std::string name) {
  return {.name = std::move(name), .guard = "IF EXISTS", .is_gone = true};
}

Left left_by(const locks::Operation& operation) {
  if (operation.if_exists) return {};
  switch (operation.form) {
    case Form::create_table:
    case Form::create_table_references:
    case Form::create_table_as:
    case Form::create_materialized_view:
      return {.name = operation.object.name, .guard = guard_of_new};
    case Form::create_index_concurrently:
      return {.name = operation.part, .may_be_invalid = true};
    case Form::create_index:
    case Form::create_partition:
    case Form::add_enum_value:
      return {.name = operation.part, .guard = guard_of_new};
    case Form::rename_column:
    case Form::rename_table:
      return {.name = operation.to};
    case Form::drop_column:
    case Form::drop_constraint:
      return dropped(operation.part);
    case Form::drop_table:
    case Form::drop_view:
    case Form::drop_index:
    case Form::drop_index_concurrently:
    case Form::drop_type_cascade:
      return dropped(operation.object.name);
    default:
      if (operation.column) return {.name = operation.part, .guard = guard_of_new};
      return {.name = operation.constraint ? operation.constraint->name : std::string()};
  }
}

/// Whether something before it drops what it makes, or it is of a type that has no name.
bool is_guarded(const RunContext& context, const std::string& name) {
  return std::ranges::any_of(context.file().before(), [&](const locks::Statement* before) {
    return std::ranges::any_of(before->operations, [&](const locks::Operation& operation) {
      return operation.if_exists && (operation.object.name == name || operation.part == name);
    });
  });
}

/// What the statement leaves behind; without a name: it can run again.
Left left_by(const RunContext& context, const locks::Statement& statement) {
  if (!statement.makes_type.empty()) return {.name = statement.makes_type};
  for (const locks::Operation& operation : statement.operations) {
    Left left = left_by(operation);
    if (!left.name.empty() && !is_guarded(context, left.name)) return left;
  }
  return {};
}

bool runs_alone(const locks::Statement& statement) {
  return statement.in_transaction == migration::InTransaction::no && !statement.in_body;
}

/// Whether a statement with a transaction or something to do follows.
bool is_followed(const RunContext& context) {
  return std::ranges::any_of(context.file().after(), [](const locks::Statement* later) {
    return !later->operations.empty() && !later->is_down;
  });
}

std::string help_of(const Left& left) {
  const std::string alternative =
      left.may_be_invalid
          ? text::format(", or run `DROP INDEX CONCURRENTLY IF EXISTS {}` before it",
                         catalog::quoted_name(left.name))
      : left.guard.empty() ? std::string()
                           : text::format(", or add {} here", left.guard);
  return "move the other statements to separate migrations" + alternative;
}

void check(RunContext& context) {
  const locks::Statement& statement = context.statement();
  const migration::Runner* runner = context.session().runner();
  const bool is_of_tool = runner != nullptr && !runner->outside.empty();
  if (!is_of_tool || !runs_alone(statement) || statement.is_down || !is_followed(context)) return;
  const Left left = left_by(context, statement);
  if (left.name.empty()) return;
  const bool is_first =
      std::ranges::none_of(context.file().before(), [&](const locks::Statement* before) {
        return runs_alone(*before) && !left_by(context, *before).name.empty();
      });
  if (!is_first) return;
  context.report(
      {.message = text::format("migration cannot run again after a failure below: `{}` {} then",
                               left.name, left.is_gone ? "is gone" : "exists"),
       .help = help_of(left)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "not-rerunnable",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .summary = "Migration without a transaction that cannot run again after a failure",
    .help = "put each statement of a migration without a transaction in a separate file",
    .why = R"(
A migration that runs outside a transaction, because of CONCURRENTLY, keeps what it did before it
failed. The tool does not count it as done and runs it from the start the next time. Then it stops
at the first statement, because the table or index exists, and has to be repaired by hand.
)",
    .reported = R"(
The first CREATE TABLE, CREATE INDEX, ADD COLUMN or RENAME without IF NOT EXISTS in a migration
whose transaction is turned off, if more statements follow.
)",
    .not_reported = R"(
- Migrations with one statement.
- `DROP … IF EXISTS` of the same name before it.
- Files that no migration tool runs.
- Down migrations.
)",
    .instead = R"(
One file for each statement, or a guard:

```sql
-- +goose Up
-- +goose NO TRANSACTION
CREATE TABLE IF NOT EXISTS visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
```
)",
    .fine = R"(
A migration that is watched while it runs.
)",
    .given = R"(
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
)",
    .bad = R"(
-- +goose Up
-- +goose NO TRANSACTION
CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
)",
    .good = R"(
-- +goose Up
-- +goose NO TRANSACTION
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
)",
    .links = {"https://www.postgresql.org/docs/current/"
              "sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY"},
    .run_check = check,
    .covers = R"(
squawk: prefer-robust-stmts
Postgres Language Server: preferRobustStmts
MigrationPilot: MP023
)",
    .example_tool = "goose",
};

}  // namespace pglint::rules::not_rerunnable
