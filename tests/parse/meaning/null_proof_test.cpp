#include "parse/meaning/null_proof.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

#include "parse/source/parsed_expression.h"

namespace pglint::parse::tests {
namespace {

bool proves(const std::string& condition) {
  const ParsedExpression expression(condition);
  REQUIRE(expression.tree() != nullptr);
  return proves_not_null(expression.tree(), "a");
}

TEST_CASE("null proof: what PostgreSQL takes for one") {
  for (const char* condition :
       {"a IS NOT NULL", "NOT (a IS NULL)", "NOT (a IS NULL OR c IS NULL)", "(a, c) IS NOT NULL",
        "a IS DISTINCT FROM NULL", "a > 0 AND a IS NOT NULL",
        "c IS NOT NULL AND (a IS NOT NULL AND a > 0)"}) {
    INFO(condition);
    CHECK(proves(condition));
  }
}

TEST_CASE("null proof: a CHECK accepts what is NULL") {
  for (const char* condition :
       {"a > 0", "a = a", "c IS NOT NULL", "a IS NOT NULL OR c IS NOT NULL",
        "(a IS NOT NULL) IS TRUE", "num_nulls(a) = 0", "coalesce(a, 1) > 0", "NOT (a IS NOT NULL)",
        "NOT (a IS NULL AND c IS NULL)", "a IS NULL", "a IS NOT DISTINCT FROM NULL"}) {
    INFO(condition);
    CHECK_FALSE(proves(condition));
  }
}

}  // namespace
}  // namespace pglint::parse::tests
