#include "parse/meaning/name_words.h"

#include <algorithm>
#include <cstddef>

#include "text/ascii.h"

namespace pglint::parse {
namespace {

using text::is_upper;
using text::lowered;

bool is_lower_or_digit(char letter) { return text::is_lower(letter) || text::is_digit(letter); }
bool separates(char letter) {
  return letter == '_' || letter == ' ' || letter == '-' || letter == '$' || letter == '.';
}

/// Where the next word of `name` begins and ends, from `at` on; `name.size()` behind the last.
struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Word next_word(std::string_view name, std::size_t at) {
  while (at < name.size() && separates(name[at])) ++at;
  std::size_t end = at;
  while (end < name.size() && !separates(name[end])) {
    const bool starts = end > at && is_upper(name[end]) && is_lower_or_digit(name[end - 1]);
    if (starts) break;
    ++end;
  }
  return {.begin = at, .end = end};
}

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  constexpr std::size_t usual = 4;
  words.reserve(usual);
  for (Word word = next_word(name, 0); word.begin < name.size(); word = next_word(name, word.end)) {
    std::string& text = words.emplace_back(name.substr(word.begin, word.end - word.begin));
    for (char& letter : text) letter = lowered(letter);
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
