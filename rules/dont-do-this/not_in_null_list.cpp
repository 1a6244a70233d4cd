// NOT IN with a list of values that contains NULL. For subqueries, VALUES included, see
// not-in-subquery.
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/object.h"
#include "catalog/schema_catalog.h"
#include "catalog/type.h"

#include "parse/meaning/array_literal.h"
#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"
#include "parse/meaning/negation.h"
#include "parse/meaning/type_use.h"
#include "rule/context.h"
#include "rule/fix/edit.h"
#include "rule/rule.h"

namespace pglint::rules::not_in_null_list {
namespace {

/// A value is compared with each element of a list, and the whole is negated.
struct NotIn {
  std::string_view list;           ///< "`NOT IN` list": what contains the NULL
  const A_Const* null = nullptr;   ///< the NULL in the list, or the array literal that contains it
  bool in_row = false;             ///< it is one column of a row
  const TypeName* type = nullptr;  ///< that a lone NULL is cast to; may be null
};

/// The first NULL among the columns of a row; null for anything other than a row.
const A_Const* null_column(const Node* value) {
  const auto* row = as<RowExpr>(parse::without_casts(value));
  if (row == nullptr) return nullptr;
  for (const Node* column : each(row->args)) {
    if (const A_Const* null = parse::null_literal(column)) return null;
  }
  return nullptr;
}

/// A row is compared column by column if both sides are written as rows. Otherwise it is compared
/// as one value, and NULL equals NULL.
void find_in_list(const A_Expr& in, NotIn& found) {
  const bool rows = as<RowExpr>(parse::without_casts(in.lexpr)) != nullptr;
  for (const Node* value : each(as<List>(in.rexpr))) {
    found.null = parse::null_literal(value);
    if (const auto* cast = as<TypeCast>(value)) found.type = cast->typeName;
    if (found.null != nullptr) return;
    if (rows) found.null = null_column(value);
    found.in_row = found.null != nullptr;
    if (found.in_row) return;
  }
}

/// Also looks into arrays of arrays, of which PostgreSQL allows six levels.
const A_Const* null_in_array(const Node* value, int dimensions = 6) {
  value = parse::without_casts(value);
  if (const A_Const* null = parse::null_literal(value)) return null;
  const auto* array = as<A_ArrayExpr>(value);
  if (array == nullptr || dimensions == 0) return nullptr;
  for (const Node* element : each(array->elements)) {
    if (const A_Const* null = null_in_array(element, dimensions - 1)) return null;
  }
  return nullptr;
}

/// The NULL in `ARRAY[1, NULL]` or `'{1,NULL}'`; null for an array that is NULL as a whole.
const A_Const* null_in_any_array(const Node* value) {
  value = parse::without_casts(value);
  const auto* literal = as<A_Const>(value);
  if (literal == nullptr) return null_in_array(value);
  return parse::array_holds_null(parse::string_value(*literal)) ? literal : nullptr;
}

bool compares_by(const A_Expr& comparison, std::string_view operator_name) {
  return parse::builtin_name(comparison.name) == operator_name;
}

NotIn not_in(const A_Expr& expression, bool negated) {
  NotIn found;
  switch (expression.kind) {
    case AEXPR_IN:
      found.list = "`NOT IN` list";
      if (compares_by(expression, negated ? "=" : "<>")) find_in_list(expression, found);
      return found;
    case AEXPR_OP_ANY:
      found.list = "`NOT … = ANY` array";
      if (negated && compares_by(expression, "=")) found.null = null_in_any_array(expression.rexpr);
      return found;
    case AEXPR_OP_ALL:
      found.list = "`<> ALL` array";
      if (!negated && compares_by(expression, "<>"))
        found.null = null_in_any_array(expression.rexpr);
      return found;
    default:
      return found;
  }
}

bool is_and_or_not(const Node* node) { return as<BoolExpr>(node) != nullptr; }

/// True in a CHECK, which accepts NULL, so that the NULL in the list has no effect there.
bool is_condition_of_check(parse::Ancestors ancestors) {
  while (!ancestors.empty() && is_and_or_not(ancestors.back())) {
    ancestors = ancestors.first(ancestors.size() - 1);
  }
  const auto* constraint = as<Constraint>(ancestors.empty() ? nullptr : ancestors.back());
  return constraint != nullptr && constraint->contype == CONSTR_CHECK;
}

std::string message_for(const NotIn& found, bool harmless) {
  const std::string subject = "NULL in a " + std::string(found.list);
  if (harmless) return subject + " has no effect in a CHECK: NULL is still accepted";
  if (!found.in_row) return subject + ": the condition is never true";
  return subject + ": the condition is never true for rows that match in the other columns";
}

bool holds_only_nulls(const Node* list) {
  const auto* values = as<List>(list);
  return values != nullptr && std::ranges::all_of(each(values), [](const Node* value) {
           return parse::null_literal(value) != nullptr;
         });
}

std::string advice(const A_Expr& expression, const NotIn& found, bool harmless) {
  const auto* column = as<ColumnRef>(expression.lexpr);
  std::string removed = "remove the NULL";
  if (holds_only_nulls(expression.rexpr)) {
    return harmless ? "remove the CHECK" : "remove the condition: its list holds nothing but NULL";
  }
  if (column == nullptr || found.in_row) return removed;
  const std::string name = parse::sql_name(column->fields);
  if (harmless) return removed + "; to reject NULL, make `" + name + "` NOT NULL";
  return removed + "; to exclude rows with NULL, add `AND " + name + " IS NOT NULL`";
}

/// The token that opens the list that holds token `item`; nothing if it is an argument of CAST.
std::optional<std::size_t> opening(const parse::TokenView& tokens, std::size_t item) {
  std::size_t closed = 0;
  for (std::size_t at = item; at-- > 0;) {
    if (tokens.closes(at)) ++closed;
    if (!tokens.opens(at)) continue;
    if (closed == 0) {
      return at > 0 && tokens.is_word(at - 1, "cast") ? std::nullopt : std::optional(at);
    }
    --closed;
  }
  return std::nullopt;
}

/// Takes each NULL out of a list that is written as one.
std::vector<Fix> without_nulls(const A_Expr& expression, const NotIn& found, bool harmless,
                               Context& context) {
  const bool is_list = as<List>(expression.rexpr) != nullptr ||
                       as<A_ArrayExpr>(parse::without_casts(expression.rexpr)) != nullptr;
  if (!is_list || found.in_row) return {};
  const parse::TokenView& tokens = context.tokens();
  const std::size_t null = tokens.at(context.anchor().from_own_location(node(*found.null)).begin);
  const auto open = opening(tokens, null);
  if (!open || !tokens.is_word(null, "null")) return {};
  auto edits = without_items(tokens, *open, [&](std::size_t first, std::size_t end) {
    return tokens.is_word(first, "null") && (end == first + 1 || tokens.is_symbol(first + 1, "::"));
  });
  if (edits.empty()) return {};
  return {{.description = "remove the NULL",
           .safety = harmless ? FixSafety::safe : FixSafety::unsafe,
           .edits = std::move(edits)}};
}

/// True for a type made by CREATE TYPE with functions of its own, whose `=` may accept NULL.
bool has_own_operators(const catalog::Type& type, const catalog::Catalog& catalog) {
  const catalog::Object* object = catalog.find_type({type.schema, type.name});
  return object != nullptr && object->kind == catalog::ObjectKind::base_type;
}

void check(const A_Expr& expression, Context& context) {
  const NotIn found = not_in(expression, parse::is_negated(context.ancestors()));
  if (found.null == nullptr) return;
  const bool harmless = is_condition_of_check(context.ancestors());
  Report report = {.at = context.anchor().from_own_location(node(*found.null)),
                   .message = message_for(found, harmless),
                   .help = advice(expression, found, harmless),
                   .object = parse::enclosing_object(context.ancestors()),
                   .severity = harmless ? std::optional(Severity::warning) : std::nullopt,
                   .fixes = without_nulls(expression, found, harmless, context)};
  if (found.type == nullptr) return context.report(std::move(report));
  context.report_if(std::move(report), [type = catalog::type_of(*found.type)](
                                           const catalog::Catalog& catalog, Finding&) {
    return !has_own_operators(type, catalog);
  });
}

}  // namespace

extern constinit const Rule rule = {
    .id = "not-in-null-list",
    .group = Group::dont_do_this,
    .concern = Concern::correctness,
    .wiki_entry = "3.1",
    .severity = Severity::error,
    .also = {Severity::warning},
    .summary = "NOT IN with a NULL in its list is never true",
    .help = "remove the NULL from the list; to exclude rows with NULL, add `AND x IS NOT NULL`",
    .why = R"(
`x NOT IN (1, NULL)` means `x <> 1 AND x <> NULL`. A comparison with NULL is unknown, so the whole
condition is false if x is 1 and unknown otherwise. A WHERE clause keeps only rows for which the
condition is true: the query returns no rows, DELETE and UPDATE change none, a policy hides the
table, and the WHEN of a trigger never fires. PostgreSQL does not report an error.
`x <> ALL (ARRAY[1, NULL])` means the same.

A CHECK is the opposite: it accepts unknown. The NULL has no effect there, and does not keep NULL
out of the column.
)",
    .reported = R"(
A NULL, also in casts, in the list of `NOT IN (…)` and `NOT (x IN (…))`, in the array of
`<> ALL (ARRAY[…])` and `NOT x = ANY (ARRAY[…])`, in arrays written as strings (`'{1,NULL}'`), and
in one column of a list of rows; in queries, data changes, views, policies, trigger conditions and
function bodies. In a CHECK, where the NULL is harmless but misleading, as a warning.
)",
    .not_reported = R"(
