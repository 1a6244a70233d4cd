#include "parse/meaning/literal.h"

#include <algorithm>
#include <array>

#include "parse/meaning/type_name.h"

namespace pglint::parse {
namespace {

bool is_text_type(const TypeName& type) {
  constexpr std::array<std::string_view, 4> names = {"text", "varchar", "bpchar", "name"};
  return type.arrayBounds == nullptr && std::ranges::find(names, builtin_type(type)) != names.end();
}

}  // namespace

const A_Const* text_literal(const Node* value) {
  while (const auto* cast = as<TypeCast>(value)) {
    if (!is_text_type(*cast->typeName)) return nullptr;
    value = cast->arg;
  }
  const auto* constant = as<A_Const>(value);
  const bool text = constant != nullptr && !constant->isnull && constant->val.node.type == T_String;
  return text ? constant : nullptr;
}

std::string_view string_value(const A_Const& constant) {
  const bool text = !constant.isnull && constant.val.node.type == T_String;
  return text ? view(constant.val.sval.sval) : std::string_view();
}

const A_Const* null_literal(const Node* value) {
  const auto* constant = as<A_Const>(without_casts(value));
  return constant != nullptr && constant->isnull ? constant : nullptr;
}

const Node* without_casts(const Node* value) {
  while (const auto* cast = as<TypeCast>(value)) value = cast->arg;
  return value;
}

}  // namespace pglint::parse
