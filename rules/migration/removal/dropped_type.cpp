// DROP TYPE, DOMAIN, SEQUENCE and FUNCTION with CASCADE, which takes parts of tables.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::dropped_type {
namespace {

using locks::Form;

std::vector<std::string> columns_of_type(const OperationContext& context,
                                         const locks::LockedObject& user) {
  std::vector<std::string> columns;
  const catalog::Relation* relation = context.catalog().find_relation(user.name);
  if (relation == nullptr) return columns;
  for (const catalog::Column& column : relation->columns) {
    if (column.type.name != context.operation().object.name) continue;
    columns.push_back(relation->name.name + "." + column.name);
  }
  return columns;
}

/// The triggers of the table that call the function: ``set_score` of `posts``.
std::vector<std::string> triggers_of_function(const OperationContext& context,
                                              const locks::LockedObject& user) {
  std::vector<std::string> triggers;
  const catalog::Relation* relation = context.catalog().find_relation(user.name);
  if (relation == nullptr) return triggers;
  for (const catalog::Object& object : relation->objects) {
    const auto* trigger = object.as<catalog::Trigger>();
    const bool calls =
        trigger != nullptr && trigger->function.name == context.operation().object.name;
    if (calls) triggers.push_back(object.name.name + "` of `" + user.name.name);
  }
  return triggers;
}

std::vector<std::string> parts_of(const OperationContext& context,
                                  const locks::LockedObject& user) {
  switch (context.operation().form) {
    case Form::drop_type_cascade:
      return columns_of_type(context, user);
    case Form::drop_function_cascade:
      return triggers_of_function(context, user);
    default:
      return {user.name.name};
  }
}

std::string_view what_uses(Form form, bool is_one) {
  switch (form) {
    case Form::drop_type_cascade:
      return is_one ? "column" : "columns";
    case Form::drop_function_cascade:
      return is_one ? "trigger" : "triggers";
    default:
      return is_one ? "the default of a column of" : "defaults of columns of";
  }
}

/// What of tables others use goes along: `columns `t.m``.
std::string taken(const OperationContext& context) {
  std::vector<std::string> names;
  for (const locks::LockedObject& user : context.effects().locks) {
    if (!locks::is_shared(user.age)) continue;
    for (std::string& part : parts_of(context, user)) names.push_back(std::move(part));
  }
  if (names.empty()) return {};
  return text::format("{} `{}`", what_uses(context.operation().form, names.size() == 1),
                      text::joined(names, "`, `"));
}

std::string_view kind_of(Form form) {
  switch (form) {
    case Form::drop_sequence_cascade:
      return "DROP SEQUENCE";
    case Form::drop_function_cascade:
      return "DROP FUNCTION";
    default:
      return "DROP TYPE";
  }
}

std::string help_of(Form form) {
  switch (form) {
    case Form::drop_sequence_cascade:
      return "first run `ALTER COLUMN … DROP DEFAULT`, then DROP SEQUENCE without CASCADE";
    case Form::drop_function_cascade:
      return "first run DROP TRIGGER for each of these, then DROP FUNCTION without CASCADE";
    default:
      return "first change or drop the columns that use the type, then drop it without CASCADE";
  }
}

void check(OperationContext& context) {
  const locks::Operation& operation = context.operation();
  const bool is_it =
      (operation.form == Form::drop_type_cascade || operation.form == Form::drop_sequence_cascade ||
       operation.form == Form::drop_function_cascade) &&
      operation.cascade && !context.statement().is_down;
  // Of several in one statement, the first one that takes something along.
  if (!is_it || !context.session().taken().empty()) return;
  const std::string also = taken(context);
  if (also.empty()) return;
  context.report({.message = text::format("`{} {} CASCADE` also drops {}", kind_of(operation.form),
                                          operation.object.name, also),
                  .help = help_of(operation.form)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "dropped-type",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "CASCADE also drops the columns, defaults or triggers that use what is dropped",
    .help = "first drop by name what uses it",
    .why = R"(
CASCADE drops all that depends on the object: the columns of a type with their data, the defaults
that use a sequence, the triggers that call a function. The statement does not name them, and takes
an ACCESS EXCLUSIVE lock on each of their tables.
)",
    .reported = R"(
DROP TYPE, DOMAIN, SEQUENCE and FUNCTION with CASCADE, if the run knows a table, which was there
before the release, that loses something by it.
)",
    .not_reported = R"(
- What nothing that the run knows depends on.
- The others of several objects that one statement drops.
- Without CASCADE: see [blocked-by-dependent](blocked-by-dependent.md).
- Down migrations.
- Statements that the file rolls back.
)",
    .instead = R"(
Change what uses it first, by name:

```sql
ALTER TABLE order_moods ADD COLUMN mood_text text;
```

When the code uses the new column, drop the old one in a later migration, and then the type.
)",
    .fine = R"(
A type whose columns are not used any more.
)",
    .given = R"(
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE order_moods (id bigint PRIMARY KEY, mood mood);
)",
    .bad = R"(
DROP TYPE mood CASCADE;
)",
    .good = R"(
ALTER TABLE order_moods ADD COLUMN mood_text text;
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-depend.html"},
    .about_commit = true,
    .replaces = {"several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
MigrationPilot: MP024 MP022
)",
};

}  // namespace pglint::rules::dropped_type
