#include "parse/meaning/keyword.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::parse {
namespace {

TEST_CASE("keyword: names of tables that must be quoted") {
  for (const char* name : {"all", "order", "user", "with", "analyse", "select", "end"}) {
    INFO(name);
    CHECK(reserved(name) == Reserved::always);
  }
  for (const char* name : {"left", "like", "authorization", "verbose", "current_schema"}) {
    INFO(name);
    CHECK(reserved(name) == Reserved::but_for_routine);
  }
  for (const char* name : {"name", "type", "value", "status", "key", "date", "time", "text",
                           "level", "zone", "abort", "Order", "orders", ""}) {
    INFO(name);
    CHECK(reserved(name) == Reserved::no);
  }
}

TEST_CASE("keyword: words that are values by themselves") {
  CHECK(is_value_keyword("user"));
  CHECK(is_value_keyword("current_date"));
  CHECK_FALSE(is_value_keyword("order"));
}

}  // namespace
}  // namespace pglint::parse
