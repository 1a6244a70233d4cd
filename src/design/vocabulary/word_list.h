// Lists of words with the same meaning.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/word_index.h"

namespace pglint::design {

/// Words with the same meaning: each once, in lower case, in alphabetical order; nouns in the
/// singular.
template <std::size_t size>
class WordList {
 public:
  template <class... Word>
  explicit consteval WordList(const Word&... words)
      : index_(std::array{std::string_view(words)...}) {
    const auto is_upper = [](char byte) { return byte >= 'A' && byte <= 'Z'; };
    for (const std::string_view word : index_.words()) {
      if (word.empty() || std::ranges::any_of(word, is_upper)) throw "a word is not in lower case";
    }
    for (std::size_t index = 1; index < size; ++index) {
      if (index_.words()[index - 1] >= index_.words()[index])
        throw "words are not in alphabetical order";
    }
  }

  [[nodiscard]] constexpr bool contains(std::string_view word) const {
    return index_.contains(word);
  }

  /// Whether one of `words` is in the list.
  [[nodiscard]] bool has_one_of(const std::vector<std::string>& words) const {
    return std::ranges::any_of(words, [&](const std::string& word) { return contains(word); });
  }

  [[nodiscard]] constexpr std::span<const std::string_view> words() const { return index_.words(); }

 private:
  text::WordIndex<size> index_;
};

template <class... Word>
WordList(const Word&... words) -> WordList<sizeof...(Word)>;

/// `words`, each in the singular.
[[nodiscard]] std::vector<std::string> singulars(std::vector<std::string> words);

}  // namespace pglint::design
