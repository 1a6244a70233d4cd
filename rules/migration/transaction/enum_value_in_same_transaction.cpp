// A value of an enum that is used in the transaction that adds it.
#include <algorithm>
#include <string>

#include "migration/runner.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::enum_value_in_same_transaction {
namespace {

using locks::AddedValue;
using locks::EnumUse;

bool is_type(const RunContext& context, const catalog::Name& written, const catalog::Name& type) {
  const catalog::Object* known = context.catalog().find_type(written);
  return known == nullptr ? written == type : known->name == type;
}

/// Whether the column, which only one of the relations may have, is of the type.
bool has_column_of(const RunContext& context, const EnumUse& use, const catalog::Name& type) {
  std::size_t found = 0;
  bool is_of_type = false;
  for (const catalog::Name& name : use.relations) {
    const catalog::Relation* relation = context.catalog().find_relation(name);
    if (relation == nullptr) continue;
    const std::string& wanted = use.of_partition_key && relation->partition_keys.size() == 1
                                    ? relation->partition_keys.front()
                                    : use.column;
    const catalog::Column* column = relation->find_column(wanted);
    if (column == nullptr || !column->certain || column->type.dimensions > 0) continue;
    ++found;
    is_of_type = is_type(context, {.schema = column->type.schema, .name = column->type.name}, type);
  }
  return found == 1 && is_of_type;
}

bool is_of(const RunContext& context, const EnumUse& use, const catalog::Name& type) {
  if (!use.type.name.empty()) return is_type(context, use.type, type);
  return has_column_of(context, use, type);
}

std::string help_for(const RunContext& context) {
  const migration::Runner* runner = context.session().runner();
  if (!context.session().is_migration()) {
    return "run COMMIT after ALTER TYPE … ADD VALUE, before a statement uses the value";
  }
  if (runner == nullptr || !runner->joins_pending) {
    return "run ALTER TYPE … ADD VALUE in a migration before this one";
  }
  return text::format(
      "deploy ALTER TYPE … ADD VALUE before this one: {} runs all pending "
      "migrations in one transaction",
      runner->title);
}

void check(RunContext& context) {
  const locks::Statement& statement = context.statement();
  if (statement.enum_uses.empty() || context.pg_version() < 12) return;
  for (const EnumUse& use : statement.enum_uses) {
    const auto& added = context.session().added_values();
    const auto found = std::ranges::find_if(added, [&](const AddedValue& value) {
      const bool may_be_used = value.is_of_new_type && context.pg_version() >= 17;
      return value.value == use.value && !may_be_used && is_of(context, use, value.type);
    });
    if (found == added.end()) continue;
    context.report(
        {.message = text::format(
             "new value `{}` of enum `{}` cannot be used in the transaction that adds it",
             use.value, found->type.name),
         .help = help_for(context),
         .at = use.place,
         .related = {{.at = found->since, .message = "the same transaction adds it here"}}});
    return;
  }
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "enum-value-in-same-transaction",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "A new value of an enum is used in the transaction that adds it",
    .help = "run ALTER TYPE … ADD VALUE in a migration before this one",
    .why = R"(
Since PostgreSQL 12, ALTER TYPE … ADD VALUE may run in a transaction, but until that is committed
the value must not be used: indexes could have it after a rollback. PostgreSQL says "unsafe use of
new value". Migration tools run a file in one transaction, so a file that adds a value and uses it
fails.
)",
    .reported = R"(
A value that the same transaction adds, in a cast, in the DEFAULT of a column, stored in a column of
the type or compared with one, in the bound of a partition, and in the body of a function of
LANGUAGE sql. Drizzle and node-pg-migrate run all pending migrations in one transaction: there the
value may be added in an earlier file, unless git says that databases
[may have run it](../migration-safety.md#applied-and-pending-migrations).
)",
    .not_reported = R"(
- Comparisons as text, and bodies of PL/pgSQL functions, which are not looked at before they run.
- From PostgreSQL 17 on, values of a type that the same transaction makes.
- RENAME VALUE.
- Columns and types of which the run does not know the type.
)",
    .instead = R"(
Add the value in one migration:

```sql
ALTER TYPE order_state ADD VALUE 'lost';
```

and use it in the next one, which runs in a separate transaction:

```sql
ALTER TABLE order_states ALTER COLUMN state SET DEFAULT 'lost';
```
)",
    .fine = R"(
Never: PostgreSQL reports an unsafe use of the new value.
)",
    .given = R"(
CREATE TYPE order_state AS ENUM ('new', 'sent');
CREATE TABLE order_states (id bigint PRIMARY KEY, state order_state NOT NULL);
)",
    .bad = R"(
BEGIN;
ALTER TYPE order_state ADD VALUE 'lost';
ALTER TABLE order_states ALTER COLUMN state SET DEFAULT 'lost';
COMMIT;
)",
    .good = R"(
ALTER TYPE order_state ADD VALUE 'lost';
ALTER TABLE order_states ALTER COLUMN state SET DEFAULT 'lost';
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertype.html"
              "#SQL-ALTERTYPE-NOTES"},
    .run_check = check,
    .covers = R"(
Postgres Language Server: avoidAlterEnumAddValue
MigrationPilot: MP012 MP054
)",
};

}  // namespace pglint::rules::enum_value_in_same_transaction
