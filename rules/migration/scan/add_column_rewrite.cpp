// ADD COLUMN whose values differ from row to row: the table is rewritten.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::add_column_rewrite {
namespace {

using locks::Form;

/// What makes PostgreSQL compute the value of each row; empty for other forms.
std::string cause_of(const OperationContext& context) {
  const locks::Effects& effects = context.effects();
  const std::string& column = context.operation().part;
  switch (effects.form()) {
    case Form::add_column_volatile:
      if (effects.is_certain) return text::format("the DEFAULT of `{}` is volatile", column);
      return effects.involved.empty()
                 ? text::format("the DEFAULT of `{}` may be volatile", column)
                 : text::format("function `{}` in the DEFAULT of `{}` may be volatile",
                                effects.involved[0], column);
    case Form::add_column_default:
      return effects.row->work == locks::Work::rewrite
                 ? std::string("before PostgreSQL 11 each DEFAULT is written to every row")
                 : std::string();
    case Form::add_column_serial:
      return text::format("each row gets a number from the sequence of `{}`", column);
    case Form::add_column_identity:
      return text::format("each row gets a number for identity column `{}`", column);
    case Form::add_column_stored:
      return text::format("the value of STORED column `{}` is computed for each row", column);
    case Form::add_column_bound_domain:
      return text::format("the constraint of domain `{}` is checked for each row",
                          context.operation().column->column.type.name);
    default:
      return {};
  }
}

/// Whether the file builds an index with the column as one of its keys.
bool is_indexed(const OperationContext& context) {
  const locks::Operation& added = context.operation();
  const auto has_key = [&](const RunOfFile::Placed& placed) {
    return placed.second->index && std::ranges::count(placed.second->index->keys, added.part,
                                                      &catalog::IndexKey::column) > 0;
  };
  const RunOfFile& file = *context.file().run;
  return std::ranges::any_of(file.operations(Form::create_index, added.object.name), has_key) ||
         std::ranges::any_of(file.operations(Form::create_index_concurrently, added.object.name),
                             has_key);
}

std::string help_of(const OperationContext& context) {
  const std::string& column = context.operation().part;
  switch (context.effects().form()) {
    case Form::add_column_serial:
      return text::format(
          "add `{}` without a default, let a sequence fill it by SET DEFAULT, number the existing "
          "rows in batches, then SET NOT NULL",
          column);
    case Form::add_column_identity:
      return text::format(
          "add `{}` without a default, fill it from a sequence by SET DEFAULT and in batches, SET "
          "NOT NULL, then replace the default with the identity",
          column);
    case Form::add_column_stored:
      if (is_indexed(context))
        return "leave the column out, and create the index on its expression";
      return context.pg_version() >= 18
                 ? std::string(
                       "make it VIRTUAL (PostgreSQL 18 or later) unless an index needs the column; "
                       "then create the index on its expression instead")
                 : std::string(
                       "add an ordinary column, fill it with a trigger, and update existing rows "
                       "in batches; or create an index on its expression");
    case Form::add_column_bound_domain:
      return "add the column with the domain's base type, add the domain's CHECK to the table as "
             "NOT VALID, then VALIDATE CONSTRAINT in the next migration";
    default:
      return context.operation().column->is_not_null
                 ? text::format(
                       "add `{}` nullable and without a default, SET DEFAULT in the same "
                       "transaction, update existing rows in batches, then make it NOT NULL",
                       column)
                 : text::format(
                       "add `{}` without a default, then SET DEFAULT in the same transaction, "
                       "then update existing rows in batches",
                       column);
  }
}

bool rewrites(const OperationContext& context, std::size_t number) {
  return context.statement().operations[number].column &&
         context.all_effects()[number].row->work == locks::Work::rewrite;
}

/// Whether an earlier clause of the statement has the finding: the table is rewritten once.
bool is_said(const OperationContext& context) {
  for (std::size_t number = 0; number < context.position(); ++number) {
    if (rewrites(context, number)) return true;
  }
  return false;
}

/// ` (and 2 more columns)`, of later clauses.
std::string others_of(const OperationContext& context) {
  std::size_t count = 0;
  for (std::size_t number = context.position() + 1; number < context.all_effects().size();
       ++number) {
    if (rewrites(context, number)) ++count;
  }
  if (count == 0) return {};
  return text::format(" (and {} more {})", count, count == 1 ? "column" : "columns");
}

void check(OperationContext& context) {
  if (!context.operation().column || !is_felt(context)) return;
  const std::string cause = cause_of(context);
  if (cause.empty() || is_said(context)) return;
  context.report(
      {.message = text::format("reads and writes of `{}` {} while the table is rewritten: {}{}",
                               context.table(), wait(context), cause, others_of(context)),
       .help = help_of(context),
       .severity = severity_here(context),
       .confidence = context.confidence(),
       .at = context.operation().column->value_place});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "add-column-rewrite",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "ADD COLUMN whose value differs from row to row rewrites the table",
    .help =
        "add the column without a default, then SET DEFAULT, then update existing rows in batches",
    .why = R"(
A DEFAULT that is the same for all rows, such as a constant or `now()`, is stored once since
PostgreSQL 11, so ADD COLUMN takes an instant. If each row needs its own value, PostgreSQL rewrites
the whole table and all its indexes under an ACCESS EXCLUSIVE lock: no other session can read
or write the table until it is done, and twice its space is needed.
)",
    .reported = R"(
ADD COLUMN on a table that was there before the release, with

- a DEFAULT that calls a volatile function, such as `gen_random_uuid()`, `random()`,
  `clock_timestamp()` or `nextval('…')`; of a function that the run does not make, it says "may be";
- serial, GENERATED … AS IDENTITY and GENERATED … STORED;
- a domain with a constraint;
- any DEFAULT on servers before PostgreSQL 11.
)",
    .not_reported = R"(
- Constants, `now()`, CURRENT_TIMESTAMP and other functions that are stable or immutable.
- Virtual generated columns and domains without a constraint.
- Tables that are new in the same release.
)",
    .instead = R"(
Old rows get NULL at once and their values later; new rows get the default from now on:

```sql
ALTER TABLE orders ADD COLUMN token uuid;
ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();
```

Then update the old rows in batches, each in its own transaction, until none is left:

```sql
UPDATE orders SET token = gen_random_uuid()
WHERE id IN (SELECT id FROM orders WHERE token IS NULL ORDER BY id LIMIT 5000);
```
)",
    .fine = R"(
A table that is always small, or a migration that runs while the application is down.
)",
    .bad = R"(
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();
)",
    .good = R"(
ALTER TABLE orders ADD COLUMN token uuid;
ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertable.html"
              "#SQL-ALTERTABLE-NOTES"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: adding-field-with-default ban-create-domain-with-constraint
Postgres Language Server: addSerialColumn addingFieldWithDefault
strong_migrations: add_column_default add_column_default_callable add_column_generated_stored add_column_auto_incrementing
eugene: E11
Atlas: PG302
pgrubic: US004 US005 US006 US011 US031
MigrationPilot: MP003 MP015 MP062
)",
};

}  // namespace pglint::rules::add_column_rewrite
