// A column that no table in sight has, by the schema before the statement.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/schema_catalog.h"

#include "query/lookup.h"
#include "query/model.h"
#include "rule/context.h"
#include "rule/rule.h"
#include "text/format.h"
#include "text/nearest.h"

namespace pglint::rules::unknown_column {
namespace {

/// What is wrong, without the beginning of the message.
struct Fault {
  text::Range at;
  std::string message;
  std::string help;
  std::string object = {};
};

/// Looks for the first absent column of a statement.
class Search {
 public:
  Search(const query::Model& model, const catalog::Catalog& catalog, std::size_t file)
      : model_(model), lookup_(model, catalog, file) {}

  [[nodiscard]] std::optional<Fault> first_fault() const {
    std::optional<Fault> first;
    const auto keep_first = [&](Fault fault) {
      if (!first || fault.at.begin < first->at.begin) first = std::move(fault);
    };
    for (const query::Assignments& assignments : model_.assignments) {
      const query::Item& item = model_.items[assignments.item];
      for (const query::Target& target : assignments.targets) {
        if (lookup_.find_target(item, target.column) != query::Binding::absent) continue;
        keep_first(fault_of(target, item, assignments.is_insert));
        break;
      }
    }
    for (const query::Reference& reference : model_.references) {
      const query::Answer answer = lookup_.find(reference);
      if (answer.binding != query::Binding::absent) continue;
      keep_first(fault_of(reference, answer));
      break;
    }
    return first;
  }

 private:
  [[nodiscard]] Fault fault_of(const query::Target& target, const query::Item& item,
                               bool is_insert) const {
    if (!is_insert && target.is_part && target.column == item.name) {
      return {.at = target.at,
              .message = text::format("SET takes no alias or table name, such as `{}`", item.name),
              .help = text::format("remove `{}.`", item.name),
              .object = item.relation.name};
    }
    return of_item(target.at, target.column, item);
  }

  [[nodiscard]] Fault fault_of(const query::Reference& reference,
                               const query::Answer& answer) const {
    const std::string& column = reference.column;
    if (is_alias(reference)) {
      return {
          .at = reference.at,
          .message = text::format("alias `{}` of the SELECT list is not visible in {}", column,
                                  name_of(reference.clause)),
          .help = text::format("repeat the expression of `{}`, or select from a subquery", column)};
    }
    if (!answer.items.empty()) return of_item(reference.at, column, *answer.items.front());
    const query::Item* only = only_item(reference.scope);
    if (only != nullptr) return of_item(reference.at, column, *only);
    if (const query::Item* beside = item_beside(reference)) {
      return {.at = reference.at,
              .message = text::format("`{}` of `{}` is not in sight of a subquery in FROM", column,
                                      beside->name),
              .help = "write LATERAL before the subquery, or move the condition out of it"};
    }
    if (is_beside_others(reference)) {
      return {
          .at = reference.at,
          .message = text::format("no table that this subquery sees has a column `{}`", column),
          .help = text::format("correct the name `{}`, or write LATERAL before the subquery, so "
                               "that it sees the tables beside it",
                               column)};
    }
    return {.at = reference.at,
            .message = text::format("no table in FROM has a column `{}`", column),
            .help = advice(column, all_names(reference.scope))};
  }

  static std::string_view name_of(query::Clause clause) {
    if (clause == query::Clause::having) return "HAVING";
    return clause == query::Clause::where ? "WHERE" : "an expression of ORDER BY";
  }

  [[nodiscard]] bool is_alias(const query::Reference& reference) const {
    const bool is_unseen = reference.clause == query::Clause::where ||
                           reference.clause == query::Clause::having ||
                           reference.clause == query::Clause::in_order_by;
    if (!is_unseen || !reference.qualifier.empty()) return false;
    return std::ranges::any_of(
        model_.levels[reference.level].outputs,
        [&](const query::Output& output) { return output.name == reference.column; });
  }

  /// What is beside the subquery of FROM that the reference is in, with the subquery; null if it is
  /// in none.
  [[nodiscard]] const query::Scope* scope_around(const query::Reference& reference) const {
    const auto is_around = [&](const query::Scope& scope) {
      return std::ranges::any_of(scope.items, [&](std::size_t item) {
        return model_.items[item].kind == query::ItemKind::query &&
               model_.items[item].level == reference.level;
      });
    };
    const auto found = std::ranges::find_if(model_.scopes, is_around);
    return found == model_.scopes.end() ? nullptr : &*found;
  }

  /// The table beside that subquery that has the column, or null.
  [[nodiscard]] const query::Item* item_beside(const query::Reference& reference) const {
    const query::Scope* scope = scope_around(reference);
    if (scope == nullptr || !reference.qualifier.empty()) return nullptr;
    for (const std::size_t item : scope->items) {
      const query::Item& beside = model_.items[item];
      const bool is_relation = beside.kind == query::ItemKind::relation;
      if (is_relation && lookup_.find_target(beside, reference.column) == query::Binding::bound) {
        return &beside;
      }
    }
    return nullptr;
  }

