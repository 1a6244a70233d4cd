// UPDATE … FROM that sets a value of one of several rows.
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "catalog/schema_catalog.h"

#include "query/lookup.h"
#include "query/model.h"
#include "query/repeated.h"
#include "rule/context.h"
#include "rule/rule.h"
#include "text/ascii.h"
#include "text/format.h"

namespace pglint::rules::nondeterministic_update {
namespace {

/// Whether they are of an UPDATE … FROM, with a column in a value.
bool may_take_any(const query::Assignments& assignments, const query::Model& model) {
  if (assignments.update == query::none) return false;
  return model.levels[assignments.update].items.size() > 1 &&
         std::ranges::any_of(assignments.targets,
                             [](const query::Target& target) { return target.begin < target.end; });
}

/// What makes the result certain.
std::string advice(const query::Repeated& repeated) {
  const std::vector<std::string> names(repeated.fixed.begin(), repeated.fixed.end());
  return text::format(
      "choose the row in a subquery (DISTINCT ON, min, sum), or add a UNIQUE key on `{} ({})`",
      repeated.table->name.name, text::joined(names, ", "));
}

/// Whether the file made or changed the table: it may know its rows, and their keys are in flux.
bool is_changed_in(std::size_t file, const catalog::Relation& table) {
  return table.place.file == file || table.changed.file == file;
}

bool describe(const query::Assignments& assignments, const query::Model& model,
              const query::Lookup& lookup, std::size_t file, Finding& finding) {
  const auto repeated = query::repeated_items(model, lookup, assignments.update, assignments.item);
  if (repeated.empty()) return false;
  for (const query::Target& target : assignments.targets) {
    for (std::size_t index = target.begin; index < target.end; ++index) {
      const query::Reference& value = model.references[index];
      const query::Answer answer = lookup.find(value);
      if (answer.binding != query::Binding::bound || answer.items.size() != 1) continue;
      const auto found = std::ranges::find(repeated, answer.items.front(), &query::Repeated::item);
      if (found == repeated.end() || found->fixed.contains(value.column)) continue;
      // Tables that nothing is compared with often have one row: settings.
      if (found->fixed.empty() || is_changed_in(file, *found->table)) continue;
      const query::Item& changed = model.items[assignments.item];
      finding.range = value.at;
      finding.message =
          text::format("UPDATE takes `{}.{}` of any row: several may match one row of `{}`",
                       found->item->name, value.column, changed.relation.name);
      finding.help = advice(*found);
      finding.object = changed.relation.name;
      return true;
    }
  }
  return false;
}

void check(Context& context) {
  const query::Model& model = *context.query();
  const auto may_be = [&](const query::Assignments& assignments) {
    return may_take_any(assignments, model);
  };
  if (!model.are_names_known || !context.follows_schema()) return;
  if (std::ranges::none_of(model.assignments, may_be)) return;
  context.report_if({.at = context.statement().extent, .message = "UPDATE takes any row"},
                    [query = context.query(), file = context.origin().file](
                        const catalog::Catalog& before, Finding& finding) {
                      if (before.limit()) return false;
                      const query::Lookup lookup(*query, before, file);
                      return std::ranges::any_of(
                          query->assignments, [&](const query::Assignments& assignments) {
                            return may_take_any(assignments, *query) &&
                                   describe(assignments, *query, lookup, file, finding);
                          });
                    });
}

}  // namespace

extern constinit const Rule rule = {
    .id = "nondeterministic-update",
    .group = Group::query,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .summary = "UPDATE … FROM sets a value of any of several matching rows",
    .help = "choose the row in a subquery, or add a UNIQUE key",
    .why = R"(
If several rows of FROM match one row of the table, UPDATE changes that row once, with the values of
any one of them. Which one depends on the plan, so a new index or more rows change the result. The
sum of the matching rows, as in `SET paid = paid + p.amount`, is not taken either. PostgreSQL
reports no error; MERGE does.
)",
    .reported = R"(
A column of a table in FROM that SET uses, if no primary key or unique index of that table says that
at most one of its rows matches, by the schema that the files before it made.
)",
    .not_reported = R"(
Columns that the conditions compare with `=`, since they are equal in all matching rows; tables with
a key whose columns are all in the conditions, also in other conditions than `=`; views, subqueries,
CTEs and functions in FROM; temporary tables; tables that a subquery of the statement refers to, as
in NOT EXISTS; tables that nothing is compared with; NATURAL joins; tables that the same file creates
or changes, as migrations do that move data; tables that the linted files do not show in full; bodies
of functions and DO blocks.
)",
    .instead = R"(
Make one row of the matching ones first:

```sql
UPDATE customers AS c SET last_order = o.latest
FROM (SELECT customer_id, max(created_at) AS latest FROM orders GROUP BY customer_id) AS o
WHERE o.customer_id = c.id;
```

For the values of one row, `SELECT DISTINCT ON (customer_id) … ORDER BY customer_id, created_at
DESC`. If there is one row only, say so with a UNIQUE key.
)",
    .fine = R"(
If all matching rows have the same value, as in a copy of a value that they share.
)",
    .bad = R"(
-- file: 0001_orders.up.sql
CREATE TABLE customers (id bigint PRIMARY KEY, last_order timestamptz);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers, created_at timestamptz NOT NULL);
CREATE INDEX orders_customer_id ON orders (customer_id);
-- file: 0002_last_order.up.sql
UPDATE customers AS c SET last_order = o.created_at FROM orders AS o WHERE o.customer_id = c.id AND c.id < 1000;
)",
    .good = R"(
-- file: 0001_orders.up.sql
CREATE TABLE customers (id bigint PRIMARY KEY, last_order timestamptz);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers, created_at timestamptz NOT NULL);
CREATE INDEX orders_customer_id ON orders (customer_id);
-- file: 0002_last_order.up.sql
UPDATE customers AS c SET last_order = o.latest FROM (SELECT customer_id, max(created_at) AS latest FROM orders GROUP BY customer_id) AS o WHERE o.customer_id = c.id AND c.id < 1000;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-update.html"},
    .query_check = check,
};

}  // namespace pglint::rules::nondeterministic_update
