#include "design/normal_form.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "design/expression.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"
#include "parse/meaning/type_name.h"
#include "parse/tree/walk.h"

namespace pglint::design {
namespace {

using parse::as;

/// The limit of casts between `= ANY` and its array; pg_dump writes one.
constexpr std::size_t array_casts = 4;

/// The array of `= ANY (ARRAY[…])` and `<> ALL (ARRAY[…])`, which mean the same as IN and NOT IN.
const A_ArrayExpr* listed_array(const A_Expr& expression) {
  const bool lists = expression.kind == AEXPR_OP_ANY || expression.kind == AEXPR_OP_ALL;
  return lists ? as<A_ArrayExpr>(parse::without_casts(expression.rexpr)) : nullptr;
}

std::string operator_form(const A_Expr& expression) {
  const std::string_view name = parse::builtin_name(expression.name);
  if (name.empty()) return {};
  std::string kind = std::to_string(static_cast<int>(expression.kind));
  if (expression.kind == AEXPR_LIKE || expression.kind == AEXPR_ILIKE) {
    kind = std::to_string(static_cast<int>(AEXPR_OP));
  }
  if (listed_array(expression) != nullptr) {
    const std::string_view listed = expression.kind == AEXPR_OP_ANY ? "=" : "<>";
    if (name == listed) kind = std::to_string(static_cast<int>(AEXPR_IN));
  }
  return kind + std::string(name);
}

/// The name of a function in a call without DISTINCT, FILTER, OVER and the like; empty for others.
std::string call_form(const FuncCall& call) {
  const bool plain = call.agg_order == nullptr && call.agg_filter == nullptr &&
                     call.over == nullptr && !call.agg_star && !call.agg_distinct &&
                     !call.func_variadic;
  if (!plain) return {};
  const std::string_view builtin = parse::builtin_name(call.funcname);
  return builtin.empty() ? parse::qualified_name(call.funcname) : std::string(builtin);
}

std::string constant_form(const A_Const& constant) {
  return constant_value(&parse::node(constant)).value_or(constant.isnull ? "NULL" : "");
}

/// The text that distinguishes `node` from others of its type; nothing for other types of nodes.
std::optional<std::string> detail_of(const Node& node) {
  switch (node.type) {
    case T_ColumnRef:
      return std::string(column_name(&node));
    case T_A_Const: {
      std::string value = constant_form(*as<A_Const>(&node));
      if (value.empty() && parse::text_literal(&node) == nullptr) return std::nullopt;
      return value;
    }
    case T_A_Expr: {
      std::string form = operator_form(*as<A_Expr>(&node));
      if (form.empty()) return std::nullopt;
      return form;
    }
    case T_FuncCall: {
      std::string form = call_form(*as<FuncCall>(&node));
      if (form.empty()) return std::nullopt;
      return form;
    }
    case T_BoolExpr:
      return std::to_string(static_cast<int>(as<BoolExpr>(&node)->boolop));
    case T_NullTest:
      return std::to_string(static_cast<int>(as<NullTest>(&node)->nulltesttype));
    case T_BooleanTest:
      return std::to_string(static_cast<int>(as<BooleanTest>(&node)->booltesttype));
    case T_TypeCast: {
      const TypeName& type = *as<TypeCast>(&node)->typeName;
      if (type.typmods != nullptr || type.arrayBounds != nullptr) return std::nullopt;
      return parse::qualified_name(type.names);
    }
    case T_String:    // part of a name, whose owner has it already
    case T_TypeName:  // of a cast
    case T_A_ArrayExpr:
    case T_CoalesceExpr:
      return std::string();
    default:  // the expression is compared by its characters
      return std::nullopt;
  }
}

bool is_character_column(const Node* expression, const catalog::Relation& relation) {
  if (as<ColumnRef>(expression) == nullptr) return false;
  const catalog::Column* column = relation.find_column(column_name(expression));
  return column != nullptr && (column->type.is("text") || column->type.is("varchar"));
}

/// A node without a meaning of its own, which is replaced by its children.
bool is_transparent(const Node& node, parse::Ancestors ancestors,
                    const catalog::Relation& relation) {
  const Node* parent = ancestors.empty() ? nullptr : ancestors.back();
  const auto* expression = parse::nearest<A_Expr>(ancestors, array_casts);
  const auto* array = expression == nullptr ? nullptr : listed_array(*expression);
  if (array != nullptr && parse::without_casts(&node) == &parse::node(*array)) return true;
  const auto* cast = as<TypeCast>(&node);
  if (cast == nullptr) return false;
  if (as<A_Const>(parse::without_casts(cast->arg)) != nullptr) return true;
  const bool to_text =
      parse::builtin_type(*cast->typeName) == "text" && cast->typeName->arrayBounds == nullptr;
  return parent != nullptr && to_text && is_character_column(cast->arg, relation);
}

std::optional<std::string> form_of(const Node& tree, const catalog::Relation& relation) {
  std::string form;
  bool readable = true;
  std::vector<std::size_t> depths;  // below each ancestor, without transparent nodes
  parse::Walker walker;
  walker.walk_pruned(tree, [&](const Node& node, parse::Ancestors ancestors) {
    if (!readable || node.type == T_TypeName || node.type == T_String) return false;
    depths.resize(ancestors.size());
    const bool transparent = is_transparent(node, ancestors, relation);
    const std::size_t depth = depths.empty() ? 0 : depths.back();
    depths.push_back(depth + (transparent ? 0 : 1));
    if (transparent) return true;
    const auto detail = detail_of(node);
    readable = detail.has_value();
    if (!readable) return false;
    form += std::to_string(depth) + ':' + std::string(parse::node_name(node.type)) + ' ' +
            std::to_string(detail->size()) + ' ' + *detail + ';';
    return true;
  });
  if (!readable) return std::nullopt;
  return form;
}

}  // namespace

std::string normal_form(const std::string& sql, const catalog::Relation& relation) {
  if (sql.empty()) return {};
  const ParsedExpression parsed(sql);
  if (parsed.tree() == nullptr) return sql;
  return form_of(*parsed.tree(), relation).value_or(sql);
}

}  // namespace pglint::design
