#include "design/list_text.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::design::tests {
namespace {

TEST_CASE("design: texts that are lists") {
  CHECK(is_list("a,b,c"));
  CHECK(is_list("1; 2; 3"));
  CHECK(is_list("read|write|own"));
  CHECK_FALSE(is_list("a,b"));
  CHECK_FALSE(is_list("a,b;c"));
  CHECK_FALSE(is_list("a,,b"));
  CHECK_FALSE(is_list("one two, three, four"));
  CHECK_FALSE(is_list("[1,2,3]"));
  CHECK_FALSE(is_list(""));
}

TEST_CASE("design: patterns in which a separator repeats") {
  CHECK(repeats_separator(R"(^\d+(,\d+)*$)"));
  CHECK(repeats_separator(R"(^([a-z]+;)+$)"));
  CHECK(repeats_separator(R"(^\w+(?:\|\w+){0,9}$)"));
  CHECK(repeats_separator(R"(^\w+(\s*,\w+)*$)"));
  CHECK_FALSE(repeats_separator(R"(^\d+(,\d+)?$)"));
  CHECK_FALSE(repeats_separator("^(a|b)+$"));
  CHECK_FALSE(repeats_separator("^[a-z,]+$"));
  CHECK_FALSE(repeats_separator("*)"));
  CHECK_FALSE(repeats_separator(""));
}

TEST_CASE("design: comments that mention a list") {
  CHECK(is_called_list("Colours (comma-separated)"));
  CHECK(is_called_list("semicolon delimited keys"));
  CHECK(is_called_list("A pipe\nseparated list"));
  CHECK_FALSE(is_called_list("Not comma-separated"));
  CHECK_FALSE(is_called_list("For the CSV export"));
  CHECK_FALSE(is_called_list(""));
}

}  // namespace
}  // namespace pglint::design::tests
