// A column beside an aggregate in a query without GROUP BY.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "parse/meaning/names.h"
#include "parse/meaning/type_use.h"
#include "parse/tree/walk.h"
#include "rule/context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::ungrouped_column {
namespace {

/// PostgreSQL's own that other functions are not likely to be called like.
constexpr std::array<std::string_view, 17> aggregates = {
    "array_agg", "avg",   "bit_and",    "bit_or",    "bool_and",        "bool_or",
    "count",     "every", "json_agg",   "jsonb_agg", "json_object_agg", "jsonb_object_agg",
    "max",       "min",   "string_agg", "sum",       "xmlagg"};

/// Those that are certainly no aggregates; other functions may be.
constexpr std::array<std::string_view, 12> scalars = {
    "abs",    "btrim", "concat", "date_part", "date_trunc", "extract",
    "length", "lower", "round",  "substring", "to_char",    "upper"};

enum class Call : std::uint8_t { none, aggregate, other, unknown };

Call call_of(const Node& node) {
  const auto* call = as<FuncCall>(&node);
  if (call == nullptr) return Call::none;
  if (call->over != nullptr) return Call::other;
  const std::string_view name = parse::builtin_name(call->funcname);
  if (std::ranges::find(aggregates, name) != aggregates.end()) return Call::aggregate;
  return std::ranges::find(scalars, name) != scalars.end() ? Call::other : Call::unknown;
}

/// What a list of SELECT has, outside of subqueries.
struct Found {
  bool has_aggregate = false;
  const ColumnRef* column = nullptr;  ///< the first outside of aggregates
};

Found look_at(const List* targets) {
  Found found;
  parse::Walker walker;
  for (const Node* target : each(targets)) {
    if (target == nullptr) continue;
    walker.walk_pruned(*target, [&](const Node& part, parse::Ancestors /*ancestors*/) {
      const Call call = call_of(part);
      if (call == Call::aggregate) found.has_aggregate = true;
      const auto* column = as<ColumnRef>(&part);
      if (column != nullptr && found.column == nullptr) found.column = column;
      const bool is_seen = call == Call::none || call == Call::other;
      return is_seen && as<SelectStmt>(&part) == nullptr;
    });
  }
  return found;
}

/// Whether no column of another query, and no parameter, can be in sight.
bool is_outermost(parse::Ancestors ancestors) {
  constexpr std::size_t deepest = 64;
  return ancestors.size() <= deepest && std::ranges::none_of(ancestors, [](const Node* ancestor) {
           const auto* subquery = as<RangeSubselect>(ancestor);
           return as<SubLink>(ancestor) != nullptr || as<RuleStmt>(ancestor) != nullptr ||
                  as<CreateFunctionStmt>(ancestor) != nullptr ||
                  (subquery != nullptr && subquery->lateral);
         });
}

/// Whether the parser saw what is written, without placeholders.
bool is_as_written(const Context& context) {
  const text::Range extent = context.statement().extent;
  const text::Range in_file = context.origin().in_file(extent);
  return context.origin().content.substr(in_file.begin, in_file.size()) == context.written(extent);
}

void check(const SelectStmt& select, Context& context) {
  const bool is_plain = select.op == SETOP_NONE && select.groupClause == nullptr &&
                        select.fromClause != nullptr && context.origin().is_file();
  if (!is_plain) return;
  const Found found = look_at(select.targetList);
  const bool is_grouped = found.has_aggregate || select.havingClause != nullptr;
  if (!is_grouped || found.column == nullptr) return;
  if (!is_outermost(context.ancestors()) || !is_as_written(context)) return;
  const bool is_star = as<A_Star>(each(found.column->fields).back()) != nullptr;
  const std::string name = is_star ? "*" : parse::sql_name(found.column->fields);
  context.report(
      {.at = context.anchor().from_own_location(node(*found.column)),
       .message = text::format("fails: `{}` is neither in GROUP BY nor in an aggregate", name),
       .help = is_star ? "list the columns, and group by them"
                       : text::format("add `GROUP BY {}`, or write an aggregate such as `min({})`",
                                      name, name)});
}

}  // namespace

extern constinit const Rule rule = {
    .id = "ungrouped-column",
    .group = Group::query,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "A query with an aggregate returns a column that is not grouped",
    .help = "group by the column, or aggregate it",
    .why = R"(
An aggregate such as `count(*)` makes one row of all rows. A column beside it has many values, and
PostgreSQL does not pick one: it rejects the statement (SQLSTATE 42803). MySQL may accept it.
)",
    .reported = R"(
A column or `*` outside of aggregates in the list of a SELECT that has an aggregate of PostgreSQL or
HAVING, but no GROUP BY. Views, data changes, CTEs and subqueries in FROM are included.
)",
    .not_reported = R"(
Queries with GROUP BY; columns in calls of functions that may be aggregates; aggregates with OVER,
which keep the rows; subqueries in expressions and after LATERAL, where the column may belong to the
outer query; statements with placeholders; bodies of functions and DO blocks, where the name may be
a variable.
)",
    .instead = R"(
Group by the column, for one row for each of its values. If one value is enough, aggregate it with
`min` or `max`. If all rows should stay, write `count(*) OVER ()`.
)",
    .fine = R"(
Never: PostgreSQL rejects a column that is not grouped.
)",
    .bad = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, city text NOT NULL);
SELECT city, count(*) FROM customers;
)",
    .good = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, city text NOT NULL);
SELECT city, count(*) FROM customers GROUP BY city;
)",
    .links = {"https://www.postgresql.org/docs/current/queries-table-expressions.html"},
    .checks = {on<check>},
};

}  // namespace pglint::rules::ungrouped_column
