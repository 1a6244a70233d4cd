// Two things of one query with one name: items of FROM, CTEs, windows, columns of a view.
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "query/model.h"
#include "rule/context.h"
#include "rule/failure.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::duplicate_alias {
namespace {

/// The first name that an earlier one equals, or null.
const query::NamePlace* repeated(const std::vector<query::NamePlace>& names) {
  std::unordered_set<std::string_view> seen;
  for (const query::NamePlace& each : names) {
    if (!each.name.empty() && !seen.insert(each.name).second) return &each;
  }
  return nullptr;
}

/// The items of one name. Relations without an alias may have one if they are in different schemas.
class Namesakes {
 public:
  /// Adds an item; false if it conflicts with an earlier one.
  bool add(const query::Item& item) {
    const bool is_plain = item.kind == query::ItemKind::relation && !item.has_alias;
    const bool may_be_one_of_many = is_plain && !has_other_;
    has_other_ = has_other_ || !is_plain;
    const bool is_first = schemas_.empty();
    return schemas_.insert(item.relation.schema).second && (is_first || may_be_one_of_many);
  }

 private:
  bool has_other_ = false;
  std::set<std::string_view> schemas_;
};

void report(Context& context, text::Range at, std::string_view what, const std::string& name,
            std::string help) {
  context.report(
      {.at = at.end == 0 ? context.anchor().statement() : at,
       .message = text::format("{}: two {} are called `{}`", failure(context), what, name),
       .help = std::move(help)});
}

void check_items(const query::Level& level, Context& context) {
  const query::Model& model = *context.query();
  std::unordered_map<std::string_view, Namesakes> namesakes;
  for (const std::size_t index : level.items) {
    const query::Item& item = model.items[index];
    if (item.name.empty() || namesakes[item.name].add(item)) continue;
    return report(context, item.at, "items of FROM", item.name,
                  text::format("give one `{}` another alias", item.name));
  }
}

void check_names(const query::Level& level, Context& context) {
  const query::NamePlace* cte = repeated(level.ctes);
  if (cte != nullptr) {
    report(context, cte->at, "queries of WITH", cte->name,
           text::format("rename one of the queries `{}`", cte->name));
  }
  const query::NamePlace* window = repeated(level.windows);
  if (window != nullptr) {
    report(context, window->at, "windows", window->name,
           text::format("rename one of the windows `{}`", window->name));
  }
}

/// The names of the columns, as far as there is no star.
std::vector<query::NamePlace> made_columns(const query::Model& model) {
  std::vector<query::NamePlace> columns;
  std::size_t level = model.made->level;
  while (model.levels[level].same_as != query::none) level = model.levels[level].same_as;
  const auto& outputs = model.levels[level].outputs;
  for (std::size_t at = 0; at < outputs.size(); ++at) {
    if (outputs[at].name.empty()) break;
    const bool is_listed = at < model.made->columns.size();
    columns.push_back(
        {.name = is_listed ? model.made->columns[at] : outputs[at].name, .at = outputs[at].at});
  }
  return columns;
}

void check(Context& context) {
  const query::Model& model = *context.query();
  for (const query::Level& level : model.levels) {
    check_items(level, context);
    check_names(level, context);
  }
  if (!model.made) return;
  const std::vector<query::NamePlace> columns = made_columns(model);
  const query::NamePlace* column = repeated(columns);
  if (column == nullptr) return;
  report(context, column->at, "columns of the " + model.made->kind, column->name,
         text::format("give one of the columns `{}` an alias", column->name));
}

}  // namespace

extern constinit const Rule rule = {
    .id = "duplicate-alias",
    .group = Group::query,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "Two tables, CTEs, windows or view columns in one query have the same name",
    .help = "give one of the two another name",
    .why = R"(
With two tables of one name in FROM, a qualified column could be that of either, so PostgreSQL
rejects the query (SQLSTATE 42712), also for two queries of one WITH. Two windows of one name are
42P20. A view, a materialized view and CREATE TABLE AS need different names for their columns
(42701), although the same query runs alone.
)",
    .reported = R"(
Two items of one FROM with one name, also the target of UPDATE, DELETE and MERGE with what FROM or
USING has; two queries of one WITH; two windows of one query; two columns of a view, a materialized
view or CREATE TABLE AS, as far as no `*` comes before them.
)",
    .not_reported = R"(
Tables of the same name in two schemas, `a.orders` and `b.orders`, both without an alias: PostgreSQL
accepts them. Names in subqueries, which hide those outside.
)",
    .instead = R"(
Give each table in FROM a different alias, also where a table is joined with itself. Name the
columns of a view with AS, or list their names after the name of the view.
)",
    .fine = R"(
Never: PostgreSQL rejects the second thing of that name.
)",
    .bad = R"(
CREATE TABLE employees (id bigint PRIMARY KEY, name text NOT NULL);
SELECT count(*) FROM employees JOIN employees ON true;
)",
    .good = R"(
CREATE TABLE employees (id bigint PRIMARY KEY, name text NOT NULL);
SELECT count(*) FROM employees AS a JOIN employees AS b ON a.name = b.name;
)",
    .links = {"https://www.postgresql.org/docs/current/"
              "queries-table-expressions.html#QUERIES-TABLE-ALIASES"},
    .query_check = check,
};

}  // namespace pglint::rules::duplicate_alias
