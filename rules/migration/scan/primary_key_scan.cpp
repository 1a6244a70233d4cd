// ADD PRIMARY KEY USING INDEX over a column that may be NULL.
#include <algorithm>
#include <optional>
#include <string>

#include "catalog/type.h"

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::primary_key_scan {
namespace {

/// The NOT NULL constraint of a column of the index that is NOT VALID, or null.
const catalog::Constraint* invalid_not_null(const OperationContext& context) {
  const catalog::Relation* relation = context.effects().relation;
  if (relation == nullptr) return nullptr;
  for (const catalog::Constraint& constraint : relation->constraints) {
    const bool is_invalid =
        constraint.kind == catalog::ConstraintKind::not_null && !constraint.validated;
    if (!is_invalid || constraint.columns.empty()) continue;
    const bool is_key =
        std::ranges::count(context.effects().involved, constraint.columns.front()) > 0;
    if (is_key) return &constraint;
  }
  return nullptr;
}

void check(OperationContext& context) {
  const locks::Effects& effects = context.effects();
  if (effects.form() != locks::Form::primary_key_using_nullable_index || !is_felt(context)) return;
  const std::string table = context.table();
  if (const catalog::Constraint* invalid = invalid_not_null(context)) {
    context.report({.message = text::format("ADD PRIMARY KEY fails: NOT NULL constraint `{}` of "
                                            "`{}` is NOT VALID",
                                            invalid->name, table),
                    .help = text::format("first run `VALIDATE CONSTRAINT {}`",
                                         catalog::quoted_name(invalid->name)),
                    .severity = Severity::error});
    return;
  }
  context.report(
      {.message = text::format("reads and writes of `{}` {} while ADD PRIMARY KEY USING INDEX "
                               "checks every row for NULL",
                               table, wait(context)),
       .help = "first make the columns NOT NULL without a scan: see rule `set-not-null-scan`",
       .severity = effects.is_certain ? severity_here(context) : std::optional(Severity::info),
       .confidence = context.confidence()});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "primary-key-scan",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info, Severity::error},
    .summary = "ADD PRIMARY KEY USING INDEX blocks reads and writes while it looks for NULL",
    .help = "first make the columns NOT NULL without a scan",
    .why = R"(
USING INDEX saves building the index, but a primary key also makes its columns NOT NULL. If they are
not yet, PostgreSQL reads the whole table under an ACCESS EXCLUSIVE lock. Since PostgreSQL 18 it
fails if NOT NULL of such a column is still NOT VALID.
)",
    .reported = R"(
ADD PRIMARY KEY USING INDEX where a column of the index may be NULL; as an info, where the run does
not know that; as an error, where its NOT NULL is NOT VALID.
)",
    .not_reported = R"(
- Columns that are NOT NULL, or that a valid CHECK proves, from PostgreSQL 12 on.
- Tables that are new in the same release.
)",
    .instead = R"(
In one migration:

```sql
ALTER TABLE orders ADD CONSTRAINT orders_number_not_null NOT NULL number NOT VALID;
```

in the next one:

```sql
ALTER TABLE orders VALIDATE CONSTRAINT orders_number_not_null;
```

and then ADD PRIMARY KEY USING INDEX. Before PostgreSQL 18, validate a CHECK and SET NOT NULL, as
[set-not-null-scan](set-not-null-scan.md) says.
)",
    .fine = R"(
A table with few rows, which are checked in an instant.
)",
    .given = R"(
CREATE TABLE orders (number bigint, placed_at timestamptz NOT NULL);
CREATE UNIQUE INDEX orders_number_key ON orders (number);
)",
    .bad = R"(
ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_number_key;
)",
    .good = R"(
ALTER TABLE orders ADD CONSTRAINT orders_number_known CHECK (number IS NOT NULL) NOT VALID;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertable.html"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
eugene: W14
Atlas: PG304
)",
};

}  // namespace pglint::rules::primary_key_scan
