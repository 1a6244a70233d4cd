// DROP CONSTRAINT of what protects rows.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "locks/null_proof.h"
#include "parse/meaning/generated_name.h"
#include "parse/source/parsed_expression.h"
#include "rule/run/operation_context.h"
#include "rule/run/run_words.h"
#include "text/format.h"

namespace pglint::rules::dropped_constraint {
namespace {

using catalog::Constraint;
using catalog::ConstraintKind;
using locks::Form;

/// The name that PostgreSQL gives to a CHECK without one.
std::string generated_check_name(const std::string& table, const Constraint& check) {
  const bool is_of_column = check.mentioned.size() == 1;
  return parse::generated_name({.table = table,
                                .column = is_of_column ? check.mentioned.front() : std::string(),
                                .label = catalog::label_of(ConstraintKind::check)});
}

/// Whether a name that is not written becomes that of the dropped constraint.
bool takes_name(const Constraint& made, const Constraint& dropped, const std::string& table) {
  if (!made.name.empty()) return made.name == dropped.name;
  return made.kind == ConstraintKind::check && generated_check_name(table, made) == dropped.name;
}

/// The columns of a key, also of one by USING INDEX.
std::vector<std::string> columns_of(const Constraint& key, const catalog::Relation& table) {
  const catalog::Index* index = key.index.empty() ? nullptr : table.find_index(key.index);
  if (!key.columns.empty() || index == nullptr) return key.columns;
  std::vector<std::string> columns;
  for (const catalog::IndexKey& part : index->keys) columns.push_back(part.column);
  return columns;
}

bool is_key(const Constraint& constraint) {
  return constraint.kind == ConstraintKind::unique ||
         constraint.kind == ConstraintKind::primary_key;
}

bool is_like(const Constraint& made, const Constraint& dropped, const catalog::Relation& table) {
  // Duplicates are refused whatever the order of the columns.
  const bool is_same_key = is_key(made) && dropped.kind == ConstraintKind::unique &&
                           std::ranges::is_permutation(columns_of(made, table), dropped.columns);
  if (is_same_key) return true;
  if (made.kind != dropped.kind) return false;
  if (takes_name(made, dropped, table.name.name)) return true;
  return made.kind != ConstraintKind::check && made.columns == dropped.columns;
}

bool makes_again(const locks::Operation& operation, const Constraint& dropped,
                 const catalog::Relation& table) {
  return operation.constraint && is_like(*operation.constraint, dropped, table);
}

/// Whether the index refuses duplicates in the columns, by itself or in expressions of them.
bool refuses_duplicates(const catalog::Index& index, const Constraint& dropped) {
  const auto is_of_key = [&](const std::string& column) {
    return std::ranges::count(dropped.columns, column) > 0;
  };
  return dropped.kind == ConstraintKind::unique && index.unique && index.predicate.empty() &&
         std::ranges::all_of(index.keys, [&](const catalog::IndexKey& key) {
           return key.column.empty()
                      ? !key.mentioned.empty() && std::ranges::all_of(key.mentioned, is_of_key)
                      : is_of_key(key.column);
         });
}

/// Whether a unique index that stays refuses the same duplicates.
bool has_unique_index(const catalog::Relation& table, const Constraint& dropped) {
  return std::ranges::any_of(table.indexes, [&](const catalog::Index& index) {
    return index.constraint.empty() && refuses_duplicates(index, dropped);
  });
}

/// Whether nothing is left from here on that it could protect: the file drops its table, its
/// column, or the table that it references.
bool ends(const OperationContext& context, const Constraint& dropped) {
  const FileStatements& file = context.file();
  const std::string& table = context.operation().object.name;
  const auto has = [&](Form form, const std::string& object, const auto& is_meant) {
    return file.has_from_here(file.run->operations(form, object), is_meant);
  };
  const auto any = [](const locks::Operation& /*operation*/) { return true; };
  return has(Form::drop_table, table, any) || has(Form::drop_table, dropped.referenced.name, any) ||
         has(Form::drop_column, table, [&](const locks::Operation& operation) {
           return std::ranges::count(dropped.columns, operation.part) > 0 ||
                  std::ranges::count(dropped.mentioned, operation.part) > 0;
         });
}

/// Whether the file makes a constraint like it, or drops what it is about.
bool is_replaced(const OperationContext& context, const catalog::Relation& relation,
                 const Constraint& dropped) {
  const FileStatements& file = context.file();
  const auto replaces = [&](const locks::Operation& made) {
    return makes_again(made, dropped, relation) ||
           (made.index && refuses_duplicates(*made.index, dropped));
  };
  return ends(context, dropped) ||
         file.has_from_here(file.run->guards_made(context.operation().object.name), replaces);
}

/// A CHECK that only proved that a column, which is NOT NULL by now, has no NULL, or that rows are
/// within the bound of a partition.
bool did_its_work(const catalog::Relation& relation, const Constraint& constraint) {
  if (constraint.kind != ConstraintKind::check) return false;
  if (relation.partition) return true;
  const parse::ParsedExpression parsed(constraint.expression);
  return std::ranges::any_of(relation.columns, [&](const catalog::Column& column) {
    return column.not_null == catalog::Answer::yes &&
           locks::proves_not_null(parsed.tree(), column.name);
  });
}

std::string_view kind_of(const Constraint& constraint) {
  switch (constraint.kind) {
    case ConstraintKind::foreign_key:
      return "foreign key";
    case ConstraintKind::unique:
      return "UNIQUE constraint";
    case ConstraintKind::exclusion:
      return "EXCLUDE constraint";
    default:
      return "CHECK";
  }
}

std::string consequence_of(const Constraint& constraint) {
  switch (constraint.kind) {
    case ConstraintKind::foreign_key:
      return text::format("new rows can reference missing rows of `{}`",
                          constraint.referenced.name);
    case ConstraintKind::unique:
      return "duplicates are possible once this commits";
    default:
      return "rows that violate it are possible once this commits";
  }
}

/// How to change the constraint instead.
std::string_view help_of(const Constraint& constraint) {
  switch (constraint.kind) {
    case ConstraintKind::unique:
      return "to change its columns, first build the new unique index CONCURRENTLY, then add it in "
             "the same ALTER TABLE with USING INDEX";
    case ConstraintKind::exclusion:
      return "to change it, add the new one in the same ALTER TABLE; to remove it, ignore this "
             "finding";
    default:
      return "to change it, add the new one NOT VALID in the same ALTER TABLE, and VALIDATE it in "
             "the "
             "next migration; to remove it, ignore this finding";
  }
}

void check(OperationContext& context) {
  const bool is_it = context.operation().form == Form::drop_constraint &&
                     !context.statement().is_down && is_felt(context);
  const catalog::Relation* relation = context.effects().relation;
  if (!is_it || relation == nullptr) return;
  const Constraint* dropped = relation->find_constraint(context.operation().part);
  if (dropped == nullptr || !dropped->certain || !dropped->enforced) return;
  const bool is_other =
      dropped->kind == ConstraintKind::primary_key || dropped->kind == ConstraintKind::not_null;
  if (is_other || is_of_release(context, dropped->place)) return;
  if (has_unique_index(*relation, *dropped)) return;
  if (is_replaced(context, *relation, *dropped) || did_its_work(*relation, *dropped)) return;
  context.report({.message = text::format("{} `{}` of `{}` is dropped: {}", kind_of(*dropped),
                                          dropped->name, context.table(), consequence_of(*dropped)),
                  .help = std::string(help_of(*dropped))});
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "dropped-constraint",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .summary = "Dropped constraint: the database does not enforce it any more",
    .help = "to change the constraint, add the new one in the same statement",
    .why = R"(
Once this commits, rows can be written that the constraint kept out, and adding it again later fails
if there are any. DROP CONSTRAINT of a foreign key also takes an ACCESS EXCLUSIVE lock on the
referenced table.
)",
    .reported = R"(
DROP CONSTRAINT of a CHECK, a UNIQUE or EXCLUDE constraint or a foreign key that an earlier
migration of the run made, unless the file adds one of that name, or with the same columns.
)",
    .not_reported = R"(
- A CHECK that proved a column that is NOT NULL by now, or the bound of a partition.
- Constraints whose table or column, or the table that they reference, the file drops, too.
- UNIQUE constraints whose columns a new key has in any order, or that a unique index of the same
  columns, or of expressions of them, replaces; and a CHECK that the file makes again
  under the same name, also under the one that PostgreSQL generates.
- Constraints that are new in the same release, and down migrations.
- Primary keys: see [dropped-primary-key](dropped-primary-key.md).
- Statements that the file rolls back.
)",
    .instead = R"(
