// NOT IN (SELECT …), however it is spelled. A double negation is an IN, and a sub-select that
// cannot give NULL leaves only the planner's side of it.
#include <algorithm>
#include <utility>
#include <vector>

#include "catalog/column_lookup.h"

#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/names.h"
#include "parse/meaning/negation.h"
#include "parse/meaning/non_null.h"
#include "rule/context.h"
#include "rule/rule.h"

namespace pglint::rules::not_in_subquery {
namespace {

/// The column that the sub-select returns, as written; empty if it is no plain column.
std::string returned_column(const SelectStmt& select) {
  const auto targets = each<ResTarget>(select.targetList);
  const auto* column = targets.size() == 1 ? as<ColumnRef>(targets[0]->val) : nullptr;
  return column == nullptr ? std::string() : parse::qualified_name(column->fields);
}

std::string null_effect(const SelectStmt& select) {
  if (each(select.targetList).size() > 1)
    return "loses rows once a column of the sub-select is NULL";
  const std::string column = returned_column(select);
  if (column.empty()) return "is never true once the sub-select returns a NULL";
  return "is never true once `" + column + "` is NULL in one row of the sub-select";
}

constexpr std::string_view slow = " is slow on many rows: the planner cannot make it an anti-join";

/// Whether constraints keep all `columns` from being NULL.
bool are_not_null(const std::vector<parse::ColumnSource>& columns,
                  const catalog::Catalog& catalog) {
  return std::ranges::all_of(columns, [&](const parse::ColumnSource& source) {
    const catalog::FoundColumn found = catalog::find_column(source, catalog);
    return found.column != nullptr && !found.nullable &&
           found.column->not_null == catalog::Answer::yes;
  });
}

void report(const Node& negation, const SubLink& in, std::string_view spelling, Context& context) {
  const auto* select = as<SelectStmt>(in.subselect);
  if (select == nullptr) return;
  const std::string subject = "`" + std::string(spelling) + "`";
  Report report = {.at = context.anchor().from_own_location(negation),
                   .message = subject + std::string(slow),
                   .object = parse::enclosing_object(context.ancestors()),
                   .severity = Severity::info};
  std::vector<const Node*> path(context.ancestors().begin(), context.ancestors().end());
  path.push_back(&node(in));
  parse::NullProof proof = parse::proof_of_no_null(*select, path);
  if (proof.holds && proof.if_not_null.empty()) return context.report(std::move(report));

  std::string safe_message = std::move(report.message);
  report.message =
      subject + " " + null_effect(*select) + ", and the planner cannot make it an anti-join";
  report.severity.reset();
  if (!proof.holds) return context.report(std::move(report));
  context.report_if(std::move(report),
                    [columns = std::move(proof.if_not_null), message = std::move(safe_message)](
                        const catalog::Catalog& catalog, Finding& finding) {
                      if (!are_not_null(columns, catalog)) return true;
                      finding.severity = Severity::info;
                      finding.message = message;
                      return true;
                    });
}

void check_not(const BoolExpr& negation, Context& context) {
  if (negation.boolop != NOT_EXPR) return;
  const auto* in = as<SubLink>(each(negation.args)[0]);
  if (in == nullptr || in->subLinkType != ANY_SUBLINK) return;
  const bool equals = in->operName == nullptr || parse::builtin_name(in->operName) == "=";
  if (!equals || parse::is_negated(context.ancestors())) return;
  report(node(negation), *in, "NOT IN (SELECT …)", context);
}

void check_all(const SubLink& all, Context& context) {
  if (all.subLinkType != ALL_SUBLINK || parse::builtin_name(all.operName) != "<>") return;
  if (parse::is_negated(context.ancestors())) return;
  report(node(all), all, "<> ALL (SELECT …)", context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "not-in-subquery",
    .group = Group::dont_do_this,
    .wiki_entry = "3.1",
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "NOT IN (SELECT …) finds nothing once the sub-select returns a NULL, and is slow",
    .help = "write `NOT EXISTS (SELECT FROM … WHERE … = …)`",
    .why = R"(
`x NOT IN (SELECT y …)` asks whether x differs from every y. Comparing with NULL gives NULL, so a
single NULL among the values makes the whole condition NULL or false, never true: the query
returns no rows, without an error, from the day the first NULL is stored.

Because of that rule the planner cannot turn NOT IN into an anti-join. It computes the sub-select
into a hash table if that fits into `work_mem`; otherwise it goes through the values again for
every row. `<> ALL (SELECT …)` means the same and is never hashed.
)",
    .reported = R"(
`NOT IN (SELECT …)`, `NOT (x IN (SELECT …))`, `<> ALL (SELECT …)` and `NOT x = ANY (SELECT …)`, in
queries, data changes, views, policies, conditions of triggers and bodies of functions. Only as info
where the sub-select returns no NULL: `WHERE y IS NOT NULL` or another condition on that very column,
`coalesce(y, 0)`, constants, `count(*)`, and columns that were NOT NULL or part of a primary key when
the statement ran, as far as the linted files tell.
)",
    .not_reported = R"(
Lists of values, which are the business of `not-in-null-list`; NOT EXISTS; a double negation, which
is an IN.
)",
    .instead = R"(
`NOT EXISTS` is an anti-join, and NULLs among the values do not matter:

```sql
SELECT c.id, c.name
FROM customers AS c
WHERE NOT EXISTS (SELECT FROM orders AS o WHERE o.customer_id = c.id);
```

It differs in one case: where the left side is NULL, `NOT IN` is not true and `NOT EXISTS` is. If
that can happen and such rows are not wanted, add `c.id IS NOT NULL`. A query can be changed on
its own; a view is replaced under a short ACCESS EXCLUSIVE lock on the view (CREATE OR REPLACE
VIEW), a policy is altered under one on its table (ALTER POLICY), and no data is touched.
)",
    .fine = R"(
A sub-select that returns a handful of rows and never a NULL: then it is neither slow nor wrong.
)",
    .bad = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);
CREATE INDEX orders_customer_id ON orders (customer_id);
SELECT c.id, c.name FROM customers AS c WHERE c.id NOT IN (SELECT customer_id FROM orders);
)",
    .good = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);
CREATE INDEX orders_customer_id ON orders (customer_id);
SELECT c.id, c.name
FROM customers AS c
WHERE NOT EXISTS (SELECT FROM orders AS o WHERE o.customer_id = c.id);
)",
    .links = {"https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_NOT_IN",
              "https://www.postgresql.org/docs/current/functions-subquery.html"},
    .checks = {on<check_not>, on<check_all>},
};

}  // namespace pglint::rules::not_in_subquery
