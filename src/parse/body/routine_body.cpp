#include "parse/body/routine_body.h"

#include <algorithm>

#include "parse/meaning/names.h"
#include "parse/tree/nodes.h"
#include "text/ascii.h"

namespace pglint::parse {
namespace {

const DefElem* find_option(const List* options, std::string_view name) {
  for (const auto* option : each<DefElem>(options)) {
    if (option != nullptr && view(option->defname) == name) return option;
  }
  return nullptr;
}

/// Lower case because PostgreSQL folds the name of a language without quotes.
std::optional<BodyLanguage> language_of(const DefElem* option, std::string_view otherwise) {
  const std::string name = text::lowered(option == nullptr ? otherwise : string_value(option->arg));
  if (name == "sql") return BodyLanguage::sql;
  if (name == "plpgsql") return BodyLanguage::plpgsql;
  return std::nullopt;
}

}  // namespace

bool may_have_body(const Statement& statement) {
  return statement.tree->type == T_CreateFunctionStmt || statement.tree->type == T_DoStmt;
}

std::optional<RoutineBody> find_body(const Statement& statement, const TokenView& tokens) {
  const auto* function = as<CreateFunctionStmt>(statement.tree);
  const auto* block = as<DoStmt>(statement.tree);
  const List* options = function != nullptr ? function->options
                        : block != nullptr  ? block->args
                                            : nullptr;
  const DefElem* source = find_option(options, "as");
  const auto language =
      language_of(find_option(options, "language"), block != nullptr ? "plpgsql" : "");
  if (source == nullptr || source->location < 0 || !language) return std::nullopt;

  std::size_t literal = tokens.at(statement.base + static_cast<std::size_t>(source->location));
  if (tokens.is_word(literal, "as")) ++literal;
  if (!tokens.has(literal) || tokens.kind(literal) != TokenKind::string) return std::nullopt;

  const Node* value = source->arg;
  // Two strings are an object file and its symbol, not a body.
  if (const auto* parts = as<List>(value))
    value = each(parts).size() == 1 ? each(parts)[0] : nullptr;
  if (as<String>(value) == nullptr) return std::nullopt;
  return RoutineBody{
      .language = *language,
      .routine = function == nullptr ? std::string() : qualified_name(function->funcname),
      .literal = tokens.range(literal),
      .value = string_value(value)};
}

}  // namespace pglint::parse
