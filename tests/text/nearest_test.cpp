#include "text/nearest.h"

#include <array>

#include <catch2/catch_test_macros.hpp>

namespace pglint::text {
namespace {

constexpr std::array<std::string_view, 3> formats = {"text", "json", "sarif"};

TEST_CASE("nearest: a slip of the finger is understood") {
  CHECK(nearest("jsn", formats) == "json");
  CHECK(nearest("tetx", formats) == "text");
  CHECK(nearest("sarif2", formats) == "sarif");
}

TEST_CASE("nearest: another word is not") {
  CHECK(nearest("junit", formats).empty());
  CHECK(nearest("github", formats).empty());
  CHECK(nearest("x", {}).empty());
}

TEST_CASE("nearest: a word that only one has after a hyphen") {
  constexpr std::array<std::string_view, 4> keys = {"min-severity", "pg-version", "max-file-size",
                                                    "quiet"};
  CHECK(nearest("severity", keys) == "min-severity");
  CHECK(nearest("size", keys) == "max-file-size");
  CHECK(nearest("verity", keys).empty());
  CHECK(nearest("", keys).empty());
  constexpr std::array<std::string_view, 2> types = {"char-type", "money-type"};
  CHECK(nearest("type", types).empty());
}

TEST_CASE("nearest: the first of several") {
  constexpr std::array<std::string_view, 2> words = {"cat", "car"};
  CHECK(nearest("cab", words) == "cat");
}

}  // namespace
}  // namespace pglint::text
