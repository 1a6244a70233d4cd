#include "parse/meaning/name_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "text/ascii.h"

namespace pglint::parse {
namespace {

/// What a byte is in a name.
enum class Letter : std::uint8_t { other, upper, lower_or_digit, separator };

constexpr std::array<Letter, 256> letters = [] {
  std::array<Letter, 256> all = {};
  for (std::size_t byte = 0; byte < all.size(); ++byte) {
    const char letter = static_cast<char>(byte);
    const bool separates =
        letter == '_' || letter == ' ' || letter == '-' || letter == '$' || letter == '.';
    if (separates) all[byte] = Letter::separator;
    if (text::is_upper(letter)) all[byte] = Letter::upper;
    if (text::is_lower(letter) || text::is_digit(letter)) all[byte] = Letter::lower_or_digit;
  }
  return all;
}();

Letter letter_at(std::string_view name, std::size_t at) {
  return letters[static_cast<unsigned char>(name[at])];
}

/// Bytes of a word in a name.
struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool has_upper = false;
};

/// The next word from `at` on; begins at `name.size()` if there is none.
Word next_word(std::string_view name, std::size_t at) {
  while (at < name.size() && letter_at(name, at) == Letter::separator) ++at;
  Word word = {.begin = at, .end = at};
  for (; word.end < name.size(); ++word.end) {
    const Letter letter = letter_at(name, word.end);
    if (letter == Letter::lower_or_digit) continue;  // nearly all
    if (letter == Letter::separator) break;
    if (letter != Letter::upper) continue;
    const bool is_behind_small =
        word.end > at && letter_at(name, word.end - 1) == Letter::lower_or_digit;
    if (is_behind_small) break;
    word.has_upper = true;
  }
  return word;
}

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  constexpr std::size_t usual = 4;
  words.reserve(usual);
  for (Word word = next_word(name, 0); word.begin < name.size(); word = next_word(name, word.end)) {
    std::string& text = words.emplace_back(name.substr(word.begin, word.end - word.begin));
    if (!word.has_upper) continue;
    for (char& letter : text) letter = text::lowered(letter);
  }
  return words;
}

bool has_cased_words(std::string_view name) {
  // In `SHA256SUM` and `ORDER1ID`, the case says nothing.
  if (std::ranges::none_of(name, text::is_lower)) return false;
  for (std::size_t at = 1; at < name.size(); ++at) {
    const bool begins_word = letter_at(name, at) == Letter::upper;
    if (begins_word && letter_at(name, at - 1) == Letter::lower_or_digit) return true;
  }
  return false;
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
