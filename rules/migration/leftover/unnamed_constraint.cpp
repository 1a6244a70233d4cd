// Constraints and indexes that migrations add without a name.
#include <string>
#include <string_view>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::unnamed_constraint {
namespace {

using locks::Form;

/// `a CHECK`, as messages say it; empty for what has a name.
std::string_view unnamed(const locks::Operation& operation) {
  using Kind = catalog::ConstraintKind;
  // CREATE INDEX CONCURRENTLY has a rule of its own.
  if (operation.form == Form::create_index && operation.part.empty()) return "index";
  const bool uses_index = operation.form == Form::unique_using_index ||
                          operation.form == Form::primary_key_using_nullable_index;
  if (!operation.constraint || operation.constraint->named || uses_index) return {};
  switch (operation.constraint->kind) {
    case Kind::primary_key:
      return "primary key";
    case Kind::unique:
      return "UNIQUE constraint";
    case Kind::foreign_key:
      return "foreign key";
    case Kind::check:
      return "CHECK";
    case Kind::exclusion:
      return "EXCLUDE constraint";
    case Kind::not_null:
      return "NOT NULL constraint";
  }
  return {};
}

void check(OperationContext& context) {
  const std::string_view what = unnamed(context.operation());
  const bool is_temporary = context.effects().age == locks::Age::temporary;
  if (what.empty() || is_temporary || context.statement().is_down) return;
  context.report(
      {.message = text::format("unnamed {} of `{}`: its name depends on what the database has",
                               what, context.table()),
       .help = what == "index" ? std::string("write a name after CREATE INDEX")
                               : std::string("write `ADD CONSTRAINT name` before it")});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "unnamed-constraint",
    .group = Group::migration,
    .concern = Concern::style,
    .severity = Severity::info,
    .on_by_default = false,
    .summary = "Migration adds a constraint or an index without a name",
    .help = "give constraints and indexes names",
    .why = R"(
PostgreSQL makes a name from the table and its columns, and adds a number if there is one of that
name already. So databases that ran other scripts before have other names, and a later migration
that drops or validates the constraint by name fails in some of them.
)",
    .reported = R"(
ALTER TABLE … ADD of a constraint without CONSTRAINT and a name, and CREATE INDEX without a name.
)",
    .not_reported = R"(
- Constraints in CREATE TABLE and ADD COLUMN.
- Keys USING INDEX, which get the name of the index.
- CREATE INDEX CONCURRENTLY, see `unnamed-concurrent-index`.
- Temporary tables and down migrations.
)",
    .instead = R"(
```sql
ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total > 0) NOT VALID;
```
)",
    .fine = R"(
Migrations that a tool writes and that never name a constraint again.
)",
    .bad = R"(
ALTER TABLE orders ADD CHECK (total > 0) NOT VALID;
)",
    .good = R"(
ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total > 0) NOT VALID;
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html"},
    .operation_check = check,
};

}  // namespace pglint::rules::unnamed_constraint
