#include "parse/meaning/type_use.h"

#include <catch2/catch_test_macros.hpp>

#include "parse/meaning/enclosing_object.h"
#include "tests/parse/parsed.h"

namespace pglint::parse {
namespace {

using Texts = std::vector<std::string>;

/// The results of `look(type, ancestors)` for each type in `sql`.
template <class Look>
Texts of_types(const std::string& sql, Look look) {
  Texts answers;
  Parsed parsed(sql);
  while (parsed.next()) {
    REQUIRE(parsed.batch().problems.empty());
    for (const Statement& statement : parsed.batch().statements) {
      Walker().walk(*statement.tree, [&](const Node& node, Ancestors ancestors) {
        if (const auto* type = as<TypeName>(&node)) answers.push_back(look(*type, ancestors));
      });
    }
  }
  return answers;
}

/// "description | object" of each type's use; empty for none.
Texts places(const std::string& sql) {
  return of_types(sql, [](const TypeName& type, Ancestors ancestors) {
    const TypeUse use = type_use(type, ancestors);
    return use.place == TypePlace::none ? "" : describe(use) + " | " + object_name(use);
  });
}

TEST_CASE("type use: columns of tables") {
  CHECK(places("CREATE TABLE public.orders (id int, \"createdAt\" text)") ==
        Texts{"`public.orders.id` | public.orders.id",
              "`public.orders.createdAt` | public.orders.createdAt"});
  CHECK(places("CREATE FOREIGN TABLE f (a int) SERVER s") == Texts{"`f.a` | f.a"});
  CHECK(places("CREATE SCHEMA s CREATE TABLE t (a int)") == Texts{"`t.a` | t.a"});
  CHECK(places("ALTER TABLE t ADD a int, ALTER b TYPE text, DROP c") ==
        Texts{"`t.a` | t.a", "`t.b` | t.b"});
  CHECK(places("ALTER FOREIGN TABLE t ADD a int") == Texts{"`t.a` | t.a"});
  // The types of a view's columns cannot be changed.
  CHECK(places("ALTER VIEW v ALTER a TYPE int") == Texts{""});
}

TEST_CASE("type use: columns without a type are not uses") {
  CHECK(places("CREATE TABLE t OF s.type (a WITH OPTIONS NOT NULL)") == Texts{""});
  CHECK(places("CREATE TABLE p PARTITION OF t (a NOT NULL) DEFAULT").empty());
  CHECK(places("ALTER TABLE t OF s.type") == Texts{""});
}

TEST_CASE("type use: types") {
  CHECK(places("CREATE TYPE s.pair AS (a int, b text)") ==
        Texts{"`s.pair.a` | s.pair.a", "`s.pair.b` | s.pair.b"});
  CHECK(places("ALTER TYPE pair ADD ATTRIBUTE a int, ALTER ATTRIBUTE b TYPE text") ==
        Texts{"`pair.a` | pair.a", "`pair.b` | pair.b"});
  CHECK(places("CREATE DOMAIN s.d AS int") == Texts{"domain `s.d` | s.d"});
  CHECK(places("CREATE TYPE r AS RANGE (subtype = int, subtype_diff = f)") ==
        Texts{"range type `r` | r", ""});
}

TEST_CASE("type use: functions") {
  CHECK(places("CREATE FUNCTION s.f(p_at int, text, OUT c int) RETURNS int LANGUAGE sql AS ''") ==
        Texts{"argument `p_at` of `s.f` | s.f(p_at)", "argument 2 of `s.f` | s.f(2)",
              "result column `c` of `s.f` | s.f(c)", "the result of `s.f` | s.f"});
  // The parser copies the type of the only column to the result.
  CHECK(places("CREATE FUNCTION f() RETURNS TABLE (a int) LANGUAGE sql AS ''") ==
        Texts{"result column `a` of `f` | f(a)", ""});
  CHECK(places("CREATE FUNCTION f() RETURNS int TRANSFORM FOR TYPE hstore LANGUAGE sql AS ''") ==
        Texts{"the result of `f` | f", ""});
}

TEST_CASE("type use: expressions and rows") {
  CHECK(places("SELECT a::int, CAST(b AS int), timestamp '2030-01-01', interval '1' day") ==
        Texts{"this cast | ", "this cast | ", "this cast | ", "this cast | "});
  CHECK(places("SELECT xmlserialize(DOCUMENT a AS text)") == Texts{"this cast | "});
  CHECK(places("SELECT json_value(a, '$' RETURNING int)") == Texts{"this RETURNING clause | "});
  CHECK(places("SELECT 1 FROM f() AS t(a int), ROWS FROM (g() AS (b int)) AS r") ==
        Texts{"`t.a` | ", "`r.b` | "});
  CHECK(places("SELECT 1 FROM xmltable('/' PASSING d COLUMNS a int)") == Texts{"column `a` | "});
  CHECK(places("SELECT 1 FROM json_table(d, '$' COLUMNS (NESTED '$' COLUMNS (a int))) AS j") ==
        Texts{"`j.a` | "});
  CHECK(places("PREPARE p(int, text) AS SELECT 1") ==
        Texts{"parameter 1 of `p` | p(1)", "parameter 2 of `p` | p(2)"});
}

TEST_CASE("type use: names of existing objects") {
  for (const std::string sql :
       {"DROP FUNCTION f(int)", "DROP TYPE t", "COMMENT ON FUNCTION f(int) IS ''",
        "ALTER FUNCTION f(a int) STABLE", "GRANT EXECUTE ON FUNCTION f(int) TO r",
        "CREATE CAST (int AS t) WITHOUT FUNCTION", "DROP OPERATOR + (int, int)",
        "CREATE OPERATOR + (LEFTARG = int, FUNCTION = f)",
        "CREATE AGGREGATE a(int) (SFUNC = f, STYPE = int)",
        "CREATE OPERATOR CLASS c FOR TYPE int USING btree AS OPERATOR 1 < (int, int)",
        "CREATE TYPE t (INPUT = f, OUTPUT = g, LIKE = int)"}) {
    INFO(sql);
    const Texts found = places(sql);
    CHECK_FALSE(found.empty());
    CHECK(found == Texts(found.size(), ""));
  }
}

TEST_CASE("type use: names beside a column or argument") {
  const auto beside = [](const std::string& sql) {
    return of_types(sql, [](const TypeName& type, Ancestors ancestors) {
      std::string names;
      for (const auto& [name, named_type] : names_beside(type_use(type, ancestors))) {
        names += std::string(name) + " ";
      }
      return names;
    });
  };
  CHECK(beside("CREATE TABLE t (a int, CHECK (true), LIKE u, b text)") == Texts{"a b ", "a b "});
  CHECK(beside("ALTER TABLE t ADD a int, ALTER b TYPE int, DROP c") == Texts{"a b c ", "a b c "});
  CHECK(beside("CREATE TYPE t AS (a int)") == Texts{"a "});
  CHECK(beside("CREATE PROCEDURE f(a int, b int) LANGUAGE sql AS ''") == Texts{"a b ", "a b "});
  CHECK(beside("CREATE DOMAIN d AS int") == Texts{""});
}

TEST_CASE("enclosing object: the object that an expression belongs to") {
  const auto object = [](const std::string& sql) {
    return of_types(sql, [](const TypeName& type, Ancestors ancestors) {
      return type_use(type, ancestors).place == TypePlace::cast ? enclosing_object(ancestors) : "-";
    });
  };
  CHECK(object("CREATE TABLE t (a x DEFAULT (1 + f(1::int)), CHECK (a > 1::int))") ==
        Texts{"-", "t.a", "t"});
  CHECK(object("ALTER TABLE s.t ALTER a SET DEFAULT 1::int, ADD CHECK (a > 1::int)") ==
        Texts{"s.t.a", "s.t"});
  CHECK(object("ALTER TABLE t ALTER a TYPE x USING a::int") == Texts{"-", "t.a"});
  CHECK(object("CREATE SCHEMA s CREATE VIEW v AS SELECT 1::int") == Texts{"v"});
  CHECK(object("CREATE MATERIALIZED VIEW s.m AS SELECT 1::int") == Texts{"s.m"});
  CHECK(object("CREATE FUNCTION s.f() RETURNS x RETURN 1::int") == Texts{"-", "s.f"});
  CHECK(object("CREATE DOMAIN d AS x CHECK (VALUE > 1::int)") == Texts{"-", "d"});
  CHECK(object("ALTER DOMAIN d ADD CHECK (VALUE > 1::int)") == Texts{"d"});
  CHECK(object("CREATE INDEX i ON t ((a::int)); CREATE INDEX ON t ((a::int))") == Texts{"i", "t"});
  CHECK(object("CREATE RULE r AS ON INSERT TO t WHERE 1::int = 1 DO NOTHING") == Texts{"t.r"});
  CHECK(object("CREATE POLICY p ON t USING (1::int = 1)") == Texts{"t.p"});
  CHECK(object("ALTER POLICY p ON t USING (1::int = 1)") == Texts{"t.p"});
  CHECK(object("CREATE TRIGGER g AFTER UPDATE ON t FOR EACH ROW WHEN (1::int = 1) "
               "EXECUTE FUNCTION f()") == Texts{"t.g"});
  CHECK(object("SELECT 1::int") == Texts{""});
}

}  // namespace
}  // namespace pglint::parse
