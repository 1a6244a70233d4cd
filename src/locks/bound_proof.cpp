#include "locks/bound_proof.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "locks/null_proof.h"
#include "parse/meaning/conjuncts.h"
#include "parse/meaning/literal.h"
#include "parse/source/parsed_expression.h"

namespace pglint::locks {

using catalog::Constraint;
using catalog::ConstraintKind;
using catalog::Relation;
using parse::as;
using parse::each;
using parse::string_value;

namespace {

using Values = std::vector<std::string>;

bool is_key(const Node* node, std::string_view column) {
  const auto* reference = as<ColumnRef>(node);
  return reference != nullptr && each(reference->fields).size() == 1 &&
         string_value(each(reference->fields)[0]) == column;
}

/// A comparison of the column with a constant, the column first.
struct Comparison {
  std::string operation;
  Values values;
};

/// The operator with its operands the other way round.
std::string_view turned(std::string_view operation) {
  if (operation == "<") return ">";
  if (operation == "<=") return ">=";
  if (operation == ">") return "<";
  return operation == ">=" ? "<=" : operation;
}

std::optional<Values> constants_in(const Node* node) {
  Values values;
  const auto* array = as<A_ArrayExpr>(node);
  const List* list = array == nullptr ? as<List>(node) : array->elements;
  if (list == nullptr) return std::nullopt;
  for (const Node* item : each(list)) {
    const auto value = constant_text(item);
    if (!value) return std::nullopt;
    values.push_back(*value);
  }
  return values;
}

std::optional<Comparison> comparison_in(const Node* node, std::string_view column) {
  const auto* expression = as<A_Expr>(node);
  if (expression == nullptr) return std::nullopt;
  const std::string_view operation = string_value(each(expression->name).back());
  const bool is_list = expression->kind == AEXPR_IN || expression->kind == AEXPR_OP_ANY;
  if (is_list) {
    auto values = operation == "=" && is_key(expression->lexpr, column)
                      ? constants_in(expression->rexpr)
                      : std::nullopt;
    if (!values) return std::nullopt;
    return Comparison{.operation = "=", .values = std::move(*values)};
  }
  if (expression->kind != AEXPR_OP) return std::nullopt;
  if (is_key(expression->lexpr, column)) {
    const auto value = constant_text(expression->rexpr);
    if (!value) return std::nullopt;
    return Comparison{.operation = std::string(operation), .values = {*value}};
  }
  const auto value = constant_text(expression->lexpr);
  if (!value || !is_key(expression->rexpr, column)) return std::nullopt;
  return Comparison{.operation = std::string(turned(operation)), .values = {*value}};
}

/// What the valid CHECKs of a table say about one column.
struct Knowledge {
  bool is_not_null = false;
  std::vector<Comparison> comparisons = {};

  [[nodiscard]] bool says(std::string_view operation, const std::string& value) const {
    return std::ranges::any_of(comparisons, [&](const Comparison& each_one) {
      return each_one.operation == operation && each_one.values == Values{value};
    });
  }
};

Knowledge knowledge_of(const Relation& partition, const std::string& column) {
  Knowledge known;
  const catalog::Column* found = partition.find_column(column);
  known.is_not_null = found != nullptr && found->not_null == catalog::Answer::yes;
  for (const Constraint& constraint : partition.constraints) {
    const bool counts = constraint.kind == ConstraintKind::check && constraint.validated &&
                        constraint.enforced && constraint.certain;
    if (!counts) continue;
    const parse::ParsedExpression parsed(constraint.expression);
    if (parsed.tree() == nullptr) continue;
    known.is_not_null = known.is_not_null || proves_not_null(parsed.tree(), column);
    for (const Node* part : parse::conjuncts(parsed.tree())) {
      if (auto comparison = comparison_in(part, column)) {
        known.comparisons.push_back(std::move(*comparison));
      }
    }
  }
  return known;
}

bool proves_list(const Knowledge& known, const Values& values) {
  if (!known.is_not_null) return false;
  return std::ranges::any_of(known.comparisons, [&](const Comparison& comparison) {
    return comparison.operation == "=" &&
           std::ranges::all_of(comparison.values, [&](const std::string& value) {
             return std::ranges::count(values, value) > 0;
           });
  });
}

bool proves_range(const Knowledge& known, const PartitionBound& bound) {
  const bool has_lower = !bound.lower || known.says(">=", *bound.lower);
  const bool has_upper = !bound.upper || known.says("<", *bound.upper);
  return known.is_not_null && has_lower && has_upper;
}

bool mentions_key(const Relation& partition, const std::vector<std::string>& keys) {
  return std::ranges::any_of(partition.constraints, [&](const Constraint& constraint) {
    const bool counts = constraint.kind == ConstraintKind::check && constraint.validated;
    return counts && (keys.empty() || std::ranges::any_of(keys, [&](const std::string& key) {
                        return key.empty() || std::ranges::count(constraint.mentioned, key) > 0;
                      }));
  });
}

}  // namespace

std::optional<std::string> constant_text(const Node* value) {
  const auto* constant = as<A_Const>(parse::without_casts(value));
  if (constant == nullptr || constant->isnull) return std::nullopt;
  switch (constant->val.node.type) {
    case T_Integer:
      return std::to_string(constant->val.ival.ival);
    case T_Float:
      return std::string(parse::view(constant->val.fval.fval));
    case T_String:
      return std::string(parse::view(constant->val.sval.sval));
    case T_Boolean:
      return constant->val.boolval.boolval ? "true" : "false";
    default:
      return std::nullopt;
  }
}

BoundProof proof_of_bound(const Relation& partition, const Relation* parent,
                          const PartitionBound* bound) {
  const std::vector<std::string> keys =
      parent == nullptr ? std::vector<std::string>() : parent->partition_keys;
  if (!mentions_key(partition, keys)) return BoundProof::absent;
  const bool is_simple =
      bound != nullptr && bound->is_simple && keys.size() == 1 && !keys.front().empty();
  if (!is_simple) return BoundProof::unknown;
  const Knowledge known = knowledge_of(partition, keys.front());
  const bool is_proved =
      bound->values.empty() ? proves_range(known, *bound) : proves_list(known, bound->values);
  return is_proved ? BoundProof::proved : BoundProof::unknown;
}

}  // namespace pglint::locks
