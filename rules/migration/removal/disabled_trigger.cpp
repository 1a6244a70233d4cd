// Triggers that are turned off, and with them the checks of foreign keys.
#include <algorithm>
#include <string>

#include "catalog/type.h"

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::disabled_trigger {
namespace {

using locks::Form;

/// Whether ENABLE TRIGGER of the same table does.
bool enables(const locks::Operation& other, const locks::Operation& disabled) {
  return other.to == "enable" && (other.part == disabled.part || other.part == "ALL");
}

/// Whether something later in the file turns the triggers on again.
bool is_enabled_later(const OperationContext& context) {
  const FileStatements& file = context.file();
  const auto placed = file.run->operations(Form::enable_trigger, context.operation().object.name);
  return std::ranges::any_of(placed, [&](const RunOfFile::Placed& other) {
    return other.first > file.position && enables(*other.second, context.operation());
  });
}

/// As DISABLE TRIGGER names it: `USER`, or the name of one.
std::string trigger_of(const locks::Operation& operation) {
  return operation.part == "USER" ? operation.part : catalog::quoted_name(operation.part);
}

void check_table(OperationContext& context) {
  const locks::Operation& operation = context.operation();
  const bool disables = operation.form == Form::enable_trigger && operation.to == "disable";
  if (!disables || context.statement().is_down) return;
  if (!locks::is_shared(context.effects().age)) return;
  if (operation.part == "ALL") {
    context.report(
        {.message = text::format("DISABLE TRIGGER ALL on `{}` turns off its foreign keys: "
                                 "rows written meanwhile are never checked",
                                 context.table()),
         .help = "use `DISABLE TRIGGER USER`, which keeps the triggers of foreign keys on"});
    return;
  }
  if (is_enabled_later(context)) return;
  const std::string which = operation.part == "USER" ? std::string("triggers")
                                                     : text::format("trigger `{}`", operation.part);
  context.report(
      {.message = text::format("{} of `{}` {} off: nothing in this file turns {} on "
                               "again",
                               which, context.table(), operation.part == "USER" ? "stay" : "stays",
                               operation.part == "USER" ? "them" : "it"),
       .help = text::format("run `ALTER TABLE {} ENABLE TRIGGER {}` in the same transaction",
                            catalog::quoted_name(context.table()), trigger_of(operation))});
}

void check_setting(RunContext& context) {
  if (context.statement().is_down) return;
  for (const locks::SettingChange& setting : context.statement().settings) {
    const bool is_replica = setting.name == "session_replication_role" && setting.value &&
                            text::equals_ignoring_case(*setting.value, "replica");
    if (!is_replica) continue;
    context.report(
        {.message = "`session_replication_role = replica` turns off all foreign keys: rows "
                    "written meanwhile are never checked",
         .help = "insert the referenced rows first, or make the foreign keys DEFERRABLE"});
  }
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "disabled-trigger",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "Triggers are turned off: rows written meanwhile are never checked",
    .help = "leave the triggers of foreign keys on",
    .why = R"(
PostgreSQL enforces foreign keys by triggers. What is written while these are off is not checked,
and turning them on again does not look back: rows stay that reference nothing, and no error ever
says so. A trigger that stays off is a check or an audit log that is missing from then on.
)",
    .reported = R"(
- DISABLE TRIGGER ALL, and `session_replication_role` set to `replica`, which both turn off foreign
  keys.
- DISABLE TRIGGER USER or of one trigger, if nothing later in the file enables it again.
)",
    .not_reported = R"(
- Tables that are new in the same release.
- Down migrations.
- Statements that the file rolls back.
)",
    .instead = R"(
```sql
BEGIN;
ALTER TABLE orders DISABLE TRIGGER USER;
UPDATE orders SET total = 0 WHERE id = 7;
ALTER TABLE orders ENABLE TRIGGER USER;
COMMIT;
```
)",
    .fine = R"(
A load of data that was checked elsewhere, such as a restore.
)",
    .bad = R"(
ALTER TABLE orders DISABLE TRIGGER ALL;
)",
    .good = R"(
BEGIN;
ALTER TABLE orders DISABLE TRIGGER USER;
UPDATE orders SET total = 0 WHERE id = 7;
ALTER TABLE orders ENABLE TRIGGER USER;
COMMIT;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertable.html"
              "#SQL-ALTERTABLE-DESC-DISABLE-ENABLE-TRIGGER"},
    .about_commit = true,
    .replaces = {"several-locks", "missing-lock-timeout"},
    .operation_check = check_table,
    .run_check = check_setting,
    .covers = R"(
Postgres Language Server: avoidEnableDisableTrigger
MigrationPilot: MP064
)",
};

}  // namespace pglint::rules::disabled_trigger
