#include "parse/meaning/name_words.h"

#include <array>
#include <cstddef>

#include "text/ascii.h"

namespace pglint::parse {
namespace {

struct Letter {
  bool is_upper = false;
  bool is_lower_or_digit = false;
  bool separates = false;
};

constexpr std::array<Letter, 256> letter_kinds = [] {
  std::array<Letter, 256> all = {};
  for (std::size_t byte = 0; byte < all.size(); ++byte) {
    const char letter = static_cast<char>(byte);
    all[byte] = {.is_upper = text::is_upper(letter),
                 .is_lower_or_digit = text::is_lower(letter) || text::is_digit(letter),
                 .separates = letter == '_' || letter == ' ' || letter == '-' || letter == '$' ||
                              letter == '.'};
  }
  return all;
}();

const Letter& letter_at(std::string_view name, std::size_t at) {
  return letter_kinds[static_cast<unsigned char>(name[at])];
}

/// Bytes of a word in a name.
struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The next word from `at` on; begins at `name.size()` if there is none.
Word next_word(std::string_view name, std::size_t at) {
  while (at < name.size() && letter_at(name, at).separates) ++at;
  std::size_t end = at;
  for (; end < name.size(); ++end) {
    const Letter& letter = letter_at(name, end);
    if (letter.separates) break;
    if (letter.is_upper && end > at && letter_at(name, end - 1).is_lower_or_digit) break;
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
    for (char& letter : text) letter = text::lowered(letter);
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
