#include "parse/source/statement_reader.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/parse/parsed.h"

namespace pglint::parse {
namespace {

using Texts = std::vector<std::string>;

TEST_CASE("reader: statements begin at their first token and end before the semicolon") {
  const Reading reading = read_all(
      "-- one\nSELECT 1 ; /* two /* nested */ */\n\n SELECT 'a;b' -- end\n;;\nSELECT $$;$$\n");
  CHECK(reading.statements == Texts{"SELECT 1", "SELECT 'a;b' -- end", "SELECT $$;$$"});
  CHECK(reading.problems.empty());
}

TEST_CASE("reader: records if a semicolon ends a statement") {
  const std::string sql = "SELECT 1 ; SELECT 2 -- ;";
  Parsed parsed(sql);
  REQUIRE(parsed.next());
  REQUIRE(parsed.batch().statements.size() == 2);
  CHECK(parsed.batch().statements[0].terminated);
  CHECK_FALSE(parsed.batch().statements[1].terminated);
}

TEST_CASE("reader: nothing to read") {
  for (const std::string sql : {"", " \n", "-- only a comment", "/* open", ";", ";;\n;"}) {
    const Reading reading = read_all(sql);
    CHECK(reading.statements.empty());
    CHECK(reading.problems.size() == (sql == "/* open" ? 1U : 0U));
  }
}

TEST_CASE("reader: one bad statement is one problem") {
  const Reading reading =
      read_all("SELECT 1; SELEC 2; SELECT 3;\nCREATE TABLE t (a int,,); SELECT 4");
  CHECK(reading.statements == Texts{"SELECT 1", "SELECT 3", "SELECT 4"});
  CHECK(reading.problems == Texts{"SELEC", ","});
  CHECK(reading.messages.at(0) == "syntax error at or near \"SELEC\"");
}

TEST_CASE("reader: junk after a parameter") {
  const Reading reading =
      read_all("SELECT 1 WHERE x = $1AND y; SELECT $2 AND y; PREPARE p AS SELECT $2a");
  CHECK(reading.statements == Texts{"SELECT $2 AND y"});
  CHECK(reading.problems == Texts{"$1AND", "$2a"});
  CHECK(reading.messages.at(0) == "trailing junk after parameter at or near \"$1AND\"");
  CHECK(read_all("SELECT '$1a', $$ $1a $$, a$1a, \"$1a\" -- $1a").problems.empty());
}

TEST_CASE("reader: junk after a number behind a syntax error is no second problem") {
  const Reading reading =
      read_all("SELECT :1a;\nSELECT 2;\nSELECT 3 FRM FRM x WHERE a = 12b;\nSELECT 4;");
  CHECK(reading.statements == Texts{"SELECT 2", "SELECT 4"});
  CHECK(reading.problems == Texts{":", "FRM"});
  CHECK(read_all("SELECT 1 WHERE a = 12b;").problems.size() == 1);
}

TEST_CASE("reader: a string with a value that is not valid is one problem") {
  const Reading reading = read_all("SELECT 1; SELECT E'a\\000b', 'c'; SELECT 2;\nSELECT 3");
  CHECK(reading.statements == Texts{"SELECT 1", "SELECT 2", "SELECT 3"});
  CHECK(reading.problems == Texts{"E'a\\000b'"});
}

TEST_CASE("reader: a statement without a semicolon does not hide the next one") {
  const Reading reading = read_all("SELECT 1\nALTER TABLE t ADD a int;\nSELECT 2;");
  CHECK(reading.statements == Texts{"SELECT 1", "ALTER TABLE t ADD a int", "SELECT 2"});
  CHECK(reading.problems == Texts{"TABLE"});  // ALTER could be an alias
}

TEST_CASE("reader: many missing semicolons in a row") {
  const Reading reading = read_all("SELECT 1\nSELECT 2\nCREATE TABLE t (a int)\nSELECT 3;");
  CHECK(reading.statements == Texts{"SELECT 1", "SELECT 2", "CREATE TABLE t (a int)", "SELECT 3"});
  CHECK(reading.problems.size() == 3);
}

TEST_CASE("reader: the statements in CREATE SCHEMA are part of it") {
  const Reading reading = read_all(
      "CREATE SCHEMA s\n  CREATE TABLE t (a int,,)\n  CREATE VIEW v AS SELECT 1;\nSELECT 1;");
  CHECK(reading.statements == Texts{"SELECT 1"});
  CHECK(reading.problems == Texts{","});
}

TEST_CASE("reader: a line of another program before a statement") {
  const Reading reading = read_all("\\d t\nSELECT 1;\n\\connect x\n  UPDATE t SET a = 1;\n\\q");
  CHECK(reading.statements == Texts{"SELECT 1", "UPDATE t SET a = 1"});
  CHECK(reading.problems == Texts{"\\", "\\", "\\"});
}

TEST_CASE("reader: an unclosed parenthesis hides nothing") {
  const Reading reading = read_all("CREATE TABLE a (x int;\nCREATE TABLE b (y int);\nSELECT 1;");
  CHECK(reading.statements == Texts{"CREATE TABLE b (y int)", "SELECT 1"});
  CHECK(reading.problems == Texts{";"});
}

TEST_CASE("reader: a stray closing parenthesis") {
  const Reading reading = read_all("SELECT 1); SELECT 2; SELECT 3");
  CHECK(reading.statements == Texts{"SELECT 2", "SELECT 3"});
  CHECK(reading.problems == Texts{")"});
}

TEST_CASE("reader: an unterminated quote ends with its line") {
  const Reading reading = read_all("SELECT 1;\nSELECT 'it's';\nSELECT 2;\nSELECT 'fine';\n");
  CHECK(reading.statements == Texts{"SELECT 1", "SELECT 2", "SELECT 'fine'"});
  CHECK(reading.problems == Texts{"';"});
  CHECK(read_all("SELECT 'it's';\nSELECT 2;\n")
            .messages.at(0)
            .starts_with("unterminated quoted string"));
}

TEST_CASE("reader: errors of the scanner in the middle") {
  const Reading reading = read_all("SELECT 123abc;\nSELECT U&'\\zzzz';\nSELECT 2;\nSELECT \"\";\n");
  CHECK(reading.statements == Texts{"SELECT 2"});
  CHECK(reading.problems.size() == 3);
}

TEST_CASE("reader: semicolons in bodies, rules and strings do not end a statement") {
  const Texts statements = {
      "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)",
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; "
      "END",
      "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC END",
      "DO $b$ BEGIN PERFORM $s$ ; $s$; END $b$",
      "SELECT E'\\';' , \";\"",
      "BEGIN",
      "SELECT 1",
      "END",
  };
  std::string sql;
  for (const std::string& statement : statements) sql += statement + ";\n";
  CHECK(read_all(sql).statements == statements);
  const Reading split = read_all("SELEC 0;\n" + sql);  // statement-wise this time
  CHECK(split.statements == statements);
  CHECK(split.problems == Texts{"SELEC"});
}

TEST_CASE("reader: problems are placed in bytes, although PostgreSQL counts characters") {
  CHECK(read_all("SELECT 'éééé' FRM x y").problems == Texts{"x"});
  CHECK(read_all("SELECT 1 +").problems == Texts{"+"});
  CHECK(read_all("é é é").problems == Texts{"é"});
}

TEST_CASE("reader: too deep nesting is a separate kind of problem") {
  const std::string sql = "SELECT " + std::string(50'000, '(') + "1" + std::string(50'000, ')');
  Parsed parsed(sql);
  std::vector<ParseProblem> problems;
  while (parsed.next()) {
    problems.insert(problems.end(), parsed.batch().problems.begin(), parsed.batch().problems.end());
  }
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].kind == ProblemKind::too_deep);
}

TEST_CASE("reader: an expression as long as the file does not overflow the stack") {
  std::string sql = "SELECT 1";
  for (int i = 0; i < 100'000; ++i) sql += "+1";
  Parsed parsed(sql);
  REQUIRE(parsed.next());
  std::size_t nodes = 0;
  std::size_t deepest = 0;
  Walker().walk(*parsed.batch().statements.at(0).tree, [&](const Node&, Ancestors ancestors) {
    ++nodes;
    deepest = std::max(deepest, ancestors.size());
  });
  CHECK(nodes > 200'000);
  CHECK(deepest > 100'000);
}

TEST_CASE("reader: a file of broken quotes takes finite time") {
  std::string sql;
  for (int i = 0; i < 1'000; ++i) sql += "SELECT 123abc;\n";
  const Reading reading = read_all(sql);
  CHECK(reading.problems.size() == 201);
  CHECK(reading.messages.back() == "too much of this file is not SQL, the rest is skipped");
}

TEST_CASE("reader: an error in CREATE SCHEMA, also in its bodies, is one problem") {
  const Reading reading = read_all(
      "CREATE SCHEMA s\n CREATE AGGREGATE a (b)\n CREATE PROCEDURE p()\n BEGIN ATOMIC\n SELECT "
      "1;\n END"
      "\n CREATE VIEW v AS SELECT 1\n CREATE TABLE t (a int);\nSELECT 2;");
  CHECK(reading.problems == Texts{"AGGREGATE"});
  CHECK(reading.statements == Texts{"SELECT 2"});
}

TEST_CASE("reader: a long text in windows gives the same result as read at once") {
  const std::string sql =
      "SELECT 1;\nSELECT 'a;\nb;\n''c;\n';\n\n-- comment;\nSELECT 2; SELECT 3;\r\n"
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\nSELECT 4;\nSELECT 5;\n$$;\n"
      "/* a;\nb;\n */ SELECT 6;\nCREATE FUNCTION g() RETURNS int\nBEGIN ATOMIC\nSELECT 7;\nEND;\n"
      "CREATE RULE r AS ON DELETE TO t DO (\nSELECT 8;\nSELECT 9;\n);\n;\nSELEC 10;\n"
      "SELECT \"a;\n\";\nSELECT 11 +;\nSELECT 12\n";
  const Reading whole = read_all(sql);
  CHECK(whole.statements.size() == 10);
  CHECK(whole.problems == Texts{"SELEC", "+"});
  for (std::size_t bytes = 1; bytes < sql.size(); ++bytes) {
    INFO(bytes);
    const Reading windows = read_all(sql, bytes);
    CHECK(windows.statements == whole.statements);
    CHECK(windows.problems == whole.problems);
  }
}

TEST_CASE("reader: unterminated text gives the same result in windows") {
  for (const std::string end :
       {"'open", "$$open", "/* open", "\"open", "(", "CREATE RULE r AS (a;"}) {
    const std::string sql = "SELECT 1;\nSELECT 2;\nSELECT 3;\n" + end + ";\n\nSELECT 4";
    const Reading whole = read_all(sql);
    for (std::size_t bytes = 1; bytes < sql.size(); ++bytes) {
      INFO(bytes << ": " << end);
      const Reading windows = read_all(sql, bytes);
      CHECK(windows.statements == whole.statements);
      CHECK(windows.problems == whole.problems);
    }
  }
}

}  // namespace
}  // namespace pglint::parse
