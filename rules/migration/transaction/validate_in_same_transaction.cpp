// VALIDATE CONSTRAINT in the transaction that added the constraint NOT VALID.
#include <string>

#include "locks/related.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::validate_in_same_transaction {
namespace {

using locks::Form;

void check(OperationContext& context) {
  const Form form = context.effects().form();
  const bool is_it = form == Form::validate_check || form == Form::validate_foreign_key ||
                     form == Form::validate_not_null;
  if (!is_it || !locks::is_shared(context.effects().age)) return;
  const catalog::Name name = locks::known_name(context.catalog(), context.operation().object);
  const locks::HeldLock* held = context.session().find_held(name);
  const bool is_of_add = held != nullptr && held->shown.find("NOT VALID") != std::string::npos;
  if (!is_of_add) return;
  context.report(
      {.message = text::format("{} `{}` are blocked while every row is checked: the transaction "
                               "still holds {}",
                               waiting(held->mode), context.table(), lock_of(held->mode)),
       .help = "run VALIDATE CONSTRAINT in the next migration, or COMMIT between the two",
       .related = {{.at = held->since, .message = "takes the lock"}}});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "validate-in-same-transaction",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary =
        "VALIDATE CONSTRAINT in the transaction that adds the constraint blocks the table "
        "meanwhile",
    .help = "run VALIDATE CONSTRAINT in the next migration, or COMMIT between the two",
    .why = R"(
NOT VALID is worth something only because the strong lock of ADD CONSTRAINT is released before the
rows are checked. In one transaction it is kept to the end, so the table is blocked as long as it
would be without NOT VALID.
)",
    .reported = R"(
VALIDATE CONSTRAINT while an earlier statement of the transaction, which added a constraint of the
table NOT VALID, holds a lock that stops writes.
)",
    .not_reported = R"(
- Files whose statements run one by one.
- Tables that are new in the same release.
)",
    .instead = R"(
Two migrations. The first one:

```sql
ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total > 0) NOT VALID;
```

The second one:

```sql
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_positive;
```
)",
    .fine = R"(
A table with few rows: then NOT VALID is not needed either.
)",
    .bad = R"(
BEGIN;
ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total > 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_positive;
COMMIT;
)",
    .good = R"(
ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total > 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_positive;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertable.html"
              "#SQL-ALTERTABLE-NOTES"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: constraint-missing-not-valid
Postgres Language Server: requireSeparateConstraintValidation
strong_migrations: validate_check_constraint validate_foreign_key
)",
};

}  // namespace pglint::rules::validate_in_same_transaction
