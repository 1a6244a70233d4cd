// The checker of all fixtures must detect differences.
#include "tests/rules/expectations.h"

#include <catch2/catch_test_macros.hpp>

#include "lint/linter.h"
#include "rule/builtin_rules.h"

namespace pglint::tests {
namespace {

std::size_t differences(const std::string& sql) {
  const Settings settings{.rules = {&syntax_error}};
  const auto findings = lint("test.sql", sql, settings, DispatchTable(settings)).findings;
  return compare(read_expectations(sql), findings, sql).size();
}

TEST_CASE("expectations: a finding on a line is expected or not") {
  CHECK(differences("SELECT 1;") == 0);
  CHECK(differences("SELECT 1; -- expect: syntax-error") == 1);
  CHECK(differences("SELEC 1;") == 1);
  CHECK(differences("SELEC 1; -- expect: syntax-error") == 0);
  CHECK(differences("SELEC 1; -- expect: syntax-error, syntax-error") == 1);
  CHECK(differences("SELEC 1;\n-- expect: syntax-error") == 2);
  CHECK(differences("SELEC 1; -- expect: other-rule") == 2);
  CHECK(differences("SELEC 1; SELEC 2; -- expect: syntax-error, syntax-error") == 0);
}

TEST_CASE("expectations: severity") {
  CHECK(differences("SELEC 1; -- expect: syntax-error(error)") == 0);
  CHECK(differences("SELEC 1; -- expect: syntax-error(info)") == 2);
}

TEST_CASE("expectations: carets expect columns and a part of the message") {
  CHECK(differences("SELECT 'é' FRM a b;\n--                ^ syntax-error: at or near") == 2);
  CHECK(differences("SELECT 'é' FRM a b;\n--             ^ syntax-error: at or near") == 0);
  CHECK(differences("SELECT 'é' FRM a b;\n--              ^ syntax-error: near \"a\"") == 2);
  CHECK(differences("SELECT 'é' FRM abc b;\n--             ^^^ syntax-error: near \"abc\"") == 0);
  CHECK(differences("SELECT 'é' FRM abc b;\n--             ^^ syntax-error: near \"abc\"") == 2);
  CHECK(differences("SELECT 'é' FRM abc b;\n--             ^^^ syntax-error: near \"b\"") == 2);
}

TEST_CASE("expectations: only well-formed comments count") {
  CHECK(differences("SELECT '-- expect: syntax-error';") == 0);
  CHECK(differences("SELECT 1; -- expect syntax-error") == 1);
  CHECK(differences("SELECT 1; -- expect: Not A Rule") == 1);
  CHECK(differences("-- config: pg = 15\nSELECT 1;") == 0);
  CHECK(differences("-- config: unknown = 1\nSELECT 1;") == 1);
  CHECK(differences("-- config: pg = new\nSELECT 1;") == 1);
  CHECK(differences("-- config: confidence = unsure\nSELECT 1;") == 1);
  CHECK(differences("SELECT 1;\n-- config: pg = 15") == 1);
  const std::string lines =
      "-- config: pg = 15\n-- config: confidence = low\n-- config: a-b.c = ^x=$";
  const Expectations read = read_expectations(lines);
  CHECK(read.errors.empty());
  CHECK(read.pg_version == 15);
  CHECK(read.min_confidence == Confidence::low);
  REQUIRE(read.options.size() == 1);
  CHECK(read.options[0].rule == "a-b");
  CHECK(read.options[0].option == "c");
  CHECK(read.options[0].value == "^x=$");
}

}  // namespace
}  // namespace pglint::tests
