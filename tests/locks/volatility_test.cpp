#include "locks/volatility.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/parse/parsed.h"
#include "tests/support/process.h"

namespace pglint::locks::tests {
namespace {

using catalog::Volatility;

/// The answer about `SELECT expression`.
ExpressionVolatility answer(const std::string& expression, int version = 18) {
  const std::string sql = "SELECT " + expression;
  parse::Parsed parsed(sql);
  REQUIRE(parsed.next());
  REQUIRE(parsed.batch().statements.size() == 1);
  const auto* select = parse::as<SelectStmt>(parsed.batch().statements[0].tree);
  return volatility_of(*parse::each<ResTarget>(select->targetList)[0]->val, version);
}

/// `volatile`, `maybe`, `not`, or the unknown functions with their numbers of arguments.
std::string in_a_word(const std::string& expression, int version = 18) {
  const ExpressionVolatility volatility = answer(expression, version);
  if (volatility.is_volatile) return "volatile";
  if (volatility.may_be_volatile) return "maybe";
  std::string unknown;
  for (const CalledFunction& function : volatility.unknown_functions) {
    if (!unknown.empty()) unknown += ' ';
    unknown += function.name.shown() + "/" + std::to_string(function.arguments);
  }
  return unknown.empty() ? "not" : unknown;
}

TEST_CASE("volatility: what has the same value in all rows") {
  for (const char* expression : {"1",
                                 "-1",
                                 "'x'",
                                 "'{}'::jsonb",
                                 "CAST('x' AS mood)",
                                 "NULL",
                                 "ARRAY[1, 2]",
                                 "now()",
                                 "pg_catalog.now()",
                                 "CURRENT_TIMESTAMP",
                                 "LOCALTIME(3)",
                                 "CURRENT_USER",
                                 "a + 1",
                                 "'a' || b",
                                 "a AT TIME ZONE 'utc'",
                                 "timezone('utc'::text, now())",
                                 "extract(epoch FROM now())",
                                 "coalesce(a, 1)",
                                 "CASE WHEN a THEN 1 END",
                                 "lower('A')",
                                 "a LIKE 'x' ESCAPE 'y'",
                                 "'a' SIMILAR TO 'b'",
                                 "ROW(1, 2)",
                                 "greatest(1, 2)",
                                 "date(a)",
                                 "jsonb('{}')",
                                 "current_setting('x.y')",
                                 "statement_timestamp()",
                                 "pg_backend_pid()",
                                 "trim('x')",
                                 "substring('x' FROM 1)",
                                 "(a).b",
                                 "a COLLATE \"C\"",
                                 "a IS NOT NULL"}) {
    for (const int version : {10, 14, 18}) {
      INFO(expression << " on " << version);
      CHECK(in_a_word(expression, version) == "not");
    }
  }
}

TEST_CASE("volatility: a volatile call anywhere in the expression") {
  for (const char* expression :
       {"random()", "clock_timestamp()", "timeofday()", "nextval('s')", "nextval('s'::regclass)",
        "pg_catalog.random()", "md5(random()::text)", "ARRAY[1, (random() * 2)::int]",
        "'ID' || nextval('s')", "CASE WHEN a THEN random() END", "coalesce(a, random())",
        "f(random())", "-random()", "a AND random() > 1"}) {
    for (const int version : {10, 14, 18}) {
      INFO(expression << " on " << version);
      CHECK(in_a_word(expression, version) == "volatile");
    }
  }
}

TEST_CASE("volatility: the planner may remove a volatile call since 12") {
  for (const char* expression :
       {"coalesce(1, random())", "CASE WHEN true THEN 1 ELSE random() END",
        "CASE 1 WHEN 1 THEN 1 ELSE random() END", "false AND random() > 1", "true OR random() > 1",
        "coalesce('x'::text, nextval('s')::text)"}) {
    INFO(expression);
    CHECK(in_a_word(expression, 11) == "volatile");
    CHECK(in_a_word(expression, 12) == "maybe");
  }
  CHECK(in_a_word("CASE a WHEN 1 THEN 1 ELSE random() END") == "volatile");
}

TEST_CASE("volatility: functions of extensions, in whatever schema") {
  for (const char* expression :
       {"uuid_generate_v4()", "public.uuid_generate_v1mc()", "extensions.uuid_generate_v1()",
        "gen_random_bytes(8)", "gen_salt('bf')", "public.gen_random_uuid()"}) {
    INFO(expression);
    CHECK(in_a_word(expression) == "volatile");
  }
  for (const char* expression :
       {"uuid_generate_v5(uuid_ns_url(), 'x')", "digest('x', 'md5')", "public.crypt('x', 'y')"}) {
    INFO(expression);
    CHECK(in_a_word(expression) == "not");
  }
}

TEST_CASE("volatility: what the version has not is unknown") {
  CHECK(in_a_word("uuidv7()", 18) == "volatile");
  CHECK(in_a_word("uuidv7()", 19) == "volatile");
  CHECK(in_a_word("uuidv7()", 17) == "uuidv7/0");
  CHECK(in_a_word("gen_random_uuid()", 10) == "volatile");  // pgcrypto's
}

TEST_CASE("volatility: unknown functions are named with their number of arguments") {
  CHECK(in_a_word("my_id()") == "my_id/0");
  CHECK(in_a_word("app.make(1, g('x'))") == "app.make/2 g/1");
  CHECK(in_a_word("app.now()") == "app.now/0");
  CHECK(in_a_word("f(a => 1, b => 2)") == "f/2");
}

TEST_CASE("volatility: PostgreSQL's functions") {
  CHECK(volatility_of_builtin("abs", 18) == Volatility::immutable);
  CHECK(volatility_of_builtin("now", 10) == Volatility::stable);
  CHECK(volatility_of_builtin("random", 10) == Volatility::volatile_function);
  CHECK(volatility_of_builtin("gen_random_uuid", 12) == std::nullopt);
  CHECK(volatility_of_builtin("gen_random_uuid", 13) == Volatility::volatile_function);
  CHECK(volatility_of_builtin("abstime", 11) == Volatility::stable);
  CHECK(volatility_of_builtin("abstime", 12) == std::nullopt);
  CHECK(volatility_of_builtin("no_such", 18) == std::nullopt);
  // One of its overloads is volatile before 15; `AT TIME ZONE` hardly ever calls that one.
  CHECK(volatility_of_builtin("timezone", 14) == Volatility::stable);
}

TEST_CASE("volatility: the list of functions is what servers say") {
  pglint::tests::require_content_of("generate-functions --check");
}

}  // namespace
}  // namespace pglint::locks::tests
