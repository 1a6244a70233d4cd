// A condition that drops the rows that an outer join kept.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parse/meaning/conjuncts.h"
#include "parse/meaning/enclosing_object.h"
#include "parse/meaning/names.h"
#include "parse/meaning/type_use.h"
#include "rule/context.h"
#include "rule/rule.h"
#include "text/format.h"

namespace pglint::rules::outer_join_made_inner {
namespace {

/// Deeper nesting is not read: neither joins nor conditions.
constexpr int max_depth = 64;

using Names = std::vector<std::string_view>;

/// The names that an item of FROM gives to its columns.
void add_names(const Node* item, Names& names, int depth = max_depth) {
  if (depth == 0 || item == nullptr) return;
  const Alias* alias = nullptr;
  if (const auto* relation = as<RangeVar>(item)) {
    alias = relation->alias;
    if (alias == nullptr) names.push_back(view(relation->relname));
  } else if (const auto* subquery = as<RangeSubselect>(item)) {
    alias = subquery->alias;
  } else if (const auto* function = as<RangeFunction>(item)) {
    alias = function->alias;
  } else if (const auto* join = as<JoinExpr>(item)) {
    alias = join->alias;
    if (alias == nullptr) {
      add_names(join->larg, names, depth - 1);
      add_names(join->rarg, names, depth - 1);
    }
  }
  if (alias != nullptr) names.push_back(view(alias->aliasname));
}

bool has_twins(Names names) {
  std::ranges::sort(names);
  return std::ranges::adjacent_find(names) != names.end();
}

/// What makes a condition not true for rows without a match.
struct Rejection {
  const ColumnRef* column = nullptr;
  bool is_null_test = false;  ///< IS NOT NULL, which says so on purpose
};

/// Asks what conditions and expressions are if all columns of `names` are NULL.
class Judge {
 public:
  explicit Judge(const Names& names) : names_(names) {}

  /// Nothing if the condition may be true.
  [[nodiscard]] std::optional<Rejection> rejection(const Node* condition,
                                                   int depth = max_depth) const {
    if (depth == 0 || condition == nullptr) return std::nullopt;
    if (const auto* logic = as<BoolExpr>(condition)) return rejection_of(*logic, depth - 1);
    if (const auto* test = as<NullTest>(condition)) {
      if (test->nulltesttype != IS_NOT_NULL) return std::nullopt;
      return rejected_by(reinterpret_cast<const Node*>(test->arg), true, depth);
    }
    if (const auto* test = as<BooleanTest>(condition)) {
      if (test->booltesttype != IS_TRUE && test->booltesttype != IS_FALSE) return std::nullopt;
      return rejected_by(reinterpret_cast<const Node*>(test->arg), false, depth);
    }
    if (const auto* link = as<SubLink>(condition)) {
      if (link->subLinkType != ANY_SUBLINK) return std::nullopt;
      return rejected_by(link->testexpr, false, depth);
    }
    const auto* expression = as<A_Expr>(condition);
    if (expression != nullptr && expression->kind == AEXPR_OP_ANY) {
      return rejected_by(expression->lexpr, false, depth);
    }
    return rejected_by(condition, false, depth);
  }

 private:
  [[nodiscard]] std::optional<Rejection> rejected_by(const Node* value, bool is_null_test,
                                                     int depth) const {
    const ColumnRef* column = null_column(value, depth - 1);
    if (column == nullptr) return std::nullopt;
    return Rejection{.column = column, .is_null_test = is_null_test};
  }

  [[nodiscard]] std::optional<Rejection> rejection_of(const BoolExpr& logic, int depth) const {
    if (logic.boolop == NOT_EXPR) {
      const Node* negated = each(logic.args)[0];
      const auto* test = as<NullTest>(negated);
      const bool is_test = test != nullptr && test->nulltesttype == IS_NULL;
      const Node* value = is_test ? reinterpret_cast<const Node*>(test->arg) : negated;
      return rejected_by(value, is_test, depth);
    }
    std::optional<Rejection> first;
    for (const Node* part : each(logic.args)) {
      const auto found = rejection(part, depth - 1);
      if (found && !first) first = found;
      if (found && logic.boolop == AND_EXPR) return found;
      if (!found && logic.boolop == OR_EXPR) return std::nullopt;
    }
    return first;
  }

