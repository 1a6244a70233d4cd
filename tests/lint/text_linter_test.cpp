#include "lint/text_linter.h"

#include <catch2/catch_test_macros.hpp>

#include "lint/linter.h"
#include "rule/builtin_rules.h"

namespace pglint::tests {
namespace {

/// Reports every integer constant and when its statement runs.
void say_when(const A_Const& constant, Context& context) {
  if (constant.isnull || constant.val.node.type != T_Integer) return;
  std::string message = std::to_string(constant.val.ival.ival);
  message += context.runs_now() ? " now" : " later";
  if (context.origin().conditional) message += " perhaps";
  context.report({.at = context.here(constant), .message = message});
}

constinit const Rule when = {.id = "when", .checks = {on<say_when>}};

/// `message @object`, followed by ` ?` without high confidence.
std::vector<std::string> findings(const std::string& sql) {
  const Settings settings{.rules = {&syntax_error, &not_analyzed, &when}};
  std::vector<std::string> shown;
  for (const Finding& finding : lint("a.sql", sql, settings, DispatchTable(settings)).findings) {
    const bool sure = finding.confidence == Confidence::high;
    shown.push_back(finding.message + " @" + finding.object + (sure ? "" : " ?"));
    const std::string written = sql.substr(finding.range.begin, finding.range.size());
    if (finding.rule == &when) CHECK(finding.message.starts_with(written + " "));
  }
  return shown;
}

using Lines = std::vector<std::string>;

TEST_CASE("bodies: DO runs now, functions and procedures do not") {
  CHECK(findings("SELECT 1; DO $$ BEGIN PERFORM 2; END $$;") == Lines{"1 now @", "2 now @"});
  CHECK(findings("CREATE FUNCTION s.f() RETURNS int LANGUAGE sql AS 'SELECT 1';") ==
        Lines{"1 later @s.f"});
  CHECK(findings("CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; END $$;") ==
        Lines{"1 later @p"});
  CHECK(findings("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END;") ==
        Lines{"1 later @"});
}

TEST_CASE("bodies: a nested body runs with the inner one") {
  CHECK(findings("DO $a$ BEGIN CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $b$ SELECT 1 $b$; "
                 "DO $b$ BEGIN PERFORM 2; END $b$; END $a$;") == Lines{"1 later @f", "2 now @"});
  CHECK(findings("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $a$ BEGIN "
                 "DO $b$ BEGIN PERFORM 1; END $b$; END $a$;") == Lines{"1 later @f"});
}

TEST_CASE("bodies: statements in IF, loops and handlers are conditional") {
  CHECK(findings("DO $$ BEGIN PERFORM 1; IF 2 > a THEN PERFORM 3; END IF; WHILE b LOOP PERFORM 4; "
                 "END LOOP; EXCEPTION WHEN OTHERS THEN PERFORM 5; END $$;") ==
        Lines{"1 now @", "2 now @", "3 now perhaps @", "4 now perhaps @", "5 now perhaps @"});
}

TEST_CASE("bodies: findings in dynamic SQL have medium confidence") {
  CHECK(findings("DO $$ BEGIN EXECUTE 'SELECT 12'; EXECUTE format('SELECT 34 FROM %I', a); "
                 "EXECUTE 'SELECT ' || b; END $$;") == Lines{"12 now @ ?", "34 now @ ?"});
}

TEST_CASE("bodies: endless nesting is reported, not followed") {
  std::string sql = "PERFORM 1;";
  for (int level = 0; level < 12; ++level) {
    const std::string tag = "$t" + std::to_string(level) + "$";
    sql = "DO " + tag + " BEGIN " + sql + " END " + tag + ";";
  }
  CHECK(findings(sql) == Lines{"body not analyzed: too deeply nested in other bodies @"});
}

TEST_CASE("bodies: a body in a psql variable is unknown") {
  CHECK(findings("DO :'body'; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS :'body';").empty());
}

TEST_CASE("bodies: are read despite invalid UTF-8") {
  const auto shown = findings("DO $$ BEGIN PERFORM 'caf\xE9', 7; END $$;");
  REQUIRE(shown.size() == 2);
  CHECK(shown[1] == "7 now @");
}

}  // namespace
}  // namespace pglint::tests
