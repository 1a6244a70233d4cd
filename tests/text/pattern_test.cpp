#include "text/pattern.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::text {
namespace {

TEST_CASE("pattern: matches anywhere, bound by ^ and $") {
  const auto pattern = Pattern::compile("^[a-z]+_id$");
  REQUIRE(pattern.ok());
  CHECK(pattern.value().is_in("task_id"));
  CHECK_FALSE(pattern.value().is_in("Task_id"));
  CHECK(Pattern::compile("^[a-z]+_id$", Case::is_ignored).value().is_in("TASK_ID"));
  CHECK(Pattern::compile("k_").value().is_in("task_id"));
  CHECK(Pattern::compile("^größe$").value().is_in("größe"));
}

TEST_CASE("pattern: the first groups of all matches") {
  const auto pattern = Pattern::compile("v([0-9]+)");
  CHECK(pattern.value().first_groups_in("v1 v22, w3, v4") ==
        std::vector<std::string>{"1", "22", "4"});
}

TEST_CASE("pattern: errors say what is wrong") {
  CHECK_FALSE(Pattern::compile("(").ok());
  CHECK_FALSE(Pattern::compile("a{1000}{1000}").ok());
  CHECK_FALSE(Pattern::compile("\xff").ok());
  CHECK(Pattern::compile(std::string(longest_pattern + 1, 'a')).error().message ==
        "is longer than 1000 bytes");
}

}  // namespace
}  // namespace pglint::text
