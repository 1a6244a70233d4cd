#include "text/wrap.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

namespace pglint::text {
namespace {

const std::string words = "one two three four five six seven eight nine ten";

TEST_CASE("wrap: between words, rows after the first are indented") {
  CHECK(wrapped(words, 40, 4) == "one two three four five six seven eight\n    nine ten");
  CHECK(wrapped("  " + words, 40, 4) == "  one two three four five six seven\n    eight nine ten");
}

TEST_CASE("wrap: what fits, what goes to no terminal, and a very narrow one") {
  CHECK(wrapped(words, words.size(), 4) == words);
  CHECK(wrapped(words, 0, 4) == words);
  CHECK(wrapped(words, 20, 4) == words);
}

TEST_CASE("wrap: a word that is too long stays whole") {
  const std::string path(60, 'p');
  CHECK(wrapped("at " + path + " end", 40, 2) == "at\n  " + path + "\n  end");
}

TEST_CASE("wrap: colors and links take no room, wide characters take two cells") {
  const std::string red = "\033[1;31m";
  const std::string off = "\033[0m";
  CHECK(wrapped(red + "one" + off + words.substr(3), 40, 4) ==
        red + "one" + off + " two three four five six seven eight\n    nine ten");
  const std::string link = "\033]8;;https://example.org/a\033\\one\033]8;;\033\\";
  CHECK(wrapped(link + words.substr(3), 40, 4) ==
        link + " two three four five six seven eight\n    nine ten");
  const std::string wide = "表表表表表表表表表表 表表表表表表表表表表 end";
  CHECK(wrapped(wide, 42, 2) == "表表表表表表表表表表 表表表表表表表表表表\n  end");
}

}  // namespace
}  // namespace pglint::text
