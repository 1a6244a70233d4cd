// Lists that must be of one length, and are not.
#include <string>
#include <utility>

#include "query/lookup.h"
#include "query/model.h"
#include "rule/context.h"
#include "rule/failure.h"
#include "rule/rule.h"
#include "text/format.h"
#include "text/plural.h"

namespace pglint::rules::column_count_mismatch {
namespace {

/// A message without its beginning, and its help.
struct Words {
  std::string message;
  std::string help;
};

Words words_for(const query::WidthFault& fault) {
  const std::string values = text::counted(fault.found, "value");
  switch (fault.kind) {
    case query::WidthKind::insert:
      return {.message = text::format("{} for {}", values, text::counted(fault.wanted, "column")),
              .help = fault.found < fault.wanted
                          ? "add the missing values, or remove columns from the list"
                          : "add the missing columns to the list, or remove values"};
    case query::WidthKind::values:
      return {
          .message = text::format("this row has {}, the first one has {}", values, fault.wanted),
          .help = text::format("write {} in each row", text::counted(fault.wanted, "value"))};
    case query::WidthKind::set_operation:
      return {
          .message = text::format("this query returns {}, the first one returns {}",
                                  text::counted(fault.found, "column"), fault.wanted),
          .help = text::format("return {} from each query", text::counted(fault.wanted, "column"))};
    case query::WidthKind::subquery:
      return {.message = text::format("the subquery returns {}, not {}",
                                      text::counted(fault.found, "column"), fault.wanted),
              .help = text::format("return {} from the subquery",
                                   text::counted(fault.wanted, "column"))};
    case query::WidthKind::assignment:
      break;
  }
  return {
      .message = text::format("{} for {} in SET", values, text::counted(fault.wanted, "column")),
      .help = "assign one value to each column"};
}

/// More values than the table has columns.
void check_unlisted(const query::Insertion& insert, Context& context) {
  const std::size_t width = insert.width.value_or(0);
  const bool is_unlisted = insert.assignments == query::none && width > 0;
  if (!is_unlisted || !context.query()->are_names_known || !context.follows_schema()) return;
  context.report_if(
      {.at = insert.at,
       .message = text::format("fails: {} for fewer columns", text::counted(width, "value")),
       .help = "list the columns after the name of the table",
       .object = context.query()->items[insert.item].relation.name},
      [model = context.query(), file = context.origin().file, item = insert.item, width](
          const catalog::Catalog& before, Finding& finding) {
        const query::Lookup lookup(*model, before, file);
        const catalog::Relation* relation = lookup.known_relation(model->items[item]);
        if (relation == nullptr) return false;
        std::size_t columns = 0;
        for (const catalog::Column& column : relation->columns) {
          if (!column.certain) return false;
          ++columns;
        }
        finding.message =
            text::format("fails: {} for the {} of `{}`", text::counted(width, "value"),
                         text::counted(columns, "column"), relation->name.name);
        return width > columns;
      });
}

void check(Context& context) {
  const query::Model& model = *context.query();
  for (const query::WidthFault& fault : model.width_faults) {
    Words words = words_for(fault);
    context.report({.at = fault.at,
                    .message = text::format("{}: {}", failure(context), words.message),
                    .help = std::move(words.help)});
  }
  for (const query::Insertion& insert : model.insertions) check_unlisted(insert, context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "column-count-mismatch",
    .group = Group::query,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary =
        "The number of values or columns differs from what they are assigned to or joined with",
    .help = "write as many values as there are columns",
    .why = R"(
PostgreSQL does not fill up lists. It rejects an INSERT with more or fewer values than listed
columns, rows of VALUES or queries of a UNION of different width, and a subquery with several
columns where one value is needed, all with SQLSTATE 42601.
)",
    .reported = R"(
An INSERT list against its VALUES or SELECT; without a list, more values than the table has columns;
rows of one VALUES; queries of UNION, INTERSECT and EXCEPT; subqueries in IN, in ARRAY and as a
value; `SET (a, b) = (…)`. Also in bodies of functions, which PostgreSQL only checks when they are
called.
)",
    .not_reported = R"(
Lists with `*`; statements with placeholders, which may stand for several values; tables that the
linted files do not show in full.
)",
    .instead = R"(
Compare the two lists. If a value is missing in the middle, all values after it would go to the
wrong column, so do not simply add one at the end.
)",
    .fine = R"(
Never: PostgreSQL rejects lists of different length.
)",
    .bad = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, city text NOT NULL);
INSERT INTO customers (id, name, city) VALUES (1, 'Ada');
)",
    .good = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, city text NOT NULL);
INSERT INTO customers (id, name, city) VALUES (1, 'Ada', 'London');
)",
    .links = {"https://www.postgresql.org/docs/current/sql-insert.html"},
    .query_check = check,
};

}  // namespace pglint::rules::column_count_mismatch
