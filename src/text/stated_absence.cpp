#include "text/stated_absence.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "text/ascii.h"

namespace pglint::text {
namespace {

using Words = std::vector<std::string>;

/// Lower-case words; an empty one stands for the end of a sentence.
Words words_of(std::string_view comment) {
  Words words = {{}};
  bool is_apart = true;
  for (const char byte : comment) {
    if (is_alphanumeric(byte) || byte == '\'') {
      if (is_apart) words.emplace_back();
      words.back() += lowered(byte);
      is_apart = false;
      continue;
    }
    is_apart = true;
    const bool is_end = byte == '.' || byte == ';' || byte == '!' || byte == '?';
    if (is_end) words.emplace_back();
  }
  words.emplace_back();
  return words;
}

bool is_reference(const Words& words, std::size_t at) {
  constexpr std::array<std::string_view, 4> names = {"fk", "fks", "relation", "relations"};
  if (words[at] == "foreign") return at + 1 < words.size() && words[at + 1].starts_with("key");
  return is_one_of(words[at], names);
}

/// Whether a word of negation is among the few in front of the word, in the same sentence.
bool is_denied(const Words& words, std::size_t at) {
  constexpr std::array<std::string_view, 8> before = {"no",     "not",   "without", "never",
                                                      "cannot", "can't", "isn't",   "avoids"};
  constexpr std::size_t reach = 4;
  for (std::size_t back = 1; back <= std::min(reach, at) && !words[at - back].empty(); ++back) {
    if (is_one_of(words[at - back], before)) return true;
  }
  return false;
}

/// Whether the word behind says that it does not work.
bool fails(const Words& words, std::size_t at) {
  constexpr std::array<std::string_view, 4> after = {"can't", "cannot", "won't", "isn't"};
  const std::size_t next = at + (words[at] == "foreign" ? 2 : 1);
  return next < words.size() && is_one_of(words[next], after);
}

}  // namespace

bool says_no_reference(std::string_view comment) {
  const Words words = words_of(comment);
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (is_reference(words, at) && (is_denied(words, at) || fails(words, at))) return true;
  }
  return false;
}

}  // namespace pglint::text
