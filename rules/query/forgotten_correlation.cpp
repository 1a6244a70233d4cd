// A subquery that should depend on the row outside, and compares its own columns instead.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "catalog/schema_catalog.h"

#include "query/lookup.h"
#include "query/model.h"
#include "rule/context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::forgotten_correlation {
namespace {

using query::Reference;

/// Both sides are columns, at least one of them without a qualifier.
bool may_be_wrong(const query::Equality& equality, const query::Model& model) {
  if (!equality.has_left || !equality.has_right) return false;
  return model.references[equality.begin].qualifier.empty() ||
         model.references[equality.end - 1].qualifier.empty();
}

/// Subqueries whose result does not depend on the names of their columns, over tables only.
std::vector<std::size_t> candidates_of(const query::Model& model) {
  constexpr std::size_t most = 64;
  std::vector<std::size_t> levels;
  for (const query::Subquery& subquery : model.subqueries) {
    if (levels.size() == most) break;
    const bool is_one =
        subquery.kind == query::SubqueryKind::exists || subquery.kind == query::SubqueryKind::value;
    const query::Level& level = model.levels[subquery.level];
    const bool is_plain = level.ctes.empty() && !level.items.empty() &&
                          std::ranges::all_of(level.items, [&](std::size_t item) {
                            return model.items[item].kind == query::ItemKind::relation;
                          });
    const bool has_condition = std::ranges::any_of(model.equalities, [&](const auto& equality) {
      return equality.level == subquery.level && may_be_wrong(equality, model);
    });
    if (is_one && is_plain && has_condition) levels.push_back(subquery.level);
  }
  return levels;
}

/// Asks about one subquery.
class Search {
 public:
  Search(const query::Model& model, const query::Lookup& lookup, std::size_t level)
      : model_(model), lookup_(lookup), level_(level) {}

  bool describe(Finding& finding) const {
    if (!std::ranges::all_of(model_.references,
                             [&](const Reference& name) { return is_independent(name); })) {
      return false;
    }
    return std::ranges::any_of(model_.equalities, [&](const query::Equality& equality) {
      if (equality.level != level_ || !may_be_wrong(equality, model_)) return false;
      const Reference& left = model_.references[equality.begin];
      const Reference& right = model_.references[equality.end - 1];
      return describe(left, right, finding) || describe(right, left, finding);
    });
  }

 private:
  /// The scope of the subquery itself that `scope` is in; `none` if it is outside.
  [[nodiscard]] std::size_t own_scope(std::size_t scope) const {
    while (scope != query::none && model_.scopes[scope].level != level_) {
      scope = model_.scopes[scope].outer;
    }
    return scope;
  }

  /// Whether the name is outside of the subquery, or certainly means a column inside of it.
  [[nodiscard]] bool is_independent(const Reference& name) const {
    const std::size_t own = own_scope(name.scope);
    if (own == query::none) return true;
    const query::Answer answer = lookup_.find(name);
    if (answer.binding != query::Binding::bound || answer.items.empty()) return false;
    for (std::size_t scope = name.scope;; scope = model_.scopes[scope].outer) {
      const auto& items = model_.scopes[scope].items;
      const bool is_here = std::ranges::any_of(
          items, [&](std::size_t item) { return &model_.items[item] == answer.items.front(); });
      if (is_here || scope == own) return is_here;
    }
  }

  /// The column outside that an unqualified name would mean without the subquery.
  [[nodiscard]] const query::Item* outer_item(const Reference& name) const {
    Reference outside = name;
    outside.scope = model_.scopes[own_scope(name.scope)].outer;
    outside.level = query::none;
    if (outside.scope == query::none) return nullptr;
    const query::Answer answer = lookup_.find(outside);
    const bool is_bound = answer.binding == query::Binding::bound && answer.items.size() == 1;
    return is_bound ? answer.items.front() : nullptr;
  }

  /// Whether a foreign key says that the column is made to be compared with `column` of `outer`.
  [[nodiscard]] bool refers_to(const query::Item& item, const std::string& column,
                               const query::Item& outer, const std::string& key) const {
    const catalog::Relation* from = lookup_.known_relation(item);
    const catalog::Relation* to = lookup_.known_relation(outer);
    if (from == nullptr || to == nullptr || from == to) return false;
    return std::ranges::any_of(from->constraints, [&](const catalog::Constraint& constraint) {
      return constraint.kind == catalog::ConstraintKind::foreign_key && constraint.certain &&
             constraint.columns.size() == 1 && constraint.columns.front() == column &&
             constraint.referenced.name == to->name.name &&
             constraint.referenced_columns.size() == 1 &&
             constraint.referenced_columns.front() == key;
    });
  }

