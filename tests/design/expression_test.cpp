#include "design/expression.h"

#include <optional>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace pglint::design::tests {
namespace {

using Values = std::vector<std::string>;

std::optional<std::string> constant(const std::string& sql) {
  const ParsedExpression parsed(sql);
  return constant_value(parsed.tree());
}

catalog::Column with_default(const std::string& sql) {
  return {.name = "c", .type = {}, .default_expression = sql};
}

TEST_CASE("expressions: constants through casts") {
  CHECK(constant("'new'") == "new");
  CHECK(constant("'new'::text") == "new");
  CHECK(constant("CAST('new' AS varchar(10))") == "new");
  CHECK(constant("0") == "0");
  CHECK(constant("-1") == "-1");
  CHECK(constant("'-1'::integer") == "-1");
  CHECK(constant("1.50") == "1.50");
  CHECK(constant("true") == "true");
  CHECK(constant("NULL") == std::nullopt);
  CHECK(constant("NULL::text") == std::nullopt);
  CHECK(constant("now()") == std::nullopt);
  CHECK(constant("1 + 1") == std::nullopt);
  CHECK(constant("not sql at all (") == std::nullopt);
  CHECK(default_constant(with_default("'a'::text")) == "a");
}

TEST_CASE("expressions: values that the database makes") {
  for (const char* made :
       {"nextval('s'::regclass)", "gen_random_uuid()", "public.uuid_generate_v4()", "uuidv7()"}) {
    INFO(made);
    CHECK(is_made_by_database(with_default(made)));
  }
  CHECK_FALSE(is_made_by_database(with_default("now()")));
  CHECK_FALSE(is_made_by_database(with_default("'nextval(1)'")));
}

TEST_CASE("expressions: lists of values, however they are written") {
  for (const char* sql :
       {"status IN ('a', 'b')", "status = ANY (ARRAY['a', 'b'])",
        "(status = ANY (ARRAY['a'::text, 'b'::text]))", "status = 'a' OR status = 'b'",
        "((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
        "status IS NULL OR status IN ('a', 'b')"}) {
    INFO(sql);
    const auto list = value_list(std::string(sql));
    REQUIRE(list);
    CHECK(list->column == "status");
    CHECK(list->values == Values{"a", "b"});
    CHECK_FALSE(list->has_null);
  }
}

TEST_CASE("expressions: lists with NULL, and what is no list") {
  const auto with_null = value_list(std::string("a IN (1, 2, NULL)"));
  REQUIRE(with_null);
  CHECK(with_null->has_null);
  CHECK(with_null->values == Values{"1", "2"});
  CHECK(value_list(std::string("VALUE IN ('x')"))->column == "value");
  for (const char* sql : {"a NOT IN (1, 2)", "a IN (1, b)", "a = 1 OR b = 2", "a > 1",
                          "a IN (1) AND b IN (2)", "a <> 'x'", "length(a) IN (1, 2)",
                          "b IS NULL OR a IN (1, 2)", "a IS NOT NULL OR a IN (1, 2)"}) {
    INFO(sql);
    CHECK_FALSE(value_list(std::string(sql)));
  }
}

}  // namespace
}  // namespace pglint::design::tests