Change a constraint without a gap:

```sql
ALTER TABLE order_lines
  DROP CONSTRAINT order_lines_count_check,
  ADD CONSTRAINT order_lines_count_check CHECK (count >= 0) NOT VALID;
```

and validate it in the next migration:

```sql
ALTER TABLE order_lines VALIDATE CONSTRAINT order_lines_count_check;
```
)",
    .fine = R"(
A rule that is not one any more.
)",
    .given = R"(
CREATE TABLE order_lines (
  id bigint PRIMARY KEY, count int CONSTRAINT order_lines_count_check CHECK (count > 0)
);
)",
    .bad = R"(
ALTER TABLE order_lines DROP CONSTRAINT order_lines_count_check;
)",
    .good = R"(
ALTER TABLE order_lines
  DROP CONSTRAINT order_lines_count_check,
  ADD CONSTRAINT order_lines_count_check CHECK (count >= 0) NOT VALID;
)",
    .links = {"https://www.postgresql.org/docs/current/ddl-constraints.html"},
    .about_commit = true,
    .replaces = {"several-locks", "missing-lock-timeout", "locks-other-table"},
    .operation_check = check,
    .covers = R"(
Atlas: CD101
MigrationPilot: MP097
)",
};

}  // namespace pglint::rules::dropped_constraint
