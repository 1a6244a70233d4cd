#include "parse/meaning/type_name.h"

#include "parse/meaning/names.h"

namespace pglint::parse {

std::string_view builtin_type(const TypeName& type) {
  return type.pct_type ? std::string_view() : builtin_name(type.names);
}

std::optional<long> type_modifier(const TypeName& type) {
  if (type.typmods == nullptr) return std::nullopt;
  const auto* constant = each<A_Const>(type.typmods)[0];
  if (constant == nullptr || constant->isnull || constant->val.node.type != T_Integer) {
    return std::nullopt;
  }
  return constant->val.ival.ival;
}

std::string length_in_words(const TypeName& type) {
  const auto length = type_modifier(type);
  if (!length) return "n characters";
  return std::to_string(*length) + (*length == 1 ? " character" : " characters");
}

std::string with_modifier(std::string_view name, const TypeName& type) {
  std::string written(name);
  if (const auto modifier = type_modifier(type)) written += "(" + std::to_string(*modifier) + ")";
  return written;
}

std::string_view bare_type_name(const TypeName& type) {
  const auto names = each(type.names);
  const bool bare = names.size() == 1 && !type.pct_type && type.arrayBounds == nullptr;
  return bare ? string_value(names[0]) : std::string_view();
}

std::string_view serial_integer(std::string_view name) {
  if (name == "serial" || name == "serial4") return "int4";
  if (name == "bigserial" || name == "serial8") return "int8";
  if (name == "smallserial" || name == "serial2") return "int2";
  return {};
}

}  // namespace pglint::parse