Lists without a literal NULL: other literals, parameters, columns, calls. `x IN (1, NULL)`, which
finds what it should, and a double negation, which means the same. Subqueries and VALUES lists,
which `not-in-subquery` reports. Arrays of rows, where NULL equals NULL. A NULL that is cast to a
new base type (`CREATE TYPE … (INPUT = …)`), whose `=` may accept NULL.
)",
    .instead = R"(
Leave out the NULL:

```sql
SELECT id FROM orders WHERE status NOT IN ('paid', 'sent');
```

This still does not return rows whose status is NULL. State whether you want them:

```sql
SELECT id FROM orders WHERE status NOT IN ('paid', 'sent') OR status IS NULL;
SELECT id FROM orders WHERE status NOT IN ('paid', 'sent') AND status IS NOT NULL;
```

If an application fills the list, it has to leave out NULL, or the query has to:

```sql
PREPARE open_orders(text[]) AS
  SELECT id FROM orders WHERE status <> ALL (array_remove($1, NULL));
```

To keep NULL out of a column, make it NOT NULL. Done like this, on PostgreSQL 12 and newer, it does
not block reads or writes while the rows are checked:

```sql
ALTER TABLE orders ADD CONSTRAINT status_given CHECK (status IS NOT NULL) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT status_given;
ALTER TABLE orders ALTER COLUMN status SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT status_given;
```

Take care if the statement is already in use: a DELETE that never deleted anything will start to.
Replacing a view takes a short ACCESS EXCLUSIVE lock on the view (CREATE OR REPLACE VIEW), changing
a policy takes one on its table (ALTER POLICY).
)",
    .fine = "Never: write `false` for a condition that is never true.",
    .bad = R"(
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, status text);
SELECT id FROM orders WHERE status NOT IN ('paid', 'sent', NULL);
)",
    .good = R"(
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, status text);
SELECT id FROM orders WHERE status NOT IN ('paid', 'sent') AND status IS NOT NULL;
)",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_NOT_IN",
              "https://www.postgresql.org/docs/current/functions-comparisons.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::not_in_null_list
