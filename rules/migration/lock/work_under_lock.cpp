// Long work while an earlier statement of the transaction keeps a table closed.
#include <cstddef>
#include <string>
#include <string_view>

#include "rule/run/operation_context.h"
#include "rule/run/row_work.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::work_under_lock {
namespace {

using locks::Form;

/// What takes long, as messages say it; empty if nothing does.
std::string work_of(const OperationContext& context) {
  const locks::Operation& operation = context.operation();
  const std::string table = context.table();
  switch (operation.form) {
    case Form::update:
      if (!operation.is_unbounded) return {};
      return text::format("UPDATE changes {} of `{}`",
                          operation.has_condition ? "matching rows" : "every row", table);
    case Form::delete_rows:
      return text::format("DELETE looks at every row of `{}`", table);
    case Form::insert:
      return operation.is_unbounded ? text::format("INSERT … SELECT fills `{}`", table)
                                    : std::string();
    case Form::copy_from:
      return text::format("COPY fills `{}`", table);
    case Form::create_table_as:
      return operation.has_rows ? text::format("CREATE TABLE AS fills `{}`", table) : std::string();
    case Form::create_materialized_view:
    case Form::refresh:
      return operation.has_rows ? text::format("the query of `{}` runs", table) : std::string();
    default:
      break;
  }
  const locks::Effects& effects = context.effects();
  if (!locks::has_rows(effects.age)) return {};
  switch (effects.row->work) {
    case locks::Work::build:
      return text::format("an index of `{}` is built", table);
    case locks::Work::scan:
    case locks::Work::foreign_key_scan:
      return text::format("every row of `{}` is checked", table);
    case locks::Work::rewrite:
      return text::format("`{}` is rewritten", table);
    default:
      return {};
  }
}

/// Whether it puts rows into a table that the schema knows.
bool is_filled(const OperationContext& context) {
  const Form form = context.operation().form;
  return (form == Form::insert || form == Form::copy_from) && context.effects().relation != nullptr;
}

/// Whether the lock is that of a TRUNCATE of the table that is filled: it cannot come later.
bool is_refilled(const OperationContext& context, const locks::HeldLock& held) {
  return is_filled(context) && context.effects().relation->name == held.object &&
         held.shown.starts_with("TRUNCATE");
}

/// Whether the table that is filled takes the name of one that the transaction renamed: until it is
/// filled, no other transaction may see it.
bool is_renamed(const OperationContext& context, const locks::HeldLock& held) {
  return is_filled(context) && context.effects().relation->name == held.object &&
         held.shown.find("RENAME") != std::string::npos;
}

std::string help_of(const OperationContext& context, const locks::HeldLock& held) {
  if (is_refilled(context, held)) {
    return "replace TRUNCATE with DELETE, which does not block reads; or fill a new table and swap "
           "the names";
  }
  if (is_renamed(context, held)) {
    return "fill a table of another name in an earlier migration; then rename both, in a short "
           "transaction";
  }
  // It may need what is changed before it, and later statements may need the view.
  if (context.operation().form == Form::create_materialized_view) {
    return "create it WITH NO DATA, then fill it by REFRESH in a separate migration: until that "
           "has run, queries on it fail";
  }
  // The statement that makes the table cannot come later.
  const bool is_made_here = is_filled(context) &&
                            context.effects().relation->place.file == held.since.file &&
                            context.effects().relation->place.statement == held.since.statement;
  const std::string_view or_before = is_made_here ? "" : ", or before the one that takes the lock";
  const std::size_t more = writes_rows(context.operation()) ? later_row_work(context) : 0;
  if (more == 0) {
    return text::format("move this statement to a separate migration{}", or_before);
  }
  return text::format("move this statement, and {} more below, to a separate migration{}", more,
                      or_before);
}

void check(OperationContext& context) {
  if (!context.session().is_transaction_known() || context.session().held().empty()) return;
  const std::string work = work_of(context);
  if (work.empty()) return;
  const locks::HeldLock* held = lock_that_waits(context);
  if (held == nullptr) return;
  if (writes_rows(context.operation()) && follows_row_work(context, *held)) return;
  context.report(
      {.message = text::format("{} `{}` are blocked while {}: {}", waiting(held->mode),
                               held->object.name, work, earlier_holds(*held)),
       .help = help_of(context, *held),
       .confidence = held->is_certain ? Confidence::high : Confidence::medium,
       .related = {{.at = held->since, .message = "takes the lock, until the transaction ends"}}});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "work-under-lock",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "Long work in a transaction that holds a strong lock keeps a table blocked",
    .help = "do long work in a separate migration, or before the statement that takes the lock",
    .why = R"(
A lock is kept until the transaction ends. ADD COLUMN takes an instant, but an UPDATE of all rows
after it, in the same transaction, keeps the table blocked for as long as the UPDATE runs, reads
included.
)",
    .reported = R"(
UPDATE and DELETE without a condition that limits the rows, INSERT … SELECT, COPY, CREATE TABLE AS,
index builds, scans and rewrites, while an earlier statement of the transaction holds a lock that
stops reads or writes of a table that was there before the release.
)",
    .not_reported = R"(
- Work that a key, a list or a LIMIT limits, and up to 1,000 rows of VALUES.
- Locks on tables that are new in the same release, and on what the transaction dropped.
- UPDATE, DELETE, INSERT … SELECT and COPY after another one under the same lock: the finding about
  the first counts them.
- Statements of which it is not certain that they run in one transaction.
)",
    .instead = R"(
Change the schema in one migration:

```sql
ALTER TABLE orders ADD COLUMN region text;
```

and the data in the next one, in batches:

```sql
UPDATE orders SET region = 'eu'
WHERE id IN (SELECT id FROM orders WHERE region IS NULL ORDER BY id LIMIT 5000);
```
)",
    .fine = R"(
Little work: some thousand rows, or an application that is down meanwhile.
)",
    .bad = R"(
BEGIN;
ALTER TABLE orders ADD COLUMN region text;
UPDATE orders SET region = 'eu';
COMMIT;
)",
    .good = R"(
ALTER TABLE orders ADD COLUMN region text;
UPDATE orders SET region = 'eu'
WHERE id IN (SELECT id FROM orders WHERE region IS NULL ORDER BY id LIMIT 5000);
)",
    .links = {"https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES"},
    .replaces = {"unbatched-backfill", "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
Postgres Language Server: runningStatementWhileHoldingAccessExclusive
eugene: E4 E10
MigrationPilot: MP065 MP096
)",
};

}  // namespace pglint::rules::work_under_lock
