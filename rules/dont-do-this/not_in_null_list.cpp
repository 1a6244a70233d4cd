// NOT IN with a list of values that holds NULL. A sub-select, VALUES included, is the business of
// not-in-subquery.
#include <string>

#include "parse/meaning/array_literal.h"
#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"
#include "parse/meaning/negation.h"
#include "rule/context.h"
#include "rule/rule.h"

namespace pglint::rules::not_in_null_list {
namespace {

/// What the rule looks for: x is compared with each of a list, and the whole is negated.
struct NotIn {
  std::string_view spelling;
  const A_Const* null = nullptr;  ///< the NULL in the list, or the array literal that holds it
  bool in_row = false;            ///< it is one column of a row
};

/// The first NULL among the columns of a row, null for anything else than a row.
const A_Const* null_column(const Node* value) {
  const auto* row = as<RowExpr>(parse::without_casts(value));
  if (row == nullptr) return nullptr;
  for (const Node* column : each(row->args)) {
    if (const A_Const* null = parse::null_literal(column)) return null;
  }
  return nullptr;
}

/// A row is compared column by column if rows are written on both sides; else as one value, for
/// which NULL equals NULL.
void find_in_list(const A_Expr& in, NotIn& found) {
  const bool rows = as<RowExpr>(parse::without_casts(in.lexpr)) != nullptr;
  for (const Node* value : each(as<List>(in.rexpr))) {
    found.null = parse::null_literal(value);
    if (found.null != nullptr) return;
    if (rows) found.null = null_column(value);
    found.in_row = found.null != nullptr;
    if (found.in_row) return;
  }
}

/// Looks into arrays of arrays, too, of which PostgreSQL takes six levels.
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

/// `ARRAY[1, NULL]` or `'{1,NULL}'`; a list that is NULL altogether is something else.
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
      found.spelling = "NOT IN";
      if (compares_by(expression, negated ? "=" : "<>")) find_in_list(expression, found);
      return found;
    case AEXPR_OP_ANY:
      found.spelling = "NOT … = ANY";
      if (negated && compares_by(expression, "=")) found.null = null_in_any_array(expression.rexpr);
      return found;
    case AEXPR_OP_ALL:
      found.spelling = "<> ALL";
      if (!negated && compares_by(expression, "<>"))
        found.null = null_in_any_array(expression.rexpr);
      return found;
    default:
      return found;
  }
}

bool is_and_or_not(const Node* node) { return as<BoolExpr>(node) != nullptr; }

/// A CHECK accepts what is NULL, so there the NULL in the list changes nothing at all.
bool is_condition_of_check(parse::Ancestors ancestors) {
  while (!ancestors.empty() && is_and_or_not(ancestors.back())) {
    ancestors = ancestors.first(ancestors.size() - 1);
  }
  const auto* constraint = as<Constraint>(ancestors.empty() ? nullptr : ancestors.back());
  return constraint != nullptr && constraint->contype == CONSTR_CHECK;
}

std::string effect(const NotIn& found) {
  if (found.in_row) return " is never true for rows that are equal in the other columns";
  return " is never true, whatever the value";
}

void check(const A_Expr& expression, Context& context) {
  const NotIn found = not_in(expression, parse::is_negated(context.ancestors()));
  if (found.null == nullptr) return;
  const std::string spelling = "`" + std::string(found.spelling) + "`";
  const bool harmless = is_condition_of_check(context.ancestors());
  context.report({.at = context.anchor().from_own_location(node(*found.null)),
                  .message = harmless
                                 ? "this NULL forbids nothing: a CHECK accepts what " + spelling +
                                       " cannot decide"
                                 : spelling + effect(found) +
                                       ": nothing is known to differ from the NULL in its list",
                  .object = parse::enclosing_object(context.ancestors()),
                  .severity = harmless ? std::optional(Severity::warning) : std::nullopt});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "not-in-null-list",
    .group = Group::dont_do_this,
    .wiki_entry = "3.1",
    .severity = Severity::error,
    .also = {Severity::warning},
    .summary = "NOT IN with a NULL in its list is never true",
    .help = "take the NULL out of the list; where NULL is to be excluded, add `AND x IS NOT NULL`",
    .why = R"(
`x NOT IN (1, NULL)` stands for `x <> 1 AND x <> NULL`. Whether x differs from NULL is unknown, so
the whole is false where x is 1 and unknown for everything else. A WHERE clause keeps only what is
true: the query finds no rows, DELETE and UPDATE change none, a policy hides the table, a trigger's
WHEN never fires, and there is no error. `x <> ALL (ARRAY[1, NULL])` means the same.

In a CHECK it is the other way round: it accepts what is unknown, so the NULL does nothing there,
and least of all does it keep NULL out of the column.
)",
    .reported = R"(
A NULL, by itself or below casts, in the list of `NOT IN (…)` and `NOT (x IN (…))`, in the array of
`<> ALL (ARRAY[…])` and `NOT x = ANY (ARRAY[…])`, in arrays written as strings (`'{1,NULL}'`), and in
one column of a list of rows; in queries, data changes, views, policies, conditions of triggers and
bodies of functions. In a CHECK, where such a condition does no harm but not what it says either, as
a warning.
)",
    .not_reported = R"(
Lists without a NULL that can be seen: literals, parameters, columns, calls. `x IN (1, NULL)`, which
finds what it should, and a double negation, which is the same. Sub-selects and VALUES lists, which
are the business of `not-in-subquery`. Arrays of rows, where NULL equals NULL.
)",
    .instead = R"(
Leave the NULL out:

```sql
SELECT id FROM orders WHERE status NOT IN ('paid', 'sent');
```

A NULL in the column is not found by that either. Say whether it is wanted:

```sql
SELECT id FROM orders WHERE status NOT IN ('paid', 'sent') OR status IS NULL;
SELECT id FROM orders WHERE status NOT IN ('paid', 'sent') AND status IS NOT NULL;
```

Where a program fills the list, it has to leave NULL out, or the query has to:

```sql
PREPARE open_orders(text[]) AS
  SELECT id FROM orders WHERE status <> ALL (array_remove($1, NULL));
```

To keep NULL out of a column, NOT NULL is the way. Added like this, in PostgreSQL 12 and newer, it
does not block anybody while all rows are read:

```sql
ALTER TABLE orders ADD CONSTRAINT status_given CHECK (status IS NOT NULL) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT status_given;
ALTER TABLE orders ALTER COLUMN status SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT status_given;
```

Take care when mending what has been running: a DELETE that never deleted anything starts to. A view
is replaced under a short ACCESS EXCLUSIVE lock on the view (CREATE OR REPLACE VIEW), a policy is
altered under one on its table (ALTER POLICY).
)",
    .fine = "Never: a condition that cannot be true is written `false`.",
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
