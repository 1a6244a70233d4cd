#include "parse/meaning/literal.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/parse/parsed.h"

namespace pglint::parse {
namespace {

/// The results of `text_literal` and `null_literal` for a value written as in SQL.
std::string literal(const std::string& value) {
  std::string found = "none";
  const std::string sql = "SELECT " + value;
  Parsed parsed(sql);
  while (parsed.next()) {
    const auto* select = as<SelectStmt>(parsed.batch().statements.at(0).tree);
    const Node* target = each<ResTarget>(select->targetList)[0]->val;
    if (const A_Const* text = text_literal(target)) found = string_value(*text);
    if (null_literal(target) != nullptr) found = "NULL";
  }
  return found;
}

TEST_CASE("literal: strings, with or without casts to text types") {
  CHECK(literal("'a'") == "a");
  CHECK(literal("('a')") == "a");
  CHECK(literal("'a'::text::varchar(3)") == "a");
  CHECK(literal("CAST('a' AS pg_catalog.text)") == "a");
  CHECK(literal("name 'a'") == "a");
  CHECK(literal("'04:00'::interval") == "none");
  CHECK(literal("'{a}'::text[]") == "none");
  CHECK(literal("'a'::my.text") == "none");
  CHECK(literal("1") == "none");
  CHECK(literal("a") == "none");
  CHECK(literal("'a' || 'b'") == "none");
}

TEST_CASE("literal: NULL, with any casts") {
  CHECK(literal("NULL") == "NULL");
  CHECK(literal("NULL::int::my.type") == "NULL");
  CHECK(literal("coalesce(NULL)") == "none");
}

}  // namespace
}  // namespace pglint::parse
