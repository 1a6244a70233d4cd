// ADD UNIQUE, PRIMARY KEY and EXCLUDE build an index while the table is closed.
#include <algorithm>
#include <string>
#include <string_view>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::constraint_index_build {
namespace {

using locks::Form;

std::string_view key_of_column(const OperationContext& context) {
  const auto& column = context.operation().column;
  const bool is_primary =
      column && std::ranges::any_of(column->constraints, [](const catalog::Constraint& constraint) {
        return constraint.kind == catalog::ConstraintKind::primary_key;
      });
  return is_primary ? "PRIMARY KEY" : "UNIQUE";
}

std::string clause_of(const OperationContext& context) {
  const Form form = context.effects().form();
  switch (form) {
    case Form::add_unique:
      return "ADD UNIQUE";
    case Form::add_unique_partitioned:
      return "ADD UNIQUE or PRIMARY KEY";
    case Form::add_primary_key:
    case Form::add_primary_key_nullable:
      return "ADD PRIMARY KEY";
    case Form::add_exclusion:
    case Form::add_exclusion_partitioned:
      return "ADD EXCLUDE";
    case Form::add_column_unique:
      return text::format("ADD COLUMN … {}", key_of_column(context));
    default:
      return "";
  }
}

std::string help_of(const OperationContext& context) {
  const Form form = context.effects().form();
  if (form == Form::add_exclusion || form == Form::add_exclusion_partitioned) {
    return "run it off-peak, with lock_timeout: EXCLUDE always needs this lock";
  }
  if (form == Form::add_unique_partitioned) {
    return "use `ALTER TABLE ONLY … ADD`, then on each partition CREATE INDEX CONCURRENTLY and ADD "
           "CONSTRAINT USING INDEX, then ALTER INDEX ATTACH PARTITION";
  }
  const bool is_column = form == Form::add_column_unique;
  const bool is_primary = form == Form::add_primary_key || form == Form::add_primary_key_nullable ||
                          (is_column && key_of_column(context) == "PRIMARY KEY");
  const std::string_view key = is_primary ? "PRIMARY KEY" : "CONSTRAINT … UNIQUE";
  if (is_column) {
    return text::format(
        "in three steps: add the column without {}; `CREATE UNIQUE INDEX CONCURRENTLY`, {}; `ADD "
        "{} USING INDEX`",
        key_of_column(context), outside_of_transaction(context), key);
  }
  return text::format(
      "use `CREATE UNIQUE INDEX CONCURRENTLY`, {}, then `ADD {} USING INDEX`; if the build fails, "
      "drop the invalid index before you retry",
      outside_of_transaction(context), key);
}

void check(OperationContext& context) {
  const std::string clause = clause_of(context);
  if (clause.empty() || !is_felt(context)) return;
  const std::string& name = context.operation().part;
  const bool is_named = context.operation().constraint && !name.empty();
  context.report(
      {.message = text::format(
           "reads and writes of `{}` are blocked while {} is built: {} {}", context.table(),
           is_named ? text::format("index `{}`", name) : std::string("the index"), clause,
           takes(context)),
       .help = help_of(context),
       .severity = severity_here(context)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "constraint-index-build",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "ADD UNIQUE or PRIMARY KEY blocks reads and writes while it builds the index",
    .help = "use `CREATE UNIQUE INDEX CONCURRENTLY`, then `ADD CONSTRAINT … USING INDEX`",
    .why = R"(
UNIQUE, PRIMARY KEY and EXCLUDE are enforced by an index. ALTER TABLE builds it under an ACCESS
EXCLUSIVE lock, so that not even reads go on until every row is in the index. An index that was
built with CONCURRENTLY before becomes the constraint's in an instant.
)",
    .reported = R"(
ADD UNIQUE, ADD PRIMARY KEY and ADD EXCLUDE, and ADD COLUMN with such a constraint, on a table that
was there before the release.
)",
    .not_reported = R"(
- USING INDEX.
- Tables that are new in the same release.
)",
    .instead = R"(
First, outside a transaction:

```sql
CREATE UNIQUE INDEX CONCURRENTLY customers_email_key ON customers (email);
```

then:

```sql
ALTER TABLE customers ADD CONSTRAINT customers_email_key UNIQUE USING INDEX customers_email_key;
```

For a primary key, make its columns NOT NULL first. EXCLUDE has no such way.
)",
    .fine = R"(
A table with few rows, whose index is built in an instant.
)",
    .bad = R"(
ALTER TABLE customers ADD CONSTRAINT customers_email_key UNIQUE (email);
)",
    .good = R"(
CREATE UNIQUE INDEX CONCURRENTLY customers_email_key ON customers (email);
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertable.html"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: disallowed-unique-constraint adding-serial-primary-key-field
Postgres Language Server: disallowUniqueConstraint addingPrimaryKeyConstraint avoidAddingExclusionConstraint
strong_migrations: add_unique_constraint add_exclusion_constraint
eugene: E7 E8
Atlas: MF101 PG104 PG105
pgrubic: US014 US015
MigrationPilot: MP027 MP031
)",
};

}  // namespace pglint::rules::constraint_index_build
