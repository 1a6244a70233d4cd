#include "parse/source/hint.h"

#include <algorithm>
#include <iterator>

#include <catch2/catch_test_macros.hpp>

#include "parse/source/preprocess.h"
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

/// The hint for the only problem in `sql`.
std::string hint_for(const std::string& sql) {
  const auto problems = hinted(sql);
  REQUIRE(problems.size() == 1);
  return problems[0].hint;
}

TEST_CASE("hint: none") {
  CHECK(hint_for("SELECT 1; SELEC 2; SELECT 3;") == "");
  CHECK(hint_for("SELECT '${x}', a b c;") == "");
  CHECK(hint_for("SELECT ${x") == "");
}

TEST_CASE("hint: a missing semicolon") {
  CHECK(hint_for("SELECT 1\nALTER TABLE t ADD a int;") == "is a semicolon missing before `ALTER`?");
  CHECK(hint_for("CREATE TABLE t (a int)\nCREATE TABLE u (a int)") ==
        "is a semicolon missing before `CREATE`?");
  CHECK(hint_for("SELECT 1 2\nSELECT 3;") == "");
}

TEST_CASE("hint: an unterminated quote") {
  CHECK(hint_for("SELECT 'a;") == "close it: it starts here and has no end");
  CHECK(hint_for("DO $a$ BEGIN END $b$;") == "close it: it starts here and has no end");
  CHECK(hint_for("SELECT \"a;") == "close it: it starts here and has no end");
  CHECK(hint_for("/* SELECT 1;") == "close it: it starts here and has no end");
  CHECK(hint_for("SELECT 'it's';\nSELECT 1;\nSELECT ';';\nSELECT 2;").starts_with("a quote"));
}

TEST_CASE("hint: characters that only look like blanks and quotes") {
  CHECK(hint_for("SELECT\u00A01 FROM t x y;") ==
        "PostgreSQL reads U+00A0 (no-break space) as a letter, use plain ASCII");
  CHECK(hint_for("SELECT \u2018a b\u2019 c;").starts_with("PostgreSQL reads U+2018"));
  CHECK(hint_for("SELECT '\u00A0' a b;") == "");
}

TEST_CASE("hint: a placeholder in the statement") {
  CHECK(hint_for("SELECT 1; SELECT ${x};") == "`${x}` is a placeholder, see `--placeholders`");
  CHECK(hint_for("SELECT {{ a\n }};") == "the SQL is templated, see `--placeholders`");
  CHECK(hint_for("SELECT {{ a }}; SELECT 1;").find("{{ a }}") != std::string::npos);
  CHECK(hint_for("SELECT '{{ a }}'; SELECT ${b}; ").find("${b}") != std::string::npos);
}

TEST_CASE("hint: several statements with placeholders are one problem") {
  const auto problems = hinted("SELECT ${x};\nSELECT 1;\nSELECT ${y};\nSELECT ${z};");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].kind == ProblemKind::not_parsed);
  CHECK(problems[0].message ==
        "the file looks templated: 3 statements with placeholders do not parse");
  CHECK(problems[0].hint == "`${x}` is a placeholder, see `--placeholders`");
  CHECK(hinted("SELECT ${x};\nSELEC 1;").size() == 2);
}

TEST_CASE("hint: psql variables") {
  const auto problems_of = [](const std::string& content) {
    const Preprocessed read = preprocess(content);
    const std::string sql = read.sql.value_or(content);
    std::vector<ParseProblem> problems;
    Parsed parsed(sql);
    while (parsed.next()) std::ranges::copy(parsed.batch().problems, std::back_inserter(problems));
    add_hints(sql, problems, read.variables);
    return problems;
  };
  const auto one = problems_of("SELECT 1 IN :ids;");
  REQUIRE(one.size() == 1);
  CHECK(one[0].message == "syntax error at or near \":ids\"");
  CHECK(one[0].hint ==
        "psql variable `:ids` was read as a name or a value, which does not fit here; set it with "
        "`\\set` in this file, or `exclude` the file");
  const auto several = problems_of("SELECT 1 IN :ids; SELECT 2 IN :others;");
  REQUIRE(several.size() == 1);
  CHECK(several[0].message == "2 statements with psql variables do not parse");
}

std::string needs_19(const std::string& syntax) {
  return syntax +
         " needs PostgreSQL 19 or later; pglint parses the syntax of PostgreSQL " PG_MAJORVERSION;
}

TEST_CASE("hint: syntax of a newer PostgreSQL") {
  CHECK(hint_for("UPDATE t FOR PORTION OF p FROM a TO b SET x = 1;") == needs_19("FOR PORTION OF"));
  CHECK(hint_for("CREATE PROPERTY GRAPH g;") == needs_19("CREATE PROPERTY GRAPH"));
  CHECK(hint_for("SELECT * FROM GRAPH_TABLE (g MATCH (a));") == needs_19("GRAPH_TABLE"));
  CHECK(hint_for("ALTER TABLE t MERGE PARTITIONS (a, b) INTO c;") == needs_19("MERGE PARTITIONS"));
  CHECK(hint_for("SELECT first_value(a) IGNORE NULLS OVER () FROM t;") == needs_19("IGNORE NULLS"));
  CHECK(hint_for("INSERT INTO t VALUES (1) ON CONFLICT (a) DO SELECT RETURNING *;") ==
        needs_19("ON CONFLICT … DO SELECT"));
  CHECK(hint_for("SELECT 1;\nREPACK t USING INDEX i;") == needs_19("REPACK"));
  CHECK(hint_for("COPY t TO stdout (FORMAT json);") == needs_19("COPY … (FORMAT json)"));
  CHECK(hint_for("CREATE PUBLICATION p FOR ALL TABLES EXCEPT (TABLE t);") ==
        needs_19("ALL TABLES EXCEPT"));
  CHECK(hint_for("SELECT 1 AS split, partition FROM a b c d;") == "");
}

}  // namespace
}  // namespace pglint::parse
