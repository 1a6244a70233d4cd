// SET NOT NULL where nothing proves that the column has no NULL: every row is checked.
#include <string>

#include "catalog/type.h"

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::set_not_null_scan {
namespace {

/// The column that becomes NOT NULL.
std::string column_of(const locks::Operation& operation) {
  const bool is_constraint = operation.constraint && !operation.constraint->columns.empty();
  return is_constraint ? operation.constraint->columns.front() : operation.part;
}

std::string help_of(const OperationContext& context, const std::string& column) {
  const int version = context.pg_version();
  const std::string name = catalog::quoted_name(column);
  if (version >= 18) {
    return text::format(
        "use `ADD CONSTRAINT … NOT NULL {} NOT VALID`, then VALIDATE CONSTRAINT in the next "
        "migration; on PostgreSQL 17 or older, do the same with `CHECK ({} IS NOT NULL)`, then SET "
        "NOT NULL",
        name, name);
  }
  if (version >= 12) {
    return text::format(
        "use `ADD CONSTRAINT … CHECK ({} IS NOT NULL) NOT VALID`; in the next migration, VALIDATE "
        "CONSTRAINT, then SET NOT NULL and drop the CHECK",
        name);
  }
  return text::format(
      "use `ADD CONSTRAINT … CHECK ({} IS NOT NULL) NOT VALID` instead, then VALIDATE "
      "CONSTRAINT in the next migration",
      name);
}

void check(OperationContext& context) {
  const locks::Form form = context.effects().form();
  const bool is_it = form == locks::Form::set_not_null || form == locks::Form::add_not_null;
  if (!is_it || !is_felt(context)) return;
  const std::string column = column_of(context.operation());
  const auto& invalid = context.effects().involved;
  const std::string reason =
      invalid.empty() ? std::string() : text::format(": constraint `{}` is NOT VALID", invalid[0]);
  context.report(
      {.message = text::format("reads and writes of `{}` {} while SET NOT NULL checks every row{}",
                               context.table(), wait(context), reason),
       .help = invalid.empty() ? help_of(context, column)
                               : text::format("run `VALIDATE CONSTRAINT {}` instead, in a separate "
                                              "migration: it does not block writes",
                                              catalog::quoted_name(invalid[0])),
       .severity = severity_here(context),
       .confidence = context.confidence()});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "set-not-null-scan",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "SET NOT NULL blocks reads and writes while it checks every row",
    .help = "add a CHECK … NOT VALID, validate it in the next migration, then SET NOT NULL",
    .why = R"(
SET NOT NULL takes an ACCESS EXCLUSIVE lock and reads the whole table for a NULL, while no other
session can even read it. Since PostgreSQL 12 it skips the scan if a valid CHECK constraint proves
that there is none; since PostgreSQL 18, NOT NULL itself can be NOT VALID first. Both are validated
under a lock that does not block reads or writes.
)",
    .reported = R"(
SET NOT NULL, and ADD CONSTRAINT … NOT NULL without NOT VALID, on a table that was there before the
release. It says "may wait" if the run does not make the table.
)",
    .not_reported = R"(
- Columns that are NOT NULL already.
- Columns for which a valid CHECK of the table says IS NOT NULL, alone or in an AND, from PostgreSQL
  12 on.
- Tables that are new in the same release.
)",
    .instead = R"(
PostgreSQL 18 validates NOT NULL itself. In one migration:

```sql
ALTER TABLE orders ADD CONSTRAINT orders_customer_id_not_null NOT NULL customer_id NOT VALID;
```

and in the next one:

```sql
ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_id_not_null;
```

From PostgreSQL 12 on, use a CHECK and, once it is validated, SET NOT NULL, which then scans
nothing. Drop the CHECK in a separate statement: in the same one it is dropped first and proves
nothing.
)",
    .fine = R"(
A table with few rows, or a migration that runs while nothing uses the table.
)",
    .bad = R"(
ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
)",
    .good = R"(
ALTER TABLE orders ADD CONSTRAINT orders_customer_id_known
  CHECK (customer_id IS NOT NULL) NOT VALID;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertable.html"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: adding-not-nullable-field
Postgres Language Server: addingNotNullField
strong_migrations: change_column_null change_column_with_not_null
eugene: E2
Atlas: MF104 PG303
pgrubic: US010
MigrationPilot: MP002 MP018 MP081
)",
};

}  // namespace pglint::rules::set_not_null_scan
