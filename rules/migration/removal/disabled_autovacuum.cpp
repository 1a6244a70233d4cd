// Tables whose autovacuum is turned off and not on again.
#include <algorithm>
#include <string>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::disabled_autovacuum {
namespace {

using locks::Form;

bool is_enabled_later(const OperationContext& context) {
  const auto set =
      context.file().run->operations(Form::set_options, context.operation().object.name);
  return std::ranges::any_of(set, [&](const auto& one) {
    return one.first > context.file().position && one.second->to == "on";
  });
}

void check(OperationContext& context) {
  const locks::Operation& operation = context.operation();
  const bool is_it = operation.form == Form::set_options && operation.to == "off" &&
                     !context.statement().is_down && is_felt(context);
  if (!is_it || is_enabled_later(context)) return;
  context.report(
      {.message = text::format(
           "autovacuum of `{}` stays off: nothing in this file turns it on again", context.table()),
       .help = text::format("end with `ALTER TABLE {} RESET (autovacuum_enabled)`",
                            catalog::quoted_name(context.table()))});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "disabled-autovacuum",
    .group = Group::migration,
    .concern = Concern::design,
    .severity = Severity::info,
    .summary = "Autovacuum of a table is turned off and not on again",
    .help = "`RESET (autovacuum_enabled)` at the end of the migration",
    .why = R"(
Autovacuum removes the old versions of rows that UPDATE and DELETE leave, and keeps the statistics
of the planner up to date. It is sometimes turned off for a large load. A table for which it stays
off grows and gets slow, and nothing tells why.
)",
    .reported = R"(
`SET (autovacuum_enabled = false)` on a table that was there before the release, if no later
statement of the file sets or resets it.
)",
    .not_reported = R"(
- Tables that are new in the same release, and down migrations.
- Thresholds and scale factors, which only say when it runs.
- Statements that the file rolls back.
)",
    .instead = R"(
```sql
ALTER TABLE orders SET (autovacuum_enabled = false);
UPDATE orders SET total = 0 WHERE id BETWEEN 1 AND 10000;
ALTER TABLE orders RESET (autovacuum_enabled);
```
)",
    .fine = R"(
A table that a nightly job vacuums, or that is only filled once.
)",
    .bad = R"(
ALTER TABLE orders SET (autovacuum_enabled = false);
)",
    .good = R"(
ALTER TABLE orders SET (autovacuum_vacuum_scale_factor = 0.01);
)",
    .links = {"https://www.postgresql.org/docs/current/routine-vacuuming.html#AUTOVACUUM"},
    .about_commit = true,
    .operation_check = check,
    .covers = R"(
MigrationPilot: MP066
)",
};

}  // namespace pglint::rules::disabled_autovacuum
