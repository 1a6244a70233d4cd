#include "parse/meaning/type_name.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/parse/parsed.h"

namespace pglint::parse {
namespace {

/// The result of `look` for the type `written`.
template <class Look>
auto of_type(const std::string& written, Look look) {
  const std::string sql = "CREATE FUNCTION f(" + written + ") RETURNS void LANGUAGE sql AS ''";
  std::optional<decltype(look(std::declval<const TypeName&>()))> answer;
  Parsed parsed(sql);
  while (parsed.next()) {
    REQUIRE(parsed.batch().problems.empty());
    Walker().walk(*parsed.batch().statements.at(0).tree, [&](const Node& node, Ancestors) {
      const auto* type = as<TypeName>(&node);
      if (type != nullptr && !answer) answer = look(*type);
    });
  }
  return answer.value();
}

std::string builtin(const std::string& written) {
  return of_type(written, [](const TypeName& type) { return std::string(builtin_type(type)); });
}

std::string bare(const std::string& written) {
  return of_type(written, [](const TypeName& type) { return std::string(bare_type_name(type)); });
}

TEST_CASE("type name: the many spellings of one built-in type") {
  for (const std::string written : {"char", "CHARACTER(3)", "nchar", "national char(2)", "bpchar",
                                    "pg_catalog.bpchar(3)", "\"bpchar\"", "char[]"}) {
    INFO(written);
    CHECK(builtin(written) == "bpchar");
  }
  CHECK(builtin("\"char\"") == "char");
  CHECK(builtin("pg_catalog.\"char\"") == "char");
  CHECK(builtin("character varying(3)") == "varchar");
  CHECK(builtin("timestamp(3) without time zone") == "timestamp");
  CHECK(builtin("timestamp with time zone") == "timestamptz");
  CHECK(builtin("time with time zone") == "timetz");
  CHECK(builtin("int") == "int4");
}

TEST_CASE("type name: other schemas and %TYPE are not built-in types") {
  CHECK(builtin("my.money").empty());
  CHECK(builtin("db.pg_catalog.money").empty());
  CHECK(builtin("money.a%TYPE").empty());
  CHECK(builtin("pg_catalog.money%TYPE").empty());
}

TEST_CASE("type name: modifiers") {
  const auto modifier = [](const std::string& written) { return of_type(written, type_modifier); };
  CHECK(modifier("varchar(10)") == 10);
  CHECK(modifier("char") == 1);
  CHECK(modifier("timestamp(0)") == 0);
  CHECK(modifier("numeric(10, 2)") == 10);
  CHECK_FALSE(modifier("varchar"));
  CHECK_FALSE(modifier("my.geometry(point)"));

  const auto shown = [](const std::string& written) {
    return of_type(written, [](const TypeName& type) { return with_modifier("t", type); });
  };
  CHECK(shown("varchar(10)") == "t(10)");
  CHECK(shown("varchar") == "t");

  const auto length = [](const std::string& written) { return of_type(written, length_in_words); };
  CHECK(length("char") == "1 character");
  CHECK(length("varchar(10)") == "10 characters");
  CHECK(length("varchar") == "n characters");
}

TEST_CASE("type name: a bare name has no schema, no array bounds and no %TYPE") {
  CHECK(bare("Serial") == "serial");
  CHECK(bare("\"serial\"") == "serial");
  CHECK(bare("pg_catalog.serial").empty());
  CHECK(bare("serial[]").empty());
  CHECK(bare("int").empty());  // the grammar qualifies its own names
}

}  // namespace
}  // namespace pglint::parse