  /// Whether a table whose columns are not known is beside that subquery.
  [[nodiscard]] bool is_beside_others(const query::Reference& reference) const {
    const query::Scope* scope = scope_around(reference);
    return scope != nullptr && reference.qualifier.empty() &&
           std::ranges::any_of(scope->items, [&](std::size_t item) {
             const query::Item& beside = model_.items[item];
             return beside.kind == query::ItemKind::relation &&
                    lookup_.known_relation(beside) == nullptr;
           });
  }

  /// The only item in sight, or null.
  [[nodiscard]] const query::Item* only_item(std::size_t scope) const {
    const query::Scope& sight = model_.scopes[scope];
    const bool is_only = sight.items.size() == 1 && sight.outer == query::none;
    return is_only ? &model_.items[sight.items.front()] : nullptr;
  }

  [[nodiscard]] Fault of_item(text::Range at, const std::string& column,
                              const query::Item& item) const {
    const catalog::Relation* relation = lookup_.known_relation(item);
    if (relation == nullptr) {
      const std::string what = item.name.empty() ? "the query" : "`" + item.name + "`";
      return {.at = at,
              .message = text::format("{} has no column `{}`", what, column),
              .help = text::format("correct the name `{}`, or let {} return it", column, what)};
    }
    Fault fault = {.at = at,
                   .message = text::format("`{}` has no column `{}`", relation->name.name, column),
                   .help = advice(column, names_of(*relation)),
                   .object = relation->name.name};
    for (const catalog::Column& known : relation->columns) {
      if (std::ranges::find(known.former_names, column) == known.former_names.end()) continue;
      fault.message =
          text::format("`{}.{}` was renamed to `{}`", relation->name.name, column, known.name);
      fault.help = text::format("write `{}`", known.name);
    }
    return fault;
  }

  static std::vector<std::string_view> names_of(const catalog::Relation& relation) {
    std::vector<std::string_view> names;
    for (const catalog::Column& column : relation.columns) names.emplace_back(column.name);
    return names;
  }

  [[nodiscard]] std::vector<std::string_view> all_names(std::size_t scope) const {
    std::vector<std::string_view> names;
    for (const std::size_t index : model_.scopes[scope].items) {
      const catalog::Relation* relation = lookup_.known_relation(model_.items[index]);
      if (relation == nullptr) continue;
      for (const std::string_view name : names_of(*relation)) names.push_back(name);
    }
    return names;
  }

  static std::string advice(const std::string& column, const std::vector<std::string_view>& names) {
    const std::string_view nearest = text::nearest(column, names);
    if (nearest.empty()) {
      return text::format("correct the name `{}`, or add the column first", column);
    }
    return text::format("did you mean the column `{}`?", nearest);
  }

  const query::Model& model_;
  query::Lookup lookup_;
};

void check(Context& context) {
  const query::Model& model = *context.query();
  const bool has_names = !model.references.empty() || !model.assignments.empty();
  if (!model.are_names_known || !context.follows_schema() || !has_names) return;
  context.report_if({.at = context.statement().extent, .message = "fails: unknown column"},
                    [query = context.query(), file = context.origin().file](
                        const catalog::Catalog& before, Finding& finding) {
                      auto fault = Search(*query, before, file).first_fault();
                      if (!fault) return false;
                      finding.range = fault->at;
                      finding.message = "fails: " + fault->message;
                      finding.help = std::move(fault->help);
                      finding.object = std::move(fault->object);
                      return true;
                    });
}

}  // namespace

extern constinit const Rule rule = {
    .id = "unknown-column",
    .group = Group::query,
    .concern = Concern::correctness,
    .severity = Severity::error,
    .summary = "A query uses a column that does not exist",
    .help = "correct the name of the column",
    .why = R"(
PostgreSQL rejects a statement with a column that no table in sight has (SQLSTATE 42703). In a
migration, the deployment stops there. Typical causes are a column that an earlier migration renamed
or dropped, an alias of the SELECT list in WHERE, the table's name in SET, and strings in double
quotes, which are names.
)",
    .reported = R"(
The first such column of each query, data change, view and policy, by the schema that the files
before it made: `name`, `table.name`, columns of INSERT lists and SET lists, of subqueries and CTEs.
)",
    .not_reported = R"(
Statements with a table, view or function whose columns are not known in full: the linted files do
not create it, or create it under a condition or in an unknown order. Bodies of functions and DO
blocks, where variables have names, too. System columns, whole rows, and calls such as `c.initials`.
)",
    .instead = R"(
Correct the name, or add the column before. An alias of the SELECT list is visible in ORDER BY and
GROUP BY only; in WHERE, repeat its expression or select from a subquery.
)",
    .fine = R"(
Never: PostgreSQL rejects a column that does not exist.
)",
    .bad = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, city text NOT NULL);
UPDATE customers AS c SET c.city = 'London' WHERE id = 1;
)",
    .good = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, city text NOT NULL);
UPDATE customers AS c SET city = 'London' WHERE id = 1;
)",
    .links = {"https://www.postgresql.org/docs/current/sql-expressions.html"},
    .query_check = check,
};

}  // namespace pglint::rules::unknown_column
