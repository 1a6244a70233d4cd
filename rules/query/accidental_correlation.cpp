// A subquery that returns nothing but a column of the query around it, by a slip in its name.
#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "catalog/schema_catalog.h"

#include "query/lookup.h"
#include "query/model.h"
#include "rule/context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::accidental_correlation {
namespace {

/// A subquery that may be one, and the columns in what it returns.
struct Candidate {
  query::SubqueryKind kind;
  std::vector<const query::Reference*> columns = {};
};

/// Those that read something and return one expression of columns without qualifiers.
std::vector<Candidate> candidates_of(const query::Model& model) {
  std::vector<Candidate> candidates;
  std::vector<std::size_t> of_level(model.levels.size(), query::none);
  for (const query::Subquery& subquery : model.subqueries) {
    const query::Level& level = model.levels[subquery.level];
    if (subquery.kind == query::SubqueryKind::exists) continue;
    const bool returns_one = level.are_outputs_known && level.outputs.size() == 1;
    if (!returns_one || level.items.empty()) continue;
    // An aggregate over columns of the outer query is one of the outer query.
    const bool is_list = subquery.kind == query::SubqueryKind::list;
    if (!is_list && !level.outputs.front().is_column) continue;
    of_level[subquery.level] = candidates.size();
    candidates.push_back({.kind = subquery.kind});
  }
  for (const query::Reference& reference : model.references) {
    if (reference.clause != query::Clause::output || reference.level == query::none) continue;
    const std::size_t index = of_level[reference.level];
    if (index != query::none) candidates[index].columns.push_back(&reference);
  }
  std::erase_if(candidates, [](const Candidate& candidate) {
    const auto is_qualified = [](const query::Reference* column) {
      return !column->qualifier.empty() || column->column.empty();
    };
    return candidate.columns.empty() || std::ranges::any_of(candidate.columns, is_qualified);
  });
  return candidates;
}

/// The item outside of the subquery that has the column, or null if that is not certain.
const query::Item* outer_item(const query::Reference& column, const query::Lookup& lookup) {
  const query::Answer answer = lookup.find(column);
  const bool is_outer = answer.binding == query::Binding::bound && !answer.items.empty() &&
                        answer.scope != query::none && answer.scope != column.scope;
  return is_outer ? answer.items.front() : nullptr;
}

/// The name of the only table that the subquery reads; empty if it reads several.
std::string only_table(const query::Model& model, std::size_t level) {
  const std::vector<std::size_t>& items = model.levels[level].items;
  return items.size() == 1 ? model.items[items.front()].name : std::string();
}

bool describe(const query::Model& model, const Candidate& candidate, const query::Lookup& lookup,
              Finding& finding) {
  const query::Item* outer = nullptr;
  for (const query::Reference* column : candidate.columns) {
    outer = outer_item(*column, lookup);
    if (outer == nullptr) return false;
  }
  const query::Reference& column = *candidate.columns.back();
  const std::string meant = outer->name + "." + column.column;
  const std::string table = only_table(model, column.level);
  finding.range = column.at;
  finding.message =
      table.empty()
          ? text::format("subquery returns `{}` of the outer query: none of its tables has `{}`",
                         meant, column.column)
          : text::format("subquery returns `{}` of the outer query: `{}` has no column `{}`", meant,
                         table, column.column);
  finding.help =
      text::format("name a column of the subquery, or write `{}` if that is meant", meant);
  if (candidate.kind != query::SubqueryKind::list) finding.severity = Severity::warning;
  return true;
}

void check(Context& context) {
  const query::Model& model = *context.query();
  const bool may_have = model.are_names_known && !model.subqueries.empty();
  if (!may_have || !context.follows_schema() || candidates_of(model).empty()) return;
  context.report_if(
      {.at = context.statement().extent, .message = "subquery returns a column of the outer query"},
      [query = context.query(), file = context.origin().file](const catalog::Catalog& before,
                                                              Finding& finding) {
        const query::Lookup lookup(*query, before, file);
        return std::ranges::any_of(candidates_of(*query), [&](const Candidate& candidate) {
          return describe(*query, candidate, lookup, finding);
        });
      });
}

}  // namespace

extern constinit const Rule rule = {
    .id = "accidental-correlation",
    .group = Group::query,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .also = {Severity::warning},
    .summary = "A subquery returns a column of the outer query, because its own tables lack it",
    .help = "qualify the columns of the subquery",
    .why = R"(
A name without a qualifier that no table of a subquery has means the column of the query around it.
So `email IN (SELECT email FROM orders)` compares `customers.email` with itself if `orders` has no
column `email`: it is true for every customer with an email, as soon as `orders` has one row.
PostgreSQL reports no error. A DELETE or UPDATE with such a condition changes all these rows.
)",
    .reported = R"(
A subquery in IN, ANY or ALL that has tables, and whose only result uses columns without a
qualifier, all of the outer query, by the schema that the files before it made. As a warning in
ARRAY and in place of a value, if the result is just a column.
)",
    .not_reported = R"(
Columns with a qualifier, which say what is meant; subqueries without FROM; EXISTS, whose results do
not count; results that also use a column of the subquery; statements with tables whose columns are
not known in full; bodies of functions and DO blocks.
)",
    .instead = R"(
Name the column of the subquery that is meant, and qualify columns in subqueries with the table or
its alias: PostgreSQL then rejects a name that the table does not have.

```sql
DELETE FROM customers AS c WHERE c.id IN (SELECT o.customer_id FROM orders AS o);
```
)",
    .fine = R"(
Rarely, if the outer column is meant. Then qualify it.
)",
    .bad = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, email text UNIQUE);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers);
CREATE INDEX orders_customer_id ON orders (customer_id);
DELETE FROM customers WHERE email IN (SELECT email FROM orders);
)",
    .good = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, email text UNIQUE);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers);
CREATE INDEX orders_customer_id ON orders (customer_id);
DELETE FROM customers AS c WHERE c.id IN (SELECT o.customer_id FROM orders AS o);
)",
    .links = {"https://www.postgresql.org/docs/current/sql-expressions.html"},
    .query_check = check,
};

}  // namespace pglint::rules::accidental_correlation
