// ADD CHECK without NOT VALID: every row is checked.
#include <algorithm>
#include <string>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::check_scan {
namespace {

using locks::Form;

/// The CHECK of a column; nothing for the whole clause.
catalog::Place place_of_check(const locks::Operation& operation) {
  const auto& constraints = operation.column->constraints;
  const auto found =
      std::ranges::find(constraints, catalog::ConstraintKind::check, &catalog::Constraint::kind);
  return found == constraints.end() ? catalog::Place() : found->place;
}

void check(OperationContext& context) {
  const Form form = context.effects().form();
  const bool is_of_column =
      form == Form::add_column_check || form == Form::add_column_virtual_checked;
  if ((form != Form::add_check && !is_of_column) || !is_felt(context)) return;
  const catalog::Relation* relation = context.effects().relation;
  const bool is_partitioned = relation != nullptr && relation->partitioned;
  context.report(
      {.message =
           text::format("reads and writes of `{}`{} are blocked while every row is checked: ADD {} "
                        "{}",
                        context.table(), is_partitioned ? " and its partitions" : "",
                        is_of_column ? "COLUMN with a constraint" : "CHECK", takes(context)),
       .help =
           is_of_column
               ? "add the column without the constraint, then the CHECK NOT VALID, then "
                 "VALIDATE CONSTRAINT in the next migration"
               : "add the CHECK NOT VALID, then VALIDATE CONSTRAINT in the next migration, which "
                 "does not block reads or writes",
       .severity = severity_here(context),
       .at = is_of_column ? place_of_check(context.operation()) : catalog::Place()});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "check-scan",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "ADD CHECK without NOT VALID blocks reads and writes while it checks every row",
    .help = "add NOT VALID, then VALIDATE CONSTRAINT in the next migration",
    .why = R"(
ADD CHECK takes an ACCESS EXCLUSIVE lock and checks every row before reads and writes can go
on. With NOT VALID only new rows are checked, which takes an instant. VALIDATE CONSTRAINT checks
the others later and takes a lock that does not block reads or writes.
)",
    .reported = R"(
ADD CHECK without NOT VALID, ADD COLUMN … CHECK, and ADD COLUMN of a virtual generated column that
is NOT NULL or has a CHECK, on a table that was there before the release.
)",
    .not_reported = R"(
- NOT VALID and NOT ENFORCED constraints.
- Tables that are new in the same release.
)",
    .instead = R"(
In one migration:

```sql
ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total > 0) NOT VALID;
```

and in the next one:

```sql
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_positive;
```

A constraint in ADD COLUMN cannot be NOT VALID: add the column without it first.
)",
    .fine = R"(
A table of some thousand rows, which are checked in an instant.
)",
    .bad = R"(
ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total > 0);
)",
    .good = R"(
ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total > 0) NOT VALID;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertable.html"
              "#SQL-ALTERTABLE-NOTES"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: constraint-missing-not-valid
Postgres Language Server: constraintMissingNotValid
strong_migrations: add_check_constraint
eugene: E1
Atlas: PG305
pgrubic: US013
MigrationPilot: MP030
)",
};

}  // namespace pglint::rules::check_scan
