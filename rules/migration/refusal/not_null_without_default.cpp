// ADD COLUMN … NOT NULL without a value for the rows that are there: it fails.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::not_null_without_default {
namespace {

/// Whether something gives old rows a value.
bool has_value(const locks::NewColumn& column) {
  return column.default_value.has_value() || column.column.serial || column.column.identity ||
         column.column.generated;
}

/// Whether the type may be a domain with a default of its own.
bool may_have_default(const OperationContext& context, const catalog::Type& type) {
  if (type.dimensions > 0 || catalog::is_builtin_type(type.name)) return false;
  const catalog::Object* known =
      context.catalog().find_type(catalog::NameView(type.schema, type.name));
  if (known == nullptr) return true;
  const auto* domain = known->as<catalog::Domain>();
  return domain != nullptr && domain->default_expression.has_value();
}

/// Whether the file takes all rows of the table before.
bool is_emptied(const OperationContext& context) {
  const std::string& table = context.operation().object.name;
  const FileStatements& file = context.file();
  if (file.has_before(locks::Form::truncate, table)) return true;
  const auto deletes = file.run->operations(locks::Form::delete_rows, table);
  return std::ranges::any_of(deletes, [&](const auto& other) {
    return other.first < file.position && !other.second->has_other_condition;
  });
}

bool is_key_of(const locks::Operation& operation, const std::string& column) {
  const bool by_index = operation.index && operation.index->unique &&
                        operation.index->keys.size() == 1 &&
                        operation.index->keys.front().column == column;
  const bool by_constraint =
      operation.constraint && operation.constraint->columns == std::vector{column};
  return by_index || by_constraint;
}

bool is_foreign_key(const catalog::Constraint& constraint) {
  return constraint.kind == catalog::ConstraintKind::foreign_key;
}

bool is_reference_of(const locks::Operation& operation, const std::string& column) {
  return operation.constraint && is_foreign_key(*operation.constraint) &&
         std::ranges::count(operation.constraint->columns, column) > 0;
}

/// Whether one value for all rows is refused: the file makes a key of the column alone, or a
/// foreign key with it.
bool rejects_constant(const OperationContext& context, const std::string& column) {
  using locks::Form;
  const auto is_made_by = [&](Form form) {
    const auto found = context.file().run->operations(form, context.operation().object.name);
    return std::ranges::any_of(found, [&](const auto& placed) {
      const locks::Operation& other = *placed.second;
      return is_key_of(other, column) || is_reference_of(other, column) ||
             (other.column && other.part == column &&
              std::ranges::any_of(other.column->constraints, is_foreign_key));
    });
  };
  return std::ranges::any_of(
      std::array{Form::create_index, Form::create_index_concurrently, Form::add_unique,
                 Form::add_primary_key, Form::add_foreign_key, Form::add_foreign_key_not_valid,
                 Form::add_column, Form::add_column_references},
      is_made_by);
}

/// Whether the clause adds a column that no row can have.
bool fails(const OperationContext& context, const locks::Operation& operation,
           const locks::Effects& effects) {
  const auto& added = operation.column;
  return added && added->is_not_null && !has_value(*added) && locks::has_rows(effects.age) &&
         effects.form() != locks::Form::add_column_if_there &&
         !may_have_default(context, added->column.type);
}

/// The columns of the statement that no row can have, in its order.
std::vector<std::string> columns_alike(const OperationContext& context) {
  std::vector<std::string> columns;
  for (std::size_t number = 0; number < context.all_effects().size(); ++number) {
    const locks::Operation& operation = context.statement().operations[number];
    if (fails(context, operation, context.all_effects()[number])) columns.push_back(operation.part);
  }
  return columns;
}

/// "`a`", "`a`, `b` and 3 more"
std::string shown_columns(const std::vector<std::string>& columns) {
  constexpr std::size_t most = 3;
  const std::size_t count = std::min(columns.size(), most);
  const std::vector<std::string> first(columns.begin(),
                                       columns.begin() + static_cast<std::ptrdiff_t>(count));
  std::string text = text::format("`{}`", text::joined(first, "`, `"));
  if (columns.size() > most) text += text::format(" and {} more", columns.size() - most);
  return text;
}

/// One finding for a statement, at the first column.
void check(OperationContext& context) {
  if (!fails(context, context.operation(), context.effects()) || is_emptied(context)) return;
  const std::vector<std::string> columns = columns_alike(context);
  if (columns.front() != context.operation().part) return;
  const bool is_one = columns.size() == 1;
  const bool rejects_any = std::ranges::any_of(
      columns, [&](const std::string& column) { return rejects_constant(context, column); });
  context.report(
      {.message = text::format("ADD COLUMN {} fails if `{}` has a row: {}", shown_columns(columns),
                               context.table(),
                               is_one ? "the column is NOT NULL and has no DEFAULT"
                                      : "the columns are NOT NULL and have no DEFAULT"),
       .help = text::format("{}add {} nullable, fill {} in batches, then make {} NOT NULL",
                            rejects_any ? "" : "add a constant DEFAULT; or ",
                            is_one ? "the column" : "the columns", is_one ? "it" : "them",
                            is_one ? "it" : "them")});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "not-null-without-default",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "ADD COLUMN … NOT NULL without a DEFAULT fails if the table has rows",
    .help = "add a constant DEFAULT; or add the column nullable, fill it, then make it NOT NULL",
    .why = R"(
The rows that are there get NULL in a new column without a DEFAULT, which NOT NULL forbids. The
statement works on an empty table, such as that of a developer, and fails in production.
)",
    .reported = R"(
ADD COLUMN with NOT NULL or PRIMARY KEY and without a DEFAULT (or with DEFAULT NULL), on a table
that was there before the release or that the release has filled with rows.
)",
    .not_reported = R"(
- serial, identity and generated columns, which bring their values.
- Types that the run does not know: a domain can have a default.
- Tables that are new in the same release, and empty, or that the file empties before, with TRUNCATE
  or DELETE.
)",
    .instead = R"(
With a value for all old rows, this takes an instant since PostgreSQL 11:

```sql
ALTER TABLE orders ADD COLUMN status text NOT NULL DEFAULT 'new';
```

Without one, add the column nullable, make the application write it, fill the old rows in batches,
and make it NOT NULL last.
)",
    .fine = R"(
A table that is empty wherever the migration runs.
)",
    .bad = R"(
ALTER TABLE orders ADD COLUMN status text NOT NULL;
)",
    .good = R"(
ALTER TABLE orders ADD COLUMN status text NOT NULL DEFAULT 'new';
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-alter.html#DDL-ALTER-ADDING-A-COLUMN"},
    .replaces = {"constraint-index-build", "check-scan", "foreign-key-scan", "work-under-lock",
                 "several-locks", "missing-lock-timeout"},
    .operation_check = check,
    .covers = R"(
squawk: adding-required-field
Postgres Language Server: addingRequiredField
Atlas: MF103
MigrationPilot: MP084
)",
};

}  // namespace pglint::rules::not_null_without_default
