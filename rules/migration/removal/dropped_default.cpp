// DROP DEFAULT of a column that has to have a value.
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::dropped_default {
namespace {

using locks::Form;

/// Whether the transaction gives the column another default, or does not need one any more.
bool is_replaced(const OperationContext& context) {
  constexpr std::array<Form, 4> forms = {Form::set_default, Form::add_identity, Form::drop_column,
                                         Form::drop_not_null};
  const FileStatements& file = context.file();
  const locks::Operation& dropped = context.operation();
  const std::size_t end = file.run->end_of_transaction(file.position);
  return std::ranges::any_of(forms, [&](Form form) {
    const auto placed = file.run->operations(form, dropped.object.name);
    return std::ranges::any_of(placed, [&](const RunOfFile::Placed& other) {
      return file.position <= other.first && other.first < end &&
             other.second->part == dropped.part;
    });
  });
}

/// Whether the file renamed the table: INSERT of the old code fails by its old name.
bool is_renamed(const OperationContext& context) {
  const auto made = context.file().run->relations_made(context.operation().object.name);
  return std::ranges::any_of(made,
                             [&](const auto& one) { return one.first < context.file().position; });
}

/// Whether an earlier statement of the file gave the column, which was there before, its default:
/// the old code never had it.
bool is_of_file(const OperationContext& context) {
  const locks::Operation& operation = context.operation();
  if (is_new_column(context)) return false;
  const auto set = context.file().run->operations(Form::set_default, operation.object.name);
  return std::ranges::any_of(set, [&](const auto& one) {
    return one.first < context.file().position && one.second->part == operation.part;
  });
}

void check(OperationContext& context) {
  const locks::Operation& operation = context.operation();
  if (operation.form != Form::drop_default || context.statement().is_down) return;
  if (!is_felt(context) || context.effects().relation == nullptr) return;
  const catalog::Column* column = context.effects().relation->find_column(operation.part);
  const bool has_to_have_one = column != nullptr && column->certain &&
                               column->not_null == catalog::Answer::yes && !column->identity &&
                               !column->generated && column->default_expression;
  if (!has_to_have_one || is_replaced(context)) return;
  if (is_renamed(context) || is_of_file(context)) return;
  const bool is_new = is_new_column(context);
  context.report(
      {.message = text::format(
           "`{}.{}` is NOT NULL and loses its default: once this commits, an INSERT that "
           "does not set it fails",
           context.table(), operation.part),
       .help = is_new ? "keep the default until all code sets the column on INSERT"
                      : "drop the default once all code sets the column on INSERT",
       .severity = is_new ? std::nullopt : std::optional(Severity::info)});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "dropped-default",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A NOT NULL column loses its default while code that does not set it runs",
    .help = "keep the default until all code sets the column on INSERT",
    .why = R"(
While a migration runs, and until the last server has the new version, the old version of the code
is running. Its INSERTs do not name a column that they do not know. With a default they succeed,
without one they fail if the column is NOT NULL. Some tools write ADD COLUMN … DEFAULT and DROP
DEFAULT in one migration, which gives old rows a value, but not the rows that the old code inserts.
)",
    .reported = R"(
DROP DEFAULT of a NOT NULL column of a table that was there before the release: a warning if the
release added the column, else an info.
)",
    .not_reported = R"(
- Columns that may be NULL, or of which the run does not know it.
- Tables that the migration renames, and columns that were there before and whose default the
  migration itself set: the old code cannot count on either.
- Columns that get another default or become identity columns in the same transaction.
- Down migrations.
- Statements that the file rolls back.
)",
    .instead = R"(
Keep the default in this release:

```sql
ALTER TABLE orders ADD COLUMN priority int NOT NULL DEFAULT 0;
```

and drop it in the next one, when the code that does not know the column is gone.
)",
    .fine = R"(
An application that is down while it is migrated, or whose code has long set the column.
)",
    .given = R"(
CREATE TABLE orders (id bigint PRIMARY KEY);
)",
    .bad = R"(
ALTER TABLE orders ADD COLUMN priority int NOT NULL DEFAULT 0;
ALTER TABLE orders ALTER COLUMN priority DROP DEFAULT;
)",
    .good = R"(
ALTER TABLE orders ADD COLUMN priority int NOT NULL DEFAULT 0;
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-default.html"},
    .about_commit = true,
    .replaces = {"missing-lock-timeout", "several-locks"},
    .operation_check = check,
};

}  // namespace pglint::rules::dropped_default
