// RENAME and SET SCHEMA of a table or view that running code names.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "catalog/type.h"

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::renamed_relation {
namespace {

using locks::Form;

/// ALTER TABLE also renames sequences and indexes.
bool is_other_object(const OperationContext& context) {
  const std::string& name = context.operation().object.name;
  if (context.catalog().find_index(context.operation().object) != nullptr) return true;
  return std::ranges::any_of(context.catalog().objects_called(name), [](const auto* object) {
    return object->kind == catalog::ObjectKind::sequence;
  });
}

/// `, b AS a` for each column that the file has renamed from `a` to `b`, so that a view of the
/// table shows it under its old name, too.
std::string old_columns(const OperationContext& context) {
  std::vector<std::pair<std::string, std::string>> renamed;  // old and new name
  const FileStatements& file = context.file();
  for (const auto& [position, other] :
       file.run->operations(Form::rename_column, context.operation().object.name)) {
    if (position >= file.position) break;
    const auto known = std::ranges::find(
        renamed, other->part, [](const auto& names) -> const auto& { return names.second; });
    if (known == renamed.end()) {
      renamed.emplace_back(other->part, other->to);
    } else {
      known->second = other->to;
    }
  }
  std::string text;
  for (const auto& [old_name, name] : renamed) {
    if (old_name == name) continue;
    text += text::format(", {} AS {}", catalog::quoted_name(name), catalog::quoted_name(old_name));
  }
  return text;
}

/// A schema that the run does not make is there before.
void check_schema(OperationContext& context) {
  const locks::Operation& operation = context.operation();
  for (const catalog::Object* object : context.catalog().objects_called(operation.part)) {
    const bool is_it = object->kind == catalog::ObjectKind::schema;
    if (is_it && is_of_release(context, object->place)) return;
  }
  context.report(
      {.message = text::format("schema `{}` is renamed to `{}`: code that still uses the old name "
                               "breaks as soon as this commits",
                               operation.part, operation.to),
       .help = "create a new schema and move the tables one by one, each with a view under its "
               "old name"});
}

/// Whether the file has given it its name: no code uses that yet.
bool is_new_name(const OperationContext& context) {
  const std::string& name = context.operation().object.name;
  return std::ranges::any_of(
      context.file().run->relations_made(name), [&](const RunOfFile::Placed& made) {
        return made.first < context.file().position && made.second->to == name;
      });
}

/// Whether the relation may not be there at all: no file makes it, and the script, which no tool
/// runs, makes its tables itself.
bool may_be_missing(const OperationContext& context) {
  return !context.session().is_migration() && !context.catalog().relations().empty();
}

void check(OperationContext& context) {
  const locks::Operation& operation = context.operation();
  if (operation.form == Form::rename_schema && !context.statement().is_down) {
    return check_schema(context);
  }
  const bool renames = operation.form == Form::rename_table;
  const bool moves = operation.form == Form::set_schema;
  if ((!renames && !moves) || context.statement().is_down) return;
  if (!locks::is_shared(context.effects().age)) return;
  const bool is_known = context.effects().relation != nullptr;
  if (!is_known && (operation.if_exists || is_other_object(context) || may_be_missing(context))) {
    return;
  }
  const std::string table = context.table();
  if (renames && operation.to == table) return;
  if (is_made_in_transaction(context, operation.object) || is_new_name(context)) return;
  const bool gets_others = renames && context.file().has_after(Form::insert, operation.to);
  context.report(
      {.message = text::format("`{}` {} `{}`: code that still uses the old name breaks as soon as "
                               "this commits",
                               table, renames ? "is renamed to" : "moves to schema", operation.to),
       .help =
           gets_others
               ? text::format("first deploy code that does not use `{}`: a view of that name would "
                              "also return the rows that are added to `{}`",
                              table, operation.to)
           : renames
               ? text::format("directly after it, in the same transaction, run `CREATE VIEW {} AS "
                              "SELECT *{} FROM {}`; drop the view once nothing uses `{}`",
                              catalog::quoted_name(table), old_columns(context),
                              catalog::quoted_name(operation.to), table)
               : text::format("in the same transaction, create a view `{}` in the old schema; "
                              "drop the view once nothing uses it",
                              table)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "renamed-relation",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "RENAME of a table breaks code that uses the old name",
    .help = "directly after it, in the same transaction, create a view with the old name",
    .why = R"(
The old version of the code runs while the migration does, and for a while after it. All its queries
with the old name fail as soon as this commits. A view with the old name keeps them working, and a
simple view takes INSERT, UPDATE and DELETE, too.
)",
    .reported = R"(
RENAME and SET SCHEMA of a table or view that was there before the release, and ALTER SCHEMA …
RENAME.
)",
    .not_reported = R"(
- What is new in the same release.
- Where a table or view of the old name is there again before the transaction ends.
- Sequences, indexes and constraints.
- What no file creates, in a script of no migration tool that creates other tables before.
- Down migrations.
- Statements that the file rolls back.
)",
    .instead = R"(
Rename the table and keep its old name as a view, in one transaction:

```sql
BEGIN;
ALTER TABLE clients RENAME TO customers;
CREATE VIEW clients AS SELECT * FROM customers;
COMMIT;
```

Once nothing uses the old name, drop the view.
)",
    .fine = R"(
An application that is down while it is migrated. For the recipe above, ignore the finding with a
reason.
)",
    .bad = R"(
ALTER TABLE clients RENAME TO customers;
)",
    .good = R"(
CREATE VIEW customers AS SELECT * FROM clients;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-createview.html"
              "#SQL-CREATEVIEW-UPDATABLE-VIEWS"},
    .about_commit = true,
    .replaces = {"several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: renaming-table
Postgres Language Server: renamingTable
strong_migrations: rename_table rename_schema
Atlas: BC101
pgrubic: US022
MigrationPilot: MP028 MP098
)",
};

}  // namespace pglint::rules::renamed_relation
