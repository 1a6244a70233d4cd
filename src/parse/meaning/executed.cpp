#include "parse/meaning/executed.h"

namespace pglint::parse {

bool has_option(const List* options, std::string_view name) {
  for (const auto* option : each<DefElem>(options)) {
    // Options of a table's TOAST table have a namespace.
    if (option == nullptr || option->defnamespace != nullptr || view(option->defname) != name)
      continue;
    if (option->arg == nullptr) return true;
    const std::string_view value = string_value(option->arg);
    if (const auto* boolean = as<Boolean>(option->arg)) return boolean->boolval;
    if (const auto* number = as<Integer>(option->arg)) return number->ival != 0;
    return value == "true" || value == "on";
  }
  return false;
}

const Node& executed(const Node& statement) {
  const auto* explain = as<ExplainStmt>(&statement);
  const bool runs =
      explain != nullptr && explain->query != nullptr && has_option(explain->options, "analyze");
  return runs ? *explain->query : statement;
}

}  // namespace pglint::parse
