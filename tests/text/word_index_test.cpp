#include "text/word_index.h"

#include <array>
#include <string_view>

#include <catch2/catch_test_macros.hpp>

namespace pglint::tests {

TEST_CASE("an index finds its words and no others") {
  constexpr std::array<std::string_view, 6> words = {"a", "ab", "ba", "order", "redro", ""};
  constexpr text::WordIndex index(words);
  for (std::size_t place = 0; place < words.size(); ++place) {
    CHECK(index.find(words[place]) == place);
  }
  for (const std::string_view other : {"b", "bb", "orde", "orders", "Order"}) {
    CHECK_FALSE(index.contains(other));
  }
}

}  // namespace pglint::tests
