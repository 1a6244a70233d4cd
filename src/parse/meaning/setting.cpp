#include "parse/meaning/setting.h"

#include <string_view>

#include "parse/meaning/literal.h"
#include "parse/meaning/names.h"
#include "text/ascii.h"

namespace pglint::parse {
namespace {

using text::lowered;
}  // namespace

std::optional<Setting> setting_of(const VariableSetStmt& set) {
  if (set.kind != VAR_SET_VALUE) return std::nullopt;
  Setting setting = {.name = lowered(view(set.name)), .values = {}};
  for (const A_Const* value : each<A_Const>(set.args)) setting.values.push_back(value);
  return setting;
}

std::optional<Setting> setting_of(const FuncCall& call) {
  constexpr std::size_t arguments_of_set_config = 3;
  const auto arguments = each(call.args);
  if (arguments.size() != arguments_of_set_config) return std::nullopt;
  if (builtin_name(call.funcname) != "set_config") return std::nullopt;
  const A_Const* name = text_literal(arguments[0]);
  if (name == nullptr) return std::nullopt;
  return Setting{.name = lowered(string_value(*name)), .values = {text_literal(arguments[1])}};
}

const A_Const* text_value(const Setting& setting) {
  if (setting.values.size() != 1 || setting.values[0] == nullptr) return nullptr;
  return text_literal(&node(*setting.values[0]));
}

}  // namespace pglint::parse