  /// Whether `meant`, which has no qualifier, should be a column outside.
  bool describe(const Reference& meant, const Reference& other, Finding& finding) const {
    if (!meant.qualifier.empty()) return false;
    const query::Item* item = lookup_.find(meant).items.front();
    if (item != lookup_.find(other).items.front()) return false;
    const query::Item* outer = outer_item(meant);
    if (outer == nullptr) return false;
    const bool is_same = meant.column == other.column;
    if (!is_same && !refers_to(*item, other.column, *outer, meant.column)) return false;
    finding.range = meant.at;
    finding.message =
        text::format("`{}` is `{}.{}`, not `{}.{}`: nothing links the subquery to the outer query",
                     meant.column, item->name, meant.column, outer->name, meant.column);
    finding.help = text::format("write `{}.{}`", outer->name, meant.column);
    return true;
  }

  const query::Model& model_;
  const query::Lookup& lookup_;
  std::size_t level_;
};

bool is_policy(const Node& statement) {
  return as<CreatePolicyStmt>(&statement) != nullptr || as<AlterPolicyStmt>(&statement) != nullptr;
}

void check(Context& context) {
  const query::Model& model = *context.query();
  const bool may_have = model.are_names_known && !model.subqueries.empty();
  if (!may_have || !context.follows_schema() || candidates_of(model).empty()) return;
  context.report_if(
      {.at = context.statement().extent,
       .message = "nothing links the subquery to the outer query",
       .severity =
           is_policy(*context.statement().tree) ? std::optional(Severity::error) : std::nullopt},
      [query = context.query(), file = context.origin().file](const catalog::Catalog& before,
                                                              Finding& finding) {
        const query::Lookup lookup(*query, before, file);
        return std::ranges::any_of(candidates_of(*query), [&](std::size_t level) {
          return Search(*query, lookup, level).describe(finding);
        });
      });
}

}  // namespace

extern constinit const Rule rule = {
    .id = "forgotten-correlation",
    .group = Group::query,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::error},
    .summary = "A subquery compares its own columns where the outer row is meant",
    .help = "qualify the column of the outer query",
    .why = R"(
A name without a qualifier means a column of the subquery if one of its tables has it, not of the
query around it. So `EXISTS (SELECT 1 FROM members AS m WHERE m.team = team)` compares `m.team` with
itself: it is true for every row outside as soon as `members` has one row. PostgreSQL reports no
error. In a policy, everybody who is a member of any team sees the rows of all teams.
)",
    .reported = R"(
EXISTS, or a subquery in place of a value, that refers to nothing outside and has a condition
`a = b` over two columns of one table, of which one has no qualifier and the outer query has a
column of that name: if both are the same column, or if the other one has a foreign key to the outer
column. By the schema that the files before it made. As an error in policies.
)",
    .not_reported = R"(
Subqueries that refer to the outer query elsewhere; subqueries in IN, ANY and ALL, whose result is
compared; subqueries with CTEs, functions or subqueries in FROM; statements with tables whose
columns are not known in full; bodies of functions and DO blocks.
)",
    .instead = R"(
Qualify all columns in subqueries:

```sql
SELECT c.id FROM customers AS c WHERE EXISTS (SELECT 1 FROM orders AS o WHERE o.customer_id = c.id);
```
)",
    .fine = R"(
If the result should be the same for all rows outside. Then write the subquery without that
condition.
)",
    .bad = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers);
CREATE INDEX orders_customer_id ON orders (customer_id);
SELECT name FROM customers WHERE EXISTS (SELECT 1 FROM orders WHERE customer_id = id);
)",
    .good = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers);
CREATE INDEX orders_customer_id ON orders (customer_id);
SELECT c.name FROM customers AS c WHERE EXISTS (SELECT 1 FROM orders AS o WHERE o.customer_id = c.id);
)",
    .links = {"https://www.postgresql.org/docs/current/functions-subquery.html"},
    .query_check = check,
};

}  // namespace pglint::rules::forgotten_correlation
