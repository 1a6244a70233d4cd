// ALTER COLUMN … TYPE that rewrites the table, builds indexes or checks every row.
#include <optional>
#include <string>

#include "catalog/type.h"

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::column_type_rewrite {
namespace {

using locks::Form;

/// What is done meanwhile; empty for changes that take an instant.
std::string work_of(const OperationContext& context) {
  const locks::Effects& effects = context.effects();
  const std::string names = text::joined(effects.involved, "`, `");
  switch (effects.form()) {
    case Form::type_change_rewrite:
      return "the table and its indexes are rewritten";
    case Form::type_change_of_reference:
      return text::format("`{}` is rewritten and its foreign {} checked again", context.table(),
                          effects.involved.size() == 1 ? "key is" : "keys are");
    case Form::type_change_of_key:
      return text::format("it is rewritten and the foreign keys of `{}` are checked again", names);
    case Form::type_change_indexes:
      return text::format("`{}` {} built", names, effects.involved.size() == 1 ? "is" : "are");
    case Form::type_change_checked:
      return text::format("every row is checked against CHECK `{}`", names);
    default:
      return {};
  }
}

/// The tables that are blocked: with its own those that its foreign keys reference.
std::string tables_of(const OperationContext& context) {
  std::string tables = context.table();
  if (context.effects().form() != Form::type_change_of_reference) return tables;
  for (const std::string& name : context.effects().involved) {
    if (name != context.table()) tables += "`, `" + name;
  }
  return tables;
}

/// The limit that the column, which is text without it or with another, gets; nothing for other
/// changes.
std::optional<long> new_limit(const OperationContext& context) {
  const catalog::Relation* relation = context.effects().relation;
  const catalog::Column* column =
      relation == nullptr ? nullptr : relation->find_column(context.operation().part);
  const auto& change = *context.operation().type;
  const catalog::Type& wanted = change.type;
  const bool was_text =
      column != nullptr && (column->type.is("text") || column->type.is("varchar"));
  const bool limits = wanted.is("varchar") && wanted.modifiers.size() == 1;
  if (!was_text || !limits || change.has_conversion) return std::nullopt;
  return wanted.modifiers.front();
}

std::string help_of(const OperationContext& context) {
  const std::string& column = context.operation().part;
  switch (context.effects().form()) {
    case Form::type_change_checked:
      return text::format(
          "in the same ALTER TABLE, drop CHECK `{}` and add it again NOT VALID; then VALIDATE "
          "CONSTRAINT in the next migration",
          context.effects().involved.front());
    case Form::type_change_indexes:
      return text::format(
          "drop `{}` CONCURRENTLY, change the type, and build {} again CONCURRENTLY",
          text::joined(context.effects().involved, "`, `"),
          context.effects().involved.size() == 1 ? "it" : "them");
    default:
      if (const auto limit = new_limit(context)) {
        return text::format(
            "keep the type, and add `CHECK (length({}) <= {})` NOT VALID, then VALIDATE CONSTRAINT "
            "in the next migration",
            catalog::quoted_name(column), *limit);
      }
      return text::format(
          "add a column of the new type, fill it with a trigger, update existing rows in batches, "
          "then switch from `{}` to the new column",
          column);
  }
}

void check(OperationContext& context) {
  if (!context.operation().type || !is_felt(context)) return;
  const std::string work = work_of(context);
  if (work.empty()) return;
  const catalog::Type& type = context.operation().type->type;
  context.report(
      {.message = text::format("reads and writes of `{}` {} while {}: `{}` changes type to `{}`",
                               tables_of(context), wait(context), work, context.operation().part,
                               catalog::format_type(type)),
       .help = help_of(context),
       .severity = severity_here(context),
       .confidence = context.confidence()});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "column-type-rewrite",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A change of a column's type blocks reads and writes while it rewrites the table",
    .help = "add a column of the new type, update existing rows in batches, then switch to it",
    .why = R"(
Most changes of a type store every value in another form. PostgreSQL then rewrites the whole table
and its indexes under an ACCESS EXCLUSIVE lock. Some changes keep the stored values, and take an
instant: a longer or unlimited varchar, varchar to text, numeric with more digits before the point.
Even these rebuild indexes that have the column in an expression, and check every row if a CHECK
names the column.
)",
    .reported = R"(
ALTER COLUMN … TYPE on a table that was there before the release, if it rewrites the table, builds
an index or checks the rows. If the run does not make the column, the old type is unknown and it
says "may wait" of new types that some type becomes for free.
)",
    .not_reported = R"(
- A longer varchar, varchar to text and back without a length, numeric with as many decimals and
  more before it, timestamp and time with a higher precision, cidr to inet, a domain to its base
  type, and other changes that keep the stored values.
- timestamp to timestamptz and back: `session-time-zone-conversion`.
- Tables that are new in the same release.
)",
    .instead = R"(
Keep the old column until the new one is complete:

```sql
ALTER TABLE orders ADD COLUMN number_new bigint;
```

A trigger writes both from now on, and batches in separate transactions fill the old rows. Then
build the indexes CONCURRENTLY, make the code use the new column, and drop the old one. For a
shorter varchar, `CHECK (length(…) <= 50) NOT VALID` and VALIDATE CONSTRAINT do without a change of
type.
)",
    .fine = R"(
A table with few rows and few indexes, or an application that is down meanwhile.
)",
    .bad = R"(
ALTER TABLE orders ALTER COLUMN number TYPE bigint;
)",
    .good = R"(
ALTER TABLE orders ADD COLUMN number_new bigint;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertable.html"
              "#SQL-ALTERTABLE-NOTES"},
    .replaces = {"work-under-lock", "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: changing-column-type
Postgres Language Server: changingColumnType
strong_migrations: change_column change_column_constraint
eugene: E5
Atlas: PG301
pgrubic: US002
MigrationPilot: MP007 MP044 MP089
)",
};

}  // namespace pglint::rules::column_type_rewrite
