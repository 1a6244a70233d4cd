#include "parse/meaning/array_literal.h"

#include <string>

#include "text/ascii.h"

namespace pglint::parse {
namespace {

/// True for the word, with or without blanks around it.
bool is_null_word(std::string_view element) {
  constexpr std::string_view blanks = " \t\n\r\v\f";
  const std::size_t first = element.find_first_not_of(blanks);
  if (first == std::string_view::npos) return false;
  return element.substr(first, element.find_last_not_of(blanks) + 1 - first) == "null";
}

/// One past the quote that closes the one at `index`.
std::size_t quoted_end(std::string_view literal, std::size_t index) {
  for (++index; index < literal.size() && literal[index] != '"'; ++index) {
    if (literal[index] == '\\') ++index;
  }
  return index + 1;
}

}  // namespace

bool array_holds_null(std::string_view literal) {
  std::string element;  // in lower case; keeps quotes and backslashes, so that "null" differs
  std::size_t index = literal.find('{');
  while (index < literal.size()) {
    const char letter = literal[index];
    const bool ends_element = letter == ',' || letter == '{' || letter == '}';
    if (ends_element && is_null_word(element)) return true;
    if (ends_element) element.clear();
    if (letter == '"') {
      element += letter;
      index = quoted_end(literal, index);
      continue;
    }
    if (!ends_element) element += text::lowered(letter);
    index += letter == '\\' ? 2 : 1;
  }
  return false;
}

}  // namespace pglint::parse
