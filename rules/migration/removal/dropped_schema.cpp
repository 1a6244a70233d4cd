// DROP SCHEMA … CASCADE, DROP DATABASE and DROP OWNED.
#include <algorithm>
#include <cstddef>
#include <string>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::dropped_schema {
namespace {

using locks::Form;

/// The number of relations in the schema that an earlier release made.
std::size_t relations_in(const OperationContext& context, const std::string& schema, bool is_old) {
  std::size_t count = 0;
  for (const catalog::Name& name : context.catalog().relations_in(schema)) {
    const catalog::Relation* relation = context.catalog().find_relation(name);
    if (relation != nullptr && is_of_release(context, relation->place) != is_old) ++count;
  }
  return count;
}

/// The schema is new, or all that the run knows in it is.
bool is_new(const OperationContext& context, const std::string& schema) {
  for (const catalog::Object* object : context.catalog().objects_called(schema)) {
    if (object->kind == catalog::ObjectKind::schema) return is_of_release(context, object->place);
  }
  return false;
}

/// Whether an earlier statement of the file dropped it, so that this one fails.
bool is_dropped_before(const OperationContext& context, const std::string& schema) {
  const FileStatements& file = context.file();
  const bool is_known = std::ranges::any_of(
      context.catalog().objects_called(schema),
      [](const catalog::Object* object) { return object->kind == catalog::ObjectKind::schema; });
  return !is_known && std::ranges::any_of(file.run->operations(Form::drop_schema, schema),
                                          [&](const RunOfFile::Placed& placed) {
                                            return placed.first < file.position &&
                                                   !file.all()[placed.first]->is_conditional &&
                                                   !file.run->is_rolled_back(placed.first);
                                          });
}

void check_schema(OperationContext& context) {
  const locks::Operation& operation = context.operation();
  const std::string& schema = operation.object.name;
  if (!operation.cascade || is_new(context, schema)) return;
  if (is_dropped_before(context, schema)) return;
  const std::size_t count = relations_in(context, schema, true);
  if (count == 0 && operation.if_exists) return;
  const std::string what = count == 0   ? std::string("everything in it")
                           : count == 1 ? std::string("1 table or view")
                                        : text::format("{} tables and views", count);
  context.report(
      {.message =
           text::format("schema `{}` is dropped with {}, and with the objects of other schemas "
                        "that depend on it",
                        schema, what),
       .help = "first drop what is in the schema by name, then run DROP SCHEMA without CASCADE"});
}

/// Whether REASSIGN OWNED in front of the statement has given away what the role owns: only its
/// privileges go.
bool is_reassigned_before(const OperationContext& context, const std::string& role) {
  return std::ranges::any_of(context.file().before(), [&](const locks::Statement* earlier) {
    return earlier->reassigned_roles && !earlier->is_conditional &&
           std::ranges::count(*earlier->reassigned_roles, role) > 0;
  });
}

void check(OperationContext& context) {
  if (context.statement().is_down) return;
  const locks::Operation& operation = context.operation();
  if (operation.form == Form::drop_schema) return check_schema(context);
  if (operation.form == Form::drop_owned) {
    if (is_reassigned_before(context, operation.part)) return;
    context.report(
        {.message = text::format("all objects of role `{}` in this database are dropped, "
                                 "including tables with their rows, and its privileges revoked",
                                 operation.part),
         .help = text::format(
             "to keep them, first run `REASSIGN OWNED`, which gives everything that `{}` owns in "
             "this database to another role",
             operation.part)});
  } else if (operation.form == Form::drop_database && !operation.if_exists) {
    context.report(
        {.message = text::format("database `{}` is dropped with all its data", operation.part),
         .help = "drop it by hand after a backup, not in a migration"});
  }
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "dropped-schema",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "Dropped schema: CASCADE deletes all its tables and what depends on them",
    .help = "first drop the tables of the schema by name, then run DROP SCHEMA without CASCADE",
    .why = R"(
CASCADE deletes everything that is in the schema by then, and every view, foreign key and
column default of other schemas that depends on it. The statement does not say what that is, so no
reviewer can see it.
)",
    .reported = R"(
DROP SCHEMA … CASCADE, DROP OWNED, and DROP DATABASE.
)",
    .not_reported = R"(
- DROP SCHEMA without CASCADE, which fails unless the schema is empty.
- `DROP SCHEMA IF EXISTS … CASCADE` of a schema of which the run knows no older table, and
  `DROP DATABASE IF EXISTS`, which begin setup scripts.
- Schemas that are new in the same release or that the file has dropped before, and down migrations.
- Statements that the file rolls back.
- DROP OWNED after REASSIGN OWNED of the same role in the file: only privileges go.
)",
    .instead = R"(
Drop its tables by name, so that the migration says what goes. Then, without CASCADE:

```sql
DROP SCHEMA archive;
```
)",
    .fine = R"(
Scripts that set up a database for tests.
)",
    .bad = R"(
DROP SCHEMA archive CASCADE;
)",
    .good = R"(
DROP SCHEMA archive;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-dropschema.html"},
    .about_commit = true,
    .operation_check = check,
    .covers = R"(
squawk: ban-drop-database
Postgres Language Server: banDropSchema banDropDatabase
Atlas: DS101
pgrubic: US008 US009
MigrationPilot: MP034 MP035
)",
};

}  // namespace pglint::rules::dropped_schema