  /// A column that makes the expression NULL, or null if it may have another value.
  [[nodiscard]] const ColumnRef* null_column(const Node* value, int depth) const {
    if (depth <= 0 || value == nullptr) return nullptr;
    if (const auto* column = as<ColumnRef>(value)) return is_named(*column) ? column : nullptr;
    if (const auto* cast = as<TypeCast>(value)) return null_column(cast->arg, depth - 1);
    if (const auto* collated = as<CollateClause>(value)) {
      return null_column(collated->arg, depth - 1);
    }
    const auto* expression = as<A_Expr>(value);
    if (expression == nullptr) return nullptr;
    switch (expression->kind) {
      case AEXPR_OP:
        if (!is_strict(parse::builtin_name(expression->name))) return nullptr;
        if (const auto* column = null_column(expression->lexpr, depth - 1)) return column;
        return null_column(expression->rexpr, depth - 1);
      case AEXPR_IN:
      case AEXPR_LIKE:
      case AEXPR_ILIKE:
      case AEXPR_BETWEEN:
      case AEXPR_NOT_BETWEEN:
        return null_column(expression->lexpr, depth - 1);
      default:
        return nullptr;
    }
  }

  [[nodiscard]] bool is_named(const ColumnRef& column) const {
    const auto fields = each(column.fields);
    if (fields.size() != 2 || as<String>(fields[1]) == nullptr) return false;
    return std::ranges::find(names_, string_value(fields[0])) != names_.end();
  }

  /// PostgreSQL's operators that are NULL if a side is, for all types. `||` is not: an array or a
  /// NULL is that array.
  static bool is_strict(std::string_view name) {
    constexpr std::array<std::string_view, 17> strict = {
        "=", "<>", "!=", "<", ">",  "<=", ">=", "+",  "-",
        "*", "/",  "%",  "~", "~*", "!~", "->", "->>"};
    return std::ranges::find(strict, name) != strict.end();
  }

  const Names& names_;
};

/// Looks for the conditions of one FROM clause.
class Search {
 public:
  Search(const Node* where, Context& context) : context_(context) { add(where, {}); }

  void look_at(const List* from) {
    Names names;
    for (const Node* item : each(from)) add_names(item, names);
    if (has_twins(std::move(names))) return;
    for (const Node* item : each(from)) look_at(item, max_depth);
  }

 private:
  struct Condition {
    const Node* node = nullptr;
    std::string_view joined;  ///< of ON: the table that the later JOIN adds; empty for WHERE
  };

  void add(const Node* quals, std::string_view joined) {
    for (const Node* condition : parse::conjuncts(quals)) {
      conditions_.push_back({.node = condition, .joined = joined});
    }
  }

  void look_at(const Node* item, int depth) {
    const auto* join = as<JoinExpr>(item);
    if (join == nullptr || join->alias != nullptr || depth == 0) return;
    const std::size_t before = conditions_.size();
    if (join->jointype == JOIN_INNER) {
      Names joined;
      add_names(join->rarg, joined);
      add(join->quals, joined.size() == 1 ? joined.front() : std::string_view());
    } else if (join->jointype == JOIN_LEFT || join->jointype == JOIN_RIGHT) {
      judge(*join);
    }
    look_at(join->larg, depth - 1);
    look_at(join->rarg, depth - 1);
    conditions_.resize(before);
  }

  void judge(const JoinExpr& join) {
    if (conditions_.empty()) return;
    Names nullable;
    add_names(join.jointype == JOIN_LEFT ? join.rarg : join.larg, nullable);
    const Judge judge(nullable);
    for (const Condition& condition : conditions_) {
      if (--steps_ < 0) return;
      const auto rejection = judge.rejection(condition.node);
      if (!rejection) continue;
      if (std::ranges::find(reported_, condition.node) != reported_.end()) return;
      reported_.push_back(condition.node);
      return report(join, condition, *rejection);
    }
  }

