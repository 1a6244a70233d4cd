// NOT VALID constraints that nothing validates.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "catalog/schema_catalog.h"
#include "catalog/type.h"

#include "parse/source/parsed_expression.h"
#include "parse/tree/walk.h"
#include "rule/schema/schema_context.h"
#include "text/ascii.h"

namespace pglint::rules::unvalidated_constraint {
namespace {

using catalog::Constraint;
using catalog::ConstraintKind;

std::string_view kind_of(const Constraint& constraint) {
  switch (constraint.kind) {
    case ConstraintKind::foreign_key:
      return "foreign key";
    case ConstraintKind::not_null:
      return "NOT NULL";
    default:
      return "CHECK";
  }
}

/// Its own, not the copy of a parent's.
bool is_open(const Constraint& constraint) {
  return !constraint.validated && constraint.enforced && constraint.certain && constraint.local;
}

/// Whether the file that adds the constraint also adds the column, without a value: then it is NULL
/// in each row from before. NOT NULL may come later; together with the column, it needs a table
/// without rows.
bool is_null_before(const catalog::Column* column, const Constraint& constraint) {
  return column != nullptr && column->place.file == constraint.place.file &&
         !column->default_expression && !column->generated && !column->identity &&
         !column->serial && column->not_null != catalog::Answer::unknown;
}

/// Functions of PostgreSQL that are NULL for NULL.
bool is_strict(const FuncCall& call) {
  constexpr std::array<std::string_view, 9> strict = {"length",     "char_length", "octet_length",
                                                      "bit_length", "lower",       "upper",
                                                      "btrim",      "abs",         "jsonb_typeof"};
  const auto names = parse::each(call.funcname);
  return names.size() == 1 && text::is_one_of(parse::string_value(*names.begin()), strict);
}

/// Whether no comparison of NULL makes the expression false.
bool is_passed_by_nulls(const std::string& expression) {
  const parse::ParsedExpression parsed(expression);
  if (parsed.tree() == nullptr) return false;
  bool passes = true;
  parse::Walker walker;
  walker.walk(*parsed.tree(), [&](const Node& node, parse::Ancestors /*above*/) {
    if (const auto* both = parse::as<BoolExpr>(&node)) {
      passes = passes && both->boolop != NOT_EXPR;
    } else if (const auto* test = parse::as<NullTest>(&node)) {
      passes = passes && test->nulltesttype == IS_NULL;
    } else if (const auto* comparison = parse::as<A_Expr>(&node)) {
      passes =
          passes && comparison->kind != AEXPR_DISTINCT && comparison->kind != AEXPR_NOT_DISTINCT;
    } else if (const auto* constant = parse::as<A_Const>(&node)) {
      passes = passes && constant->val.node.type != T_Boolean;
    } else if (const auto* call = parse::as<FuncCall>(&node)) {
      passes = passes && is_strict(*call);
    } else {
      const bool is_plain = node.type == T_ColumnRef || node.type == T_String ||
                            node.type == T_TypeCast || node.type == T_TypeName ||
                            node.type == T_Integer || node.type == T_List;
      passes = passes && is_plain;
    }
  });
  return passes;
}

/// Whether each row from before certainly passes, because the table is new, or because it has NULL
/// in new columns.
bool is_passed_before(const catalog::Relation& relation, const Constraint& constraint) {
  if (relation.place.file == constraint.place.file) return true;
  const auto is_null = [&](const std::string& column) {
    return is_null_before(relation.find_column(column), constraint);
  };
  switch (constraint.kind) {
    case ConstraintKind::foreign_key:
      return constraint.match == catalog::MatchType::simple &&
             std::ranges::any_of(constraint.columns, is_null);
    case ConstraintKind::check:
      return !constraint.mentioned.empty() && std::ranges::all_of(constraint.mentioned, is_null) &&
             is_passed_by_nulls(constraint.expression);
    default:
      return false;
  }
}

void check(const catalog::Relation& relation, SchemaContext& context) {
  if (!relation.certain || relation.temporary) return;
  for (const Constraint& constraint : relation.constraints) {
    const bool is_it =
        is_open(constraint) && context.catalog().files().is_followed(constraint.place.file);
    if (!is_it) continue;
    context.report(at(relation, constraint)
                       .says("{} `{}` of `{}` was never validated: {}", kind_of(constraint),
                             constraint.name, relation.name.name,
                             is_passed_before(relation, constraint)
                                 ? "it is NOT VALID in each copy and dump, too"
                                 : "rows from before it are unchecked")
                       .advises("run `ALTER TABLE {} VALIDATE CONSTRAINT {}` in a new migration; "
                                "it does not block reads or writes",
                                catalog::quoted_name(relation.name.name),
                                catalog::quoted_name(constraint.name)));
  }
}

}  // namespace

extern const Rule rule;
constinit const Rule rule = {
    .id = "unvalidated-constraint",
    .group = Group::migration,
    .concern = Concern::correctness,
    .severity = Severity::info,
    .summary = "NOT VALID constraint that no migration validates",
    .help = "run VALIDATE CONSTRAINT in a new migration",
    .why = R"(
NOT VALID adds a constraint without checking the rows that are there. From then on it is checked for
new rows, but those from before may break it, so the planner does not use it and SET NOT NULL cannot
rely on it. VALIDATE CONSTRAINT, which lets reads and writes go on, completes it.
)",
    .reported = R"(
CHECK, NOT NULL and foreign key constraints that a migration adds NOT VALID and that no migration
after it validates or drops.
)",
    .not_reported = R"(
- Constraints of the last migration: the next one can validate them.
- NOT ENFORCED constraints.
- Constraints of files that no migration tool runs, such as dumps.
)",
    .instead = R"(
```sql
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;
```

If it fails, correct the rows first.
)",
    .fine = R"(
Old rows that are known to break it and cannot be corrected.
)",
    .given = R"(
CREATE TABLE orders (id bigint PRIMARY KEY, total int, number int);
ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;
)",
    .bad = R"(
-- file: 0001_number.up.sql
ALTER TABLE orders ADD CONSTRAINT orders_number_check CHECK (number > 0) NOT VALID;
-- file: 0002_comment.up.sql
COMMENT ON TABLE orders IS 'sales of the shop';
)",
    .good = R"(
-- file: 0001_number.up.sql
ALTER TABLE orders ADD CONSTRAINT orders_number_check CHECK (number > 0) NOT VALID;
-- file: 0002_validate.up.sql
ALTER TABLE orders VALIDATE CONSTRAINT orders_number_check;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-altertable.html"
              "#SQL-ALTERTABLE-DESC-VALIDATE-CONSTRAINT"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::unvalidated_constraint
