// A column without a qualifier that two tables of one query have.
#include <string>

#include "catalog/schema_catalog.h"

#include "query/lookup.h"
#include "query/model.h"
#include "rule/context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::ambiguous_column {
namespace {

/// `customers`, or the word for an item without a name.
std::string shown(const query::Item& item) {
  return item.name.empty() ? "a subquery" : "`" + item.name + "`";
}

/// Sets what the finding says about the first ambiguous column.
bool describe_first(const query::Model& model, const query::Lookup& lookup, Finding& finding) {
  for (const query::Reference& reference : model.references) {
    const query::Answer answer = lookup.find(reference);
    if (answer.binding != query::Binding::ambiguous) continue;
    const query::Item& first = *answer.items[0];
    const query::Item& second = *answer.items[1];
    finding.range = reference.at;
    finding.message = text::format("fails: `{}` is a column of {} and of {}", reference.column,
                                   shown(first), shown(second));
    finding.help = text::format("qualify it: `{}.{}` or `{}.{}`", first.name, reference.column,
                                second.name, reference.column);
    return true;
  }
  return false;
}

void check(Context& context) {
  const query::Model& model = *context.query();
  const bool has_several = model.items.size() > 1 && !model.references.empty();
  if (!model.are_names_known || !context.follows_schema() || !has_several) return;
  context.report_if({.at = context.statement().extent, .message = "fails: ambiguous column"},
                    [query = context.query(), file = context.origin().file](
                        const catalog::Catalog& before, Finding& finding) {
                      return describe_first(*query, query::Lookup(*query, before, file), finding);
                    });
}

}  // namespace

extern constinit const Rule rule = {
    .id = "ambiguous-column",
    .group = Group::query,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "Two tables of a query have the column, which is not qualified",
    .help = "qualify the column with its table or alias",
    .why = R"(
PostgreSQL does not choose between two tables that have the column. It rejects the statement
(SQLSTATE 42702). In ON CONFLICT DO UPDATE, a name alone may be the column of the table or that of
EXCLUDED.
)",
    .reported = R"(
The first such column of each query, data change and view, by the schema that the files before it
made.
)",
    .not_reported = R"(
Columns that USING or NATURAL merges; names of INSERT and SET lists, which are always those of the
table; aliases in ORDER BY and GROUP BY; statements with tables whose columns are not known in full;
bodies of functions and DO blocks.
)",
    .instead = R"(
Qualify the column with the table's name or, if it has one, its alias. In ON CONFLICT DO UPDATE,
write
`excluded.name` for the new value and the table's name for the old one.
)",
    .fine = R"(
Never: PostgreSQL rejects a column that two tables could mean.
)",
    .bad = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers);
CREATE INDEX orders_customer_id ON orders (customer_id);
SELECT id, name FROM customers AS c JOIN orders AS o ON o.customer_id = c.id;
)",
    .good = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers);
CREATE INDEX orders_customer_id ON orders (customer_id);
SELECT o.id, name FROM customers AS c JOIN orders AS o ON o.customer_id = c.id;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-expressions.html"},
    .query_check = check,
};

}  // namespace pglint::rules::ambiguous_column