  void report(const JoinExpr& join, const Condition& condition, const Rejection& rejection) {
    const std::string column = parse::sql_name(rejection.column->fields);
    const std::string name(string_value(each(rejection.column->fields)[0]));
    // The ON of a RIGHT JOIN is not beside the table that it may leave without a match.
    const bool is_left = join.jointype == JOIN_LEFT;
    const std::string_view kind = is_left ? "LEFT JOIN" : "RIGHT JOIN";
    context_.report(
        {.at = context_.anchor().of(*condition.node, {}),
         .message = text::format("{}{} works like JOIN: this condition on `{}` drops rows without "
                                 "a match",
                                 kind, is_left ? " of `" + name + "`" : "", column),
         .help = advice(condition, rejection, kind, name, column),
         .object = parse::enclosing_object(context_.ancestors()),
         .severity = rejection.is_null_test ? std::optional(Severity::info) : std::nullopt});
  }

  /// The ON of a later join cannot move to an earlier one, which does not see its table.
  static std::string advice(const Condition& condition, const Rejection& rejection,
                            std::string_view kind, std::string_view name, std::string_view column) {
    if (rejection.is_null_test || (!condition.joined.empty() && condition.joined == name)) {
      return text::format("write JOIN in place of {} for `{}`", kind, name);
    }
    if (!condition.joined.empty()) {
      return text::format("write JOIN in place of {} for `{}`, or LEFT JOIN for `{}` too", kind,
                          name, condition.joined);
    }
    return text::format("move the condition on `{}` to the ON of {}, or write JOIN", column,
                        kind == "LEFT JOIN" ? "`" + std::string(name) + "`" : "this RIGHT JOIN");
  }

  Context& context_;
  std::vector<Condition> conditions_;
  std::vector<const Node*> reported_;
  int steps_ = 10'000;  ///< conditions that are still looked at
};

bool has_join(const List* from) {
  const auto items = each(from);
  return std::any_of(items.begin(), items.end(),
                     [](const Node* item) { return as<JoinExpr>(item) != nullptr; });
}

void look_at(const List* from, const Node* where, Context& context) {
  if (has_join(from)) Search(where, context).look_at(from);
}

void check_select(const SelectStmt& select, Context& context) {
  look_at(select.fromClause, select.whereClause, context);
}

void check_update(const UpdateStmt& update, Context& context) {
  look_at(update.fromClause, update.whereClause, context);
}

void check_delete(const DeleteStmt& removal, Context& context) {
  look_at(removal.usingClause, removal.whereClause, context);
}

}  // namespace

extern constinit const Rule rule = {
    .id = "outer-join-made-inner",
    .group = Group::query,
    .concern = Concern::correctness,
    .severity = Severity::warning,
    .also = {Severity::info},
    .summary = "A condition drops the rows that an outer join keeps",
    .help = "move the condition to ON, or write JOIN",
    .why = R"(
A LEFT JOIN keeps rows of the left side that have no match, with NULL in all columns of the right
side. A condition such as `o.status = 'new'` in WHERE is not true for NULL, so it drops exactly
these rows again: the query returns what a JOIN would. Customers without orders are then missing in
a report that was meant to list all customers. The ON of a later JOIN does the same.
)",
    .reported = R"(
A condition in WHERE, or in the ON of a JOIN that contains the outer join, which cannot be true if
the columns of the optional side are NULL, in SELECT, UPDATE and DELETE, also in views and bodies of
functions. `IS NOT NULL`, which may be deliberate, as info.
)",
    .not_reported = R"(
Columns without a qualifier; conditions that may be true for NULL: IS NULL, coalesce, IS DISTINCT
FROM, CASE, calls of functions, OR with such a part; FULL JOIN; a FROM clause in which two tables
have the same name.
)",
    .instead = R"(
If rows without a match belong to the result, move the condition to ON:

```sql
SELECT c.id, o.id
FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'new';
```

If they do not, write JOIN.
)",
    .fine = R"(
The result is right if rows without a match are not wanted. JOIN then says so.
)",
    .bad = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers, status text NOT NULL);
CREATE INDEX orders_customer_id ON orders (customer_id);
SELECT c.id, o.id FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id WHERE o.status = 'new';
)",
    .good = R"(
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers, status text NOT NULL);
CREATE INDEX orders_customer_id ON orders (customer_id);
SELECT c.id, o.id FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id AND o.status = 'new';
)",
    .links = {"https://www.postgresql.org/docs/current/queries-table-expressions.html"},
    .checks = {on<check_select>, on<check_update>, on<check_delete>},
};

}  // namespace pglint::rules::outer_join_made_inner
