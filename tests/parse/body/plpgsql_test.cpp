#include "parse/body/plpgsql.h"

#include <catch2/catch_test_macros.hpp>

#include "parse/tree/arena.h"

namespace pglint::parse {
namespace {

/// The fragments of `body` as they are parsed, then the problem, if any.
std::vector<std::string> fragments(const std::string& body) {
  const Arena arena;
  const PlpgsqlBody read = read_plpgsql(body);
  CHECK(read.sql.size() == body.size());
  std::vector<std::string> texts;
  for (const PlpgsqlFragment& fragment : read.fragments) {
    texts.push_back(read.sql.substr(fragment.range.begin, fragment.range.size()));
    std::vector<Statement> statements;
    ParseProblem problem;
    INFO(texts.back());
    CHECK(parse_fragment(fragment, read.sql, statements, problem));
    CHECK(statements.size() == 1);
  }
  if (read.problem) {
    texts.push_back(read.problem->message + " @" + body.substr(read.problem->range.begin));
  }
  return texts;
}

/// The fragments of a block that contains only `statement`.
std::vector<std::string> in_block(const std::string& statement) {
  return fragments("BEGIN " + statement + " END");
}

using Texts = std::vector<std::string>;

TEST_CASE("PL/pgSQL: targets of INTO are blanked, tables are not") {
  CHECK(in_block("SELECT a INTO b FROM t;") == Texts{"SELECT a        FROM t"});
  CHECK(in_block("SELECT a INTO STRICT b.c, d FROM t;") ==
        Texts{"SELECT a                    FROM t"});
  CHECK(in_block("SELECT a FROM t INTO b;") == Texts{"SELECT a FROM t       "});
  CHECK(in_block("SELECT INTO b a FROM t;") == Texts{"SELECT        a FROM t"});
  CHECK(in_block("INSERT INTO t VALUES (1) RETURNING a INTO $1;") ==
        Texts{"INSERT INTO t VALUES (1) RETURNING a        "});
  CHECK(in_block("MERGE INTO t USING u ON a = b WHEN MATCHED THEN DO NOTHING;") ==
        Texts{"MERGE INTO t USING u ON a = b WHEN MATCHED THEN DO NOTHING"});
  CHECK(in_block("IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c;") ==
        Texts{"IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c"});
}

TEST_CASE("PL/pgSQL: PERFORM becomes SELECT") {
  CHECK(in_block("PERFORM f(1) FROM t;") == Texts{"SELECT  f(1) FROM t"});
}

TEST_CASE("PL/pgSQL: keywords can be names of variables") {
  CHECK(in_block("exit := 1; open.x := 2; raise[1] = 3;") ==
        Texts{"exit := 1", "open.x := 2", "raise[1] = 3"});
  CHECK(fragments("DECLARE cursor int; alias text; BEGIN NULL; END") == Texts{"int", "text"});
}

TEST_CASE("PL/pgSQL: a semicolon in parentheses or in a standard body does not end a statement") {
  CHECK(in_block("CREATE RULE r AS ON DELETE TO t DO ALSO (SELECT 1; SELECT 2); NULL;") ==
        Texts{"CREATE RULE r AS ON DELETE TO t DO ALSO (SELECT 1; SELECT 2)"});
  const std::string function =
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END";
  CHECK(in_block(function + "; NULL;") == Texts{function});
}

TEST_CASE("PL/pgSQL: END may have a label, and CASE expressions have an END") {
  CHECK(fragments("<<a>> BEGIN <<b>> LOOP EXIT b; END LOOP b; END a;").empty());
  CHECK(in_block("x := CASE WHEN a THEN 1 ELSE 2 END;") ==
        Texts{"x := CASE WHEN a THEN 1 ELSE 2 END"});
  CHECK(in_block("IF (CASE WHEN a THEN b END) THEN NULL; END IF;") ==
        Texts{"(CASE WHEN a THEN b END)"});
}

TEST_CASE("PL/pgSQL: types end before the next clause") {
  CHECK(fragments("DECLARE a numeric(10, 2)[] NOT NULL = '{}'; b timestamp with time zone DEFAULT "
                  "now(); c text COLLATE \"C\"; d public.t; BEGIN END") ==
        Texts{"numeric(10, 2)[]", "'{}'", "timestamp with time zone", "now()", "text", "public.t"});
}

TEST_CASE("PL/pgSQL: conditional fragments and dynamic SQL are marked") {
  const Arena arena;
  const PlpgsqlBody read = read_plpgsql(
      "BEGIN SELECT 1; IF a THEN SELECT 2; END IF; EXECUTE b; EXCEPTION WHEN OTHERS THEN SELECT 3; "
      "END");
  REQUIRE(read.fragments.size() == 5);
  CHECK_FALSE(read.fragments[0].conditional);
  CHECK_FALSE(read.fragments[1].conditional);  // the condition itself
  CHECK(read.fragments[2].conditional);
  CHECK(read.fragments[3].makes_sql);
  CHECK_FALSE(read.fragments[3].conditional);
  CHECK(read.fragments[4].conditional);
}

TEST_CASE("PL/pgSQL: an error ends the reading and has a place") {
  CHECK(in_block("SELECT 1; IF a THEN END;") ==
        Texts{"SELECT 1", "a", "syntax error at or near \";\" @; END"});
  CHECK(fragments("") == Texts{"syntax error at end of input @"});
  CHECK(fragments("SELECT 1") == Texts{"syntax error at or near \"SELECT\" @SELECT 1"});
  CHECK(fragments("BEGIN NULL; END; END;").back() == "syntax error at or near \"END\" @END;");
  CHECK(fragments("BEGIN RETURN (1; END").back().starts_with("syntax error at end of input"));
  CHECK(fragments("BEGIN FOR").back().starts_with("syntax error at end of input"));
  CHECK(fragments("BEGIN SELECT a INTO").back().starts_with("syntax error at end of input"));
}

TEST_CASE("PL/pgSQL: endless nesting ends the reading") {
  std::string body;
  for (int level = 0; level < 100'000; ++level) body += "BEGIN ";
  CHECK(fragments(body).back().starts_with("too deeply nested in other blocks"));
}

}  // namespace
}  // namespace pglint::parse
