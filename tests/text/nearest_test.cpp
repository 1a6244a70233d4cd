#include "text/nearest.h"

#include <array>

#include <catch2/catch_test_macros.hpp>

namespace pglint::text {
namespace {

constexpr std::array<std::string_view, 3> formats = {"text", "json", "sarif"};

TEST_CASE("nearest: typos are recognized") {
  CHECK(nearest("jsn", formats) == "json");
  CHECK(nearest("tetx", formats) == "text");
  CHECK(nearest("sarif2", formats) == "sarif");
}

TEST_CASE("nearest: other words are not") {
  CHECK(nearest("junit", formats).empty());
  CHECK(nearest("github", formats).empty());
  CHECK(nearest("x", {}).empty());
}

TEST_CASE("nearest: a word after a hyphen, if unique") {
  constexpr std::array<std::string_view, 4> keys = {"min-severity", "pg-version", "max-file-size",
                                                    "quiet"};
  CHECK(nearest("severity", keys) == "min-severity");
  CHECK(nearest("size", keys) == "max-file-size");
  CHECK(nearest("verity", keys).empty());
  CHECK(nearest("", keys).empty());
  constexpr std::array<std::string_view, 2> types = {"char-type", "money-type"};
  CHECK(nearest("type", types).empty());
}

TEST_CASE("nearest: the beginning of a word") {
  constexpr std::array<std::string_view, 3> levels = {"info", "warning", "never"};
  CHECK(nearest("warn", levels) == "warning");
  CHECK(nearest("wa", levels).empty());
  constexpr std::array<std::string_view, 2> rules = {"float-money", "money-type"};
  CHECK(nearest("money", rules) == "money-type");
}

TEST_CASE("nearest: upper and lower case are the same") {
  CHECK(nearest("JSN", formats) == "json");
}

TEST_CASE("nearest: the first of several equally near") {
  constexpr std::array<std::string_view, 2> words = {"cat", "car"};
  CHECK(nearest("cab", words) == "cat");
}

}  // namespace
}  // namespace pglint::text
