#include "parse/hint.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/parse/parsed.h"

namespace pglint::parse {
namespace {

std::vector<ParseProblem> hinted(const std::string& sql) {
  std::vector<ParseProblem> problems;
  Parsed parsed(sql);
  while (parsed.next()) {
    problems.insert(problems.end(), parsed.batch().problems.begin(), parsed.batch().problems.end());
  }
  add_hints(sql, problems);
  return problems;
}

/// The hint of the only problem in `sql`.
std::string hint_for(const std::string& sql) {
  const auto problems = hinted(sql);
  REQUIRE(problems.size() == 1);
  return problems[0].hint;
}

TEST_CASE("hint: nothing obvious") {
  CHECK(hint_for("SELECT 1; SELEC 2; SELECT 3;") == "");
  CHECK(hint_for("SELECT '${x}', a b c;") == "");
  CHECK(hint_for("SELECT ${x") == "");
}

TEST_CASE("hint: a placeholder in the statement") {
  CHECK(hint_for("SELECT 1; SELECT ${x};") == "`${x}` is a placeholder, see `--placeholders`");
  CHECK(hint_for("SELECT {{ a\n }};") == "the text is templated, see `--placeholders`");
  CHECK(hint_for("SELECT {{ a }}; SELECT 1;").find("{{ a }}") != std::string::npos);
  CHECK(hint_for("SELECT '{{ a }}'; SELECT ${b}; ").find("${b}") != std::string::npos);
}

TEST_CASE("hint: several statements that fail for their placeholders are one problem") {
  const auto problems = hinted("SELECT ${x};\nSELECT 1;\nSELECT ${y};\nSELECT ${z};");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].kind == ProblemKind::not_parsed);
  CHECK(problems[0].message ==
        "the file looks templated: 3 statements with placeholders do not parse");
  CHECK(problems[0].hint == "`${x}` is a placeholder, see `--placeholders`");
  CHECK(hinted("SELECT ${x};\nSELEC 1;").size() == 2);
}

TEST_CASE("hint: syntax of a newer PostgreSQL") {
  CHECK(hint_for("UPDATE t FOR PORTION OF p FROM a TO b SET x = 1;") ==
        "FOR PORTION OF is new in PostgreSQL 19");
  CHECK(hint_for("CREATE PROPERTY GRAPH g;") == "CREATE PROPERTY GRAPH is new in PostgreSQL 19");
  CHECK(hint_for("SELECT * FROM GRAPH_TABLE (g MATCH (a));") ==
        "GRAPH_TABLE is new in PostgreSQL 19");
  CHECK(hint_for("ALTER TABLE t MERGE PARTITIONS (a, b) INTO c;") ==
        "MERGE PARTITIONS is new in PostgreSQL 19");
  CHECK(hint_for("SELECT first_value(a) IGNORE NULLS OVER () FROM t;") ==
        "IGNORE NULLS is new in PostgreSQL 19");
  CHECK(hint_for("SELECT 1 AS split, partition FROM a b c d;") == "");
}

}  // namespace
}  // namespace pglint::parse
