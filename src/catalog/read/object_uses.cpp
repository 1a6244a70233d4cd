// Types and sequences in queries and bodies.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>

#include "catalog/type.h"
#include "catalog/use_reader.h"

#include "parse/meaning/literal.h"
#include "parse/meaning/type_name.h"
#include "text/ascii.h"

namespace pglint::catalog {

using parse::Ancestors;
using parse::as;
using parse::each;
using parse::string_value;
using parse::view;

namespace {

constexpr std::size_t max_words = 4096;
constexpr std::size_t max_name_bytes = 63;

/// Whether a name is part of a table's or domain's definition: the catalog keeps the definition, so
/// it is not recorded as a use.
bool is_definition(Ancestors ancestors) {
  if (ancestors.empty()) return false;
  switch (ancestors.front()->type) {
    case T_CreateStmt:
    case T_CreateForeignTableStmt:
    case T_AlterTableStmt:
    case T_CreateDomainStmt:
    case T_AlterDomainStmt:
    case T_CreateSchemaStmt:
      return true;
    default:
      return false;
  }
}

/// Whether a type's name is part of an expression, a query, the declaration of a variable or an
/// object that is not in the catalog.
bool is_use(Ancestors ancestors) {
  if (ancestors.empty()) return false;
  switch (ancestors.back()->type) {
    case T_TypeCast:
    case T_RangeTableFuncCol:
    case T_JsonTableColumn:
    case T_JsonOutput:
    case T_XmlSerialize:
    case T_PrepareStmt:
    case T_CreateCastStmt:
      return true;
    case T_FunctionParameter:  // a variable of PL/pgSQL
      return ancestors.size() == 1;
    case T_DefElem:
      return ancestors.front()->type == T_DefineStmt;
    case T_ColumnDef:
      return ancestors.size() > 1 && ancestors[ancestors.size() - 2]->type == T_RangeFunction;
    default:
      return false;
  }
}

Place place_at(int location) {
  if (location < 0) return {.extent = Extent::statement};
  return {.at = static_cast<std::size_t>(location), .extent = Extent::name};
}

bool is_word_byte(char byte) {
  return static_cast<unsigned char>(byte) >= 0x80 || text::is_alphanumeric(byte) || byte == '_';
}

/// The words of a text that may be names, in lower case.
std::vector<std::string> words_of(std::string_view body) {
  std::unordered_set<std::string> words;
  for (std::size_t at = 0; at < body.size() && words.size() < max_words;) {
    if (!is_word_byte(body[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < body.size() && is_word_byte(body[at])) ++at;
    const std::string_view word = body.substr(begin, at - begin);
    if (word.size() > max_name_bytes || text::is_digit(word.front())) continue;
    words.insert(text::lowered(word));
  }
  std::vector<std::string> sorted(words.begin(), words.end());
  std::ranges::sort(sorted);
  return sorted;
}

const DefElem* find_option(const List* options, std::string_view name) {
  for (const auto* option : each<DefElem>(options)) {
    if (option != nullptr && view(option->defname) == name) return option;
  }
  return nullptr;
}

/// Languages whose bodies are parsed, or do not name objects of the database.
bool has_no_words(std::string_view language) {
  constexpr std::array<std::string_view, 4> languages = {"sql", "plpgsql", "c", "internal"};
  return text::is_one_of(text::lowered(language), languages);
}

}  // namespace

void UseReader::note_sequence(std::string_view function, const Node* argument,
                              Ancestors ancestors) {
  if (is_definition(ancestors)) return;
  const auto* constant = as<A_Const>(parse::without_casts(argument));
  if (constant == nullptr || parse::string_value(*constant).empty()) {
    if (function == "setval") note_set_sequence(argument);
    return;
  }
  add({.name = name_in(parse::string_value(*constant)),
       .sequence = true,
       .detail = std::string(function),
       .place = place_at(constant->location)},
      uses_.objects);
}

void UseReader::read(const TypeName& type, Ancestors ancestors) {
  if (!is_use(ancestors) || type.pct_type || is_definition(ancestors)) return;
  const std::string_view builtin = parse::builtin_type(type);
  if (!builtin.empty() && is_builtin_type(builtin)) return;
  add({.name = name_of(type.names), .place = place_at(type.location)}, uses_.objects);
}

void UseReader::note_words(const List* options, std::string_view otherwise) {
  const DefElem* language = find_option(options, "language");
  const DefElem* source = find_option(options, "as");
  if (source == nullptr) return;
  const std::string_view name = language == nullptr ? otherwise : string_value(language->arg);
  if (name.empty() || has_no_words(name)) return;
  const auto* parts = as<List>(source->arg);
  const Node* body = parts == nullptr ? source->arg : each(parts)[0];
  uses_.words.push_back(
      {.words = words_of(string_value(body)), .place = {.extent = Extent::statement}});
}

void UseReader::read(const CreateFunctionStmt& function, Ancestors) {
  note_words(function.options, {});
}

void UseReader::read(const DoStmt& block, Ancestors) { note_words(block.args, "plpgsql"); }

}  // namespace pglint::catalog
