#include "parse/meaning/concatenation.h"

#include <cstddef>

#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"

namespace pglint::parse {
namespace {

constexpr std::size_t max_parts = 32;
constexpr char unknown = '\x01';

/// Pushes the operands of `value`, the last one first; false if it is not a concatenation.
bool push_operands(const Node* value, std::vector<const Node*>& stack) {
  if (const auto* operation = as<A_Expr>(value)) {
    const bool joins = operation->kind == AEXPR_OP && operation->lexpr != nullptr &&
                       string_value(each(operation->name).back()) == "||";
    if (!joins) return false;
    stack.push_back(operation->rexpr);
    stack.push_back(operation->lexpr);
    return true;
  }
  const auto* call = as<FuncCall>(value);
  if (call == nullptr || builtin_name(call->funcname) != "concat") return false;
  const auto arguments = each(call->args);
  for (std::size_t left = arguments.size(); left > 0; --left) stack.push_back(arguments[left - 1]);
  return true;
}

}  // namespace

Concatenation concatenation(const Node* value) {
  Concatenation result;
  std::vector<const Node*> stack = {value};
  std::size_t parts = 0;
  while (!stack.empty()) {
    const Node* part = without_casts(stack.back());
    stack.pop_back();
    if (++parts > max_parts) return {.text = {unknown}, .others = {value}};
    if (push_operands(part, stack)) continue;
    const auto* constant = as<A_Const>(part);
    if (constant != nullptr && !constant->isnull && constant->val.node.type == T_String) {
      result.text += string_value(*constant);
      continue;
    }
    result.text += unknown;
    result.others.push_back(part);
  }
  return result;
}

}  // namespace pglint::parse
