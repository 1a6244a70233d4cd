// ALTER TYPE … RENAME VALUE of a type that is in use.
#include <string>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::renamed_enum_value {
namespace {

void check(OperationContext& context) {
  const locks::Operation& operation = context.operation();
  if (operation.form != locks::Form::rename_enum_value || context.statement().is_down) return;
  if (operation.part == operation.to) return;
  const catalog::Object* type = context.catalog().find_type(operation.object);
  if (type != nullptr && is_of_release(context, type->place)) return;
  context.report({.message = text::format(
                      "value `{}` of enum `{}` is renamed to `{}`: code that still uses the old "
                      "value breaks as soon as this commits",
                      operation.part, operation.object.name, operation.to),
                  .help = text::format("add `{}` as a new value, deploy code that knows both, then "
                                       "update the rows in batches",
                                       operation.to)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "renamed-enum-value",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "RENAME VALUE breaks code that uses the old value of the enum",
    .help = "add the new value, deploy code that knows both, then change the rows",
    .why = R"(
As soon as this commits, a query with the old value fails with "invalid input value for enum". Code
that is running uses the old value until the new code is deployed, and subscribers of logical
replication keep it.
)",
    .reported = R"(
ALTER TYPE … RENAME VALUE of a type that was there before the release.
)",
    .not_reported = R"(
- Types that are new in the same release.
- Down migrations.
- Statements that the file rolls back.
)",
    .instead = R"(
Add the new value in a separate migration:

```sql
ALTER TYPE order_state ADD VALUE 'shipped';
```

Deploy code that knows both, then change the rows of the old value in batches. The old value stays:
an enum cannot lose one.
)",
    .fine = R"(
A value that no code and no query says.
)",
    .bad = R"(
ALTER TYPE order_state RENAME VALUE 'sent' TO 'shipped';
)",
    .good = R"(
ALTER TYPE order_state ADD VALUE 'shipped';
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertype.html"},
    .about_commit = true,
    .operation_check = check,
    .covers = R"(
strong_migrations: rename_enum_value
MigrationPilot: MP060
)",
};

}  // namespace pglint::rules::renamed_enum_value
