#include "parse/tree/anchor.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/parse/parsed.h"

namespace pglint::parse {
namespace {

using Texts = std::vector<std::string>;

TEST_CASE("anchor: the nth ALTER TABLE command is the nth item after the name") {
  CHECK(anchors<AlterTableCmd>("ALTER TABLE t ADD a int") == Texts{"ADD a int"});
  CHECK(anchors<AlterTableCmd>("ALTER TABLE IF EXISTS ONLY s.\"T,x\" DROP a CASCADE,\n"
                               "  ADD b numeric(10, 2) DEFAULT f(1, 2), -- a, b\n"
                               "  ALTER c TYPE text USING (c || ',');") ==
        Texts{"DROP a CASCADE", "ADD b numeric(10, 2) DEFAULT f(1, 2)",
              "ALTER c TYPE text USING (c || ',')"});
  CHECK(anchors<AlterTableCmd>("ALTER TABLE t * DROP a") == Texts{"DROP a"});
  CHECK(anchors<AlterTableCmd>("ALTER TABLE ONLY (t) INHERIT p") == Texts{"INHERIT p"});
  CHECK(anchors<AlterTableCmd>("ALTER INDEX i SET (fillfactor = 70)") ==
        Texts{"SET (fillfactor = 70)"});
  CHECK(anchors<AlterTableCmd>("ALTER TYPE a.t ADD ATTRIBUTE x int, DROP ATTRIBUTE y") ==
        Texts{"ADD ATTRIBUTE x int", "DROP ATTRIBUTE y"});
  CHECK(anchors<AlterTableCmd>("ALTER TABLE p ATTACH PARTITION q FOR VALUES IN (1, 2)") ==
        Texts{"ATTACH PARTITION q FOR VALUES IN (1, 2)"});
}

TEST_CASE("anchor: index elements, also of INCLUDE") {
  CHECK(anchors<IndexElem>("CREATE UNIQUE INDEX CONCURRENTLY i ON ONLY s.t USING gin "
                           "(a, lower(b) DESC, (c + d)) INCLUDE (e, f) WHERE a > 0") ==
        Texts{"a", "lower(b) DESC", "(c + d)", "e", "f"});
}

TEST_CASE("anchor: types with modifiers, time zones and array bounds") {
  const auto type = [](const std::string& written) {
    const Texts found = anchors<TypeName>("CREATE TABLE t (a " + written + " NOT NULL, b int)");
    return found.at(0);
  };
  for (const std::string written : {"int",
                                    "varchar(10)",
                                    "character varying (10)",
                                    "char",
                                    "national character varying(3)",
                                    "double precision",
                                    "timestamp",
                                    "timestamp(3)",
                                    "timestamp (3) without time zone",
                                    "time with time zone",
                                    "time(0) with time zone[]",
                                    "interval year to month",
                                    "interval day to second(3)",
                                    "interval(2)",
                                    "bit varying(4)",
                                    "pg_catalog.\"char\"",
                                    "my.\"Type\"(1, 2)",
                                    "int[][3]",
                                    "text array[4]",
                                    "numeric(10, 2)"}) {
    CHECK(type(written) == written);
  }
  CHECK(anchors<TypeName>("SELECT timestamp '2020-01-01', x::s.t % type_of") ==
        Texts{"timestamp", "s.t"});
  CHECK(anchors<TypeName>("CREATE FUNCTION f(a t.c%TYPE) RETURNS SETOF money LANGUAGE sql AS ''") ==
        Texts{"t.c%TYPE", "money"});
}

TEST_CASE("anchor: columns and constraints end where the next one begins") {
  const std::string sql =
      "CREATE TABLE t (id int CONSTRAINT pk PRIMARY KEY DEFERRABLE CHECK (id > (1)) DEFAULT 1,\n"
      "  b text /* , */ , FOREIGN KEY (a, b) REFERENCES o (x, y) ON DELETE CASCADE)";
  CHECK(anchors<ColumnDef>(sql) ==
        Texts{"id int CONSTRAINT pk PRIMARY KEY DEFERRABLE CHECK (id > (1)) DEFAULT 1", "b text"});
  const Texts all = anchors<Constraint>(sql);
  CHECK(all.back() == "FOREIGN KEY (a, b) REFERENCES o (x, y) ON DELETE CASCADE");
  CHECK(std::ranges::count(all, "CONSTRAINT pk PRIMARY KEY DEFERRABLE") == 1);
  CHECK(std::ranges::count(all, "CHECK (id > (1))") == 1);
  CHECK(std::ranges::count(all, "DEFAULT 1") == 1);
  CHECK(anchors<ColumnDef>("ALTER TABLE t ADD COLUMN a int DEFAULT 1, DROP b") ==
        Texts{"a int DEFAULT 1"});
}

TEST_CASE("anchor: options") {
  CHECK(anchors<DefElem>("CREATE DATABASE d ENCODING 'UTF8' TEMPLATE = template0") ==
        Texts{"ENCODING 'UTF8'", "TEMPLATE = template0"});
  CHECK(anchors<DefElem>("CREATE TABLE t (a int) WITH (fillfactor = 70, autovacuum_enabled)") ==
        Texts{"fillfactor = 70", "autovacuum_enabled"});
}

TEST_CASE("anchor: targets of DROP") {
  const auto targets = [](const std::string& sql) {
    return ranges_of<DropStmt>(sql, [](const DropStmt& drop, Ancestors, const Anchor& anchor) {
      return anchor.drop_target(drop, each(drop.objects).size() - 1);
    });
  };
  CHECK(targets("DROP TABLE IF EXISTS a, s.\"b\" CASCADE") == Texts{"s.\"b\""});
  CHECK(targets("DROP INDEX CONCURRENTLY IF EXISTS i") == Texts{"i"});
  CHECK(targets("DROP MATERIALIZED VIEW v RESTRICT;") == Texts{"v"});
  CHECK(targets("DROP FUNCTION f(int, text), g(money)") == Texts{"g(money)"});
  CHECK(targets("DROP TEXT SEARCH PARSER p") == Texts{"p"});
  CHECK(targets("DROP FOREIGN DATA WRAPPER w") == Texts{"w"});
  CHECK(targets("DROP TRIGGER g ON t") == Texts{"g ON t"});
}

TEST_CASE("anchor: expressions from their first to their last token") {
  CHECK(anchors<FuncCall>("SELECT now(), s.f(a, (b)) FILTER (WHERE x), count(*)") ==
        Texts{"now()", "s.f(a, (b)) FILTER (WHERE x)", "count(*)"});
  CHECK(anchors<A_Expr>("SELECT (a + b) * c") == Texts{"(a + b) * c", "a + b"});
  CHECK(anchors<CaseExpr>("SELECT CASE WHEN a THEN CASE b WHEN 1 THEN 2 END END AS x") ==
        Texts{"CASE WHEN a THEN CASE b WHEN 1 THEN 2 END END", "CASE b WHEN 1 THEN 2 END"});
  CHECK(anchors<SubLink>("SELECT 1 WHERE x.a IN (SELECT (1)) AND EXISTS (SELECT 1)") ==
        Texts{"x.a IN (SELECT (1))", "EXISTS (SELECT 1)"});
  CHECK(anchors<TypeCast>("SELECT a.b::char(3), CAST(x AS money)") ==
        Texts{"a.b::char(3)", "CAST(x AS money)"});
  CHECK(anchors<SQLValueFunction>("SELECT current_time(3), current_user") ==
        Texts{"current_time(3)", "current_user"});
  CHECK(anchors<RangeVar>("SELECT * FROM s.\"T\" AS x, ONLY u") == Texts{"s.\"T\"", "u"});
  CHECK(anchors<A_ArrayExpr>("SELECT ARRAY[1, f(2)], 3") == Texts{"ARRAY[1, f(2)]"});
}

TEST_CASE("anchor: IS tests and COLLATE") {
  CHECK(anchors<NullTest>("SELECT 1 FROM t WHERE a IS NULL OR f(b) is not null OR c ISNULL") ==
        Texts{"a IS NULL", "f(b) is not null", "c ISNULL"});
  CHECK(anchors<BooleanTest>("SELECT 1 FROM t WHERE a IS TRUE OR b IS NOT UNKNOWN") ==
        Texts{"a IS TRUE", "b IS NOT UNKNOWN"});
  CHECK(anchors<CollateClause>("SELECT a COLLATE \"C\", b COLLATE pg_catalog.\"POSIX\" FROM t") ==
        Texts{"a COLLATE \"C\"", "b COLLATE pg_catalog.\"POSIX\""});
}

TEST_CASE("anchor: tests that end with keywords") {
  CHECK(anchors<NullTest>(
            "SELECT a IS NOT NULL, b ISNULL, lower(c) NOTNULL FROM t WHERE d IS NULL") ==
        Texts{"a IS NOT NULL", "b ISNULL", "lower(c) NOTNULL", "d IS NULL"});
  CHECK(anchors<BooleanTest>("SELECT a IS TRUE, b IS NOT UNKNOWN, c") ==
        Texts{"a IS TRUE", "b IS NOT UNKNOWN"});
  CHECK(anchors<JsonIsPredicate>("SELECT a IS JSON, f(b) IS NOT JSON OBJECT WITH UNIQUE KEYS, c") ==
        Texts{"a IS JSON", "f(b) IS NOT JSON OBJECT WITH UNIQUE KEYS"});
}

TEST_CASE("anchor: queries in statements") {
  CHECK(anchors<SelectStmt>("SELECT a FROM (SELECT DISTINCT ON (b) c FROM t LIMIT ALL) s;") ==
        Texts{"SELECT a FROM (SELECT DISTINCT ON (b) c FROM t LIMIT ALL) s",
              "SELECT DISTINCT ON (b) c FROM t LIMIT ALL"});
  CHECK(anchors<SelectStmt>("INSERT INTO t (a, b) VALUES (1, f(2)), (3, 4)") ==
        Texts{"VALUES (1, f(2)), (3, 4)"});
  CHECK(anchors<SelectStmt>("CREATE VIEW v (a) AS WITH x AS (TABLE t) SELECT (1) FROM x") ==
        Texts{"WITH x AS (TABLE t) SELECT (1) FROM x", "TABLE t"});
  CHECK(anchors<SelectStmt>("SELECT 1 UNION ALL SELECT a FROM b") ==
        Texts{"SELECT 1 UNION ALL SELECT a FROM b", "SELECT 1", "SELECT a FROM b"});
}

TEST_CASE("anchor: from a node's own location") {
  const auto not_in = [](const std::string& sql) {
    return ranges_of<BoolExpr>(sql, [](const BoolExpr& expr, Ancestors, const Anchor& anchor) {
      return anchor.from_own_location(node(expr));
    });
  };
  CHECK(not_in("SELECT 1 WHERE a.b NOT IN (SELECT c FROM d)") == Texts{"NOT IN (SELECT c FROM d)"});
  CHECK(not_in("SELECT 1 WHERE (NOT (x IN (SELECT (1))))") == Texts{"NOT (x IN (SELECT (1)))"});
}

TEST_CASE("anchor: clauses and heads by keyword") {
  const auto clause = [](const std::string& sql, std::string_view keyword) {
    return ranges_of<CreateStmt>(sql, [&](const CreateStmt&, Ancestors, const Anchor& anchor) {
      return anchor.clause(keyword);
    });
  };
  CHECK(clause("CREATE TABLE t (inherits int) INHERITS (a, s.b) WITH (fillfactor = 7)",
               "inherits") == Texts{"INHERITS (a, s.b)"});
  CHECK(clause("CREATE TABLE t (a int) -- none\n;", "inherits") == Texts{"CREATE TABLE t (a int)"});
  CHECK(ranges_of<RuleStmt>("CREATE OR REPLACE RULE \"r x\" AS ON INSERT TO t DO NOTHING",
                            [](const RuleStmt&, Ancestors, const Anchor& anchor) {
                              return anchor.head("rule");
                            }) == Texts{"CREATE OR REPLACE RULE \"r x\""});
}

TEST_CASE("anchor: offsets refer to the file, also after errors and multi-byte text") {
  CHECK(anchors<TypeName>("SELECT 'é' FRM x y;\n-- é\nSELECT 'é', a::money; SELECT ü::text") ==
        Texts{"money", "text"});
}

}  // namespace
}  // namespace pglint::parse
