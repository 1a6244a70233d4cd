// Words that are known when the program is compiled, and where each of them stands.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace pglint::text {

/// A look-up compares with one word or two, however many there are.
template <std::size_t size>
class WordIndex {
 public:
  /// Of equal words the first counts.
  consteval explicit WordIndex(const std::array<std::string_view, size>& words) : words_(words) {
    static_assert(size < none);
    slots_.fill(none);
    for (std::size_t index = 0; index < size; ++index) {
      std::size_t slot = first_slot(words[index]);
      while (slots_[slot] != none) slot = next_slot(slot);
      slots_[slot] = static_cast<std::uint16_t>(index);
    }
  }

  /// The place of `word` in the list; `size` where it is none of the words.
  [[nodiscard]] constexpr std::size_t find(std::string_view word) const {
    for (std::size_t slot = first_slot(word); slots_[slot] != none; slot = next_slot(slot)) {
      if (words_[slots_[slot]] == word) return slots_[slot];
    }
    return size;
  }

  [[nodiscard]] constexpr bool contains(std::string_view word) const { return find(word) < size; }

  [[nodiscard]] constexpr const std::array<std::string_view, size>& words() const { return words_; }

 private:
  static constexpr std::uint16_t none = std::numeric_limits<std::uint16_t>::max();
  /// More than twice as many as words, so that some are free.
  static constexpr std::size_t slot_count = std::bit_ceil(2 * size + 1);

  static constexpr std::size_t first_slot(std::string_view word) {
    if (word.empty()) return 0;
    const auto letter = [&](std::size_t at) { return static_cast<unsigned char>(word[at]); };
    const std::size_t last = word.size() - 1;
    const std::size_t mixed =
        word.size() * 5 + letter(0) * 31U + letter(last / 2) * 7U + letter(last) * 131U;
    return mixed % slot_count;
  }

  static constexpr std::size_t next_slot(std::size_t slot) { return (slot + 1) % slot_count; }

  std::array<std::string_view, size> words_;
  std::array<std::uint16_t, slot_count> slots_ = {};
};

}  // namespace pglint::text
