#include "parse/name_words.h"

namespace pglint::parse {
namespace {

bool is_upper(char letter) { return letter >= 'A' && letter <= 'Z'; }
bool is_lower_or_digit(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}
bool separates(char letter) {
  return letter == '_' || letter == ' ' || letter == '-' || letter == '$' || letter == '.';
}

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  char before = '_';
  for (const char letter : name) {
    const bool starts = separates(before) || (is_upper(letter) && is_lower_or_digit(before));
    if (!separates(letter)) {
      if (starts) words.emplace_back();
      words.back() += is_upper(letter) ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    before = letter;
  }
  return words;
}

std::string snake_case(std::string_view name) {
  std::string joined;
  for (const std::string& word : name_words(name)) {
    if (!joined.empty()) joined += '_';
    joined += word;
  }
  return joined;
}

}  // namespace pglint::parse
