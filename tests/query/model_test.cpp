#include <functional>
#include <string>
#include <string_view>

#include <catch2/catch_test_macros.hpp>

#include "query/lookup.h"
#include "query/reader.h"
#include "tests/parse/parsed.h"

namespace pglint::query {
namespace {

/// Calls `look` with the model of the only statement in `sql`, if it has one.
template <class Look>
std::string with_model(const std::string& sql, Look&& look) {
  parse::Parsed parsed(sql);
  std::string shown = "no statement";
  while (parsed.next()) {
    for (const parse::Statement& statement : parsed.batch().statements) {
      const std::function<text::Range(const Node&)> extent_of = [&](const Node&) {
        return statement.extent;
      };
      const auto model = read_model({.statement = statement, .sql = sql, .extent_of = extent_of});
      shown = model ? look(*model) : "no model";
    }
  }
  return shown;
}

/// The items that `x` sees in `sql`: relations, `name=relation` with an alias, `name…` for others;
/// `/` between scopes.
std::string sight_of_x(const std::string& sql) {
  return with_model(sql, [&](const Model& model) {
    std::string shown = "no x";
    for (const Reference& reference : model.references) {
      if (reference.column != "x") continue;
      CHECK(sql.substr(reference.at.begin, reference.at.size()).ends_with("x"));
      shown.clear();
      for (std::size_t scope = reference.scope; scope != none; scope = model.scopes[scope].outer) {
        if (!shown.empty()) shown += " / ";
        std::string line;
        for (const std::size_t index : model.scopes[scope].items) {
          const Item& item = model.items[index];
          if (item.is_only_qualified) continue;
          if (!line.empty()) line += ' ';
          line += item.name;
          if (item.kind != ItemKind::relation) line += "…";
          if (item.kind == ItemKind::relation && item.has_alias) line += "=" + item.relation.name;
        }
        shown += line;
      }
    }
    return shown;
  });
}

TEST_CASE("query model: clauses see the items of FROM") {
  CHECK(sight_of_x("SELECT x FROM a, b AS q") == "a q=b");
  CHECK(sight_of_x("SELECT 1 FROM a WHERE x = 1") == "a");
  CHECK(sight_of_x("SELECT 1 FROM a ORDER BY x") == "a");
  CHECK(sight_of_x("SELECT x FROM f(1) AS g, (SELECT 1) AS s") == "g… s…");
  CHECK(sight_of_x("EXPLAIN SELECT x FROM a") == "a");
  CHECK(sight_of_x("CREATE VIEW v AS SELECT x FROM a") == "a");
  CHECK(sight_of_x("CREATE POLICY p ON a USING (x = 1)") == "a");
}

TEST_CASE("query model: ON sees the two sides of its join") {
  CHECK(sight_of_x("SELECT 1 FROM a, b JOIN c ON x = 1") == "b c");
  CHECK(sight_of_x("SELECT 1 FROM a JOIN b ON true JOIN c ON x = 1") == "a b c");
  CHECK(sight_of_x("UPDATE a SET y = 1 FROM b JOIN c ON x = 1") == "b c");
  CHECK(sight_of_x("SELECT x FROM (a JOIN b ON true) AS j") == "j…");
}

TEST_CASE("query model: subqueries see outer queries, in FROM only after LATERAL") {
  CHECK(sight_of_x("SELECT (SELECT x FROM b) FROM a") == "b / a");
  CHECK(sight_of_x("SELECT 1 FROM a, (SELECT x FROM b) AS s") == "b");
  CHECK(sight_of_x("SELECT 1 FROM a, LATERAL (SELECT x FROM b) AS s, c") == "b / a");
  CHECK(sight_of_x("SELECT 1 FROM a, f(x) AS g, c") == "a");
  CHECK(sight_of_x("SELECT 1 FROM a WHERE EXISTS (SELECT 1 FROM b WHERE x IN (SELECT 1))") ==
        "b / a");
}

TEST_CASE("query model: data changes") {
  CHECK(sight_of_x("INSERT INTO a SELECT x FROM b") == "b");
  CHECK(sight_of_x("INSERT INTO a VALUES (x)").empty());
  CHECK(sight_of_x("INSERT INTO a VALUES (1) ON CONFLICT (y) DO UPDATE SET y = x") ==
        "a excluded=a");
  CHECK(sight_of_x("INSERT INTO a VALUES (1) ON CONFLICT (y) DO UPDATE SET y = 1 RETURNING x") ==
        "a");
  CHECK(sight_of_x("UPDATE a SET y = x FROM b") == "a b");
  CHECK(sight_of_x("DELETE FROM a USING b WHERE x = 1") == "a b");
  CHECK(sight_of_x("MERGE INTO a USING b ON true WHEN NOT MATCHED THEN INSERT VALUES (x)") == "b");
  CHECK(sight_of_x("MERGE INTO a USING b ON true WHEN MATCHED AND x = 1 THEN DELETE") == "a b");
}

TEST_CASE("query model: CTEs hide tables, but only unqualified ones") {
  CHECK(sight_of_x("WITH a AS (SELECT 1) SELECT x FROM a") == "a…");
  CHECK(sight_of_x("WITH a AS (SELECT 1) SELECT x FROM s.a") == "a");
  CHECK(sight_of_x("WITH a AS (SELECT x FROM a) SELECT 1") == "a");
  CHECK(sight_of_x("WITH RECURSIVE a AS (SELECT x FROM a) SELECT 1") == "a…");
  CHECK(sight_of_x("WITH a AS (SELECT 1), b AS (SELECT x FROM a) SELECT 1") == "a…");
}

TEST_CASE("query model: no model of other statements") {
  const auto is_read = [](const Model&) { return std::string("a model"); };
  CHECK(with_model("CREATE TABLE a (b int)", is_read) == "no model");
  CHECK(with_model("DO 'BEGIN END'", is_read) == "no model");
  CHECK(with_model("EXPLAIN EXECUTE a", is_read) == "no model");
  CHECK(with_model("COPY (SELECT 1) TO STDOUT", is_read) == "a model");
}

/// What the last name in `sql` is, if tables of no schema are known.
std::string meaning(const std::string& sql) {
  return with_model(sql, [](const Model& model) {
    const catalog::Catalog catalog;
    switch (Lookup(model, catalog, 0).find(model.references.back()).binding) {
      case Binding::bound:
        return "bound";
      case Binding::ambiguous:
        return "ambiguous";
      case Binding::absent:
        return "absent";
      case Binding::doubtful:
        break;
    }
    return "doubtful";
  });
}

/// The equalities in `sql`, such as `a=b` for two columns, `a=` if a side is something else; after
/// `:` the columns of that side.
std::string equalities_of(const std::string& sql) {
  return with_model(sql, [](const Model& model) {
    std::string shown;
    for (const Equality& equality : model.equalities) {
      if (!shown.empty()) shown += ' ';
      const std::size_t begin = equality.begin + (equality.has_left ? 1 : 0);
      const std::size_t end = equality.end - (equality.has_right ? 1 : 0);
      if (equality.has_left) shown += model.references[equality.begin].column;
      shown += '=';
      if (equality.has_right) shown += model.references[end].column;
      for (std::size_t index = begin; index < end; ++index) {
        shown += ':' + model.references[index].column;
      }
    }
    return shown;
  });
}

TEST_CASE("query model: equalities are conditions that AND joins") {
  CHECK(equalities_of("SELECT FROM a, b WHERE a.x = b.y AND (b.z = 1 AND u > v)") == "x=y z=");
  CHECK(equalities_of("SELECT FROM a JOIN b ON f(a.x, w) = b.y WHERE g(1)") == "=y:x:w");
  CHECK(equalities_of("UPDATE a SET x = y WHERE x = $1 + z") == "x=:z");
  CHECK(equalities_of("DELETE FROM a USING b WHERE a.x = (SELECT y FROM c WHERE y = 2)") ==
        "x= y=");
  CHECK(equalities_of("SELECT FROM a WHERE x = y OR y = z").empty());
  CHECK(equalities_of("SELECT FROM a WHERE NOT x = y AND x OPERATOR(s.=) y").empty());
  CHECK(equalities_of("SELECT FROM a WHERE 1 = 2 AND f(x) = g(y)").empty());
}

TEST_CASE("query look-up: columns of subqueries, CTEs and VALUES") {
  CHECK(meaning("SELECT x FROM (SELECT 1 AS x) AS s") == "bound");
  CHECK(meaning("SELECT y FROM (SELECT 1 AS x) AS s") == "absent");
  CHECK(meaning("SELECT y FROM (SELECT 1 AS x) AS s (y)") == "bound");
  CHECK(meaning("SELECT x FROM (SELECT 1 AS x) AS s (y)") == "absent");
  CHECK(meaning("SELECT column2 FROM (VALUES (1, 2)) AS s") == "bound");
  CHECK(meaning("SELECT column3 FROM (VALUES (1, 2)) AS s") == "absent");
  CHECK(meaning("SELECT x FROM (SELECT 1 AS x) AS a, (SELECT 2 AS x) AS b") == "ambiguous");
  CHECK(meaning("SELECT x FROM (SELECT 1 AS x) AS a JOIN (SELECT 2 AS x) AS b USING (x)") ==
        "bound");
  CHECK(meaning("SELECT x FROM (SELECT 1 AS x) AS a NATURAL JOIN (SELECT 2 AS x) AS b") == "bound");
  CHECK(meaning("SELECT x FROM (SELECT * FROM (SELECT 1 AS x) AS a) AS b") == "bound");
  CHECK(meaning("SELECT y FROM (SELECT * FROM (SELECT 1 AS x) AS a) AS b") == "absent");
  CHECK(meaning("SELECT a FROM (SELECT 1 AS x) AS a") == "bound");
  CHECK(meaning("SELECT 1 AS x ORDER BY x") == "bound");
  CHECK(meaning("SELECT 1 AS x WHERE x = 1") == "absent");
  CHECK(meaning("SELECT f.c FROM f() AS f (c int)") == "bound");
}

TEST_CASE("query look-up: tables that no file makes are in doubt") {
  CHECK(meaning("SELECT x FROM a") == "doubtful");
  CHECK(meaning("SELECT x FROM (SELECT 1 AS x) AS s, a") == "doubtful");
  CHECK(meaning("SELECT x FROM generate_series(1, 2)") == "doubtful");
  CHECK(meaning("SELECT y FROM (SELECT * FROM a) AS s") == "doubtful");
  // `a` may have a column `y` as well.
  CHECK(meaning("SELECT s.y FROM (SELECT *, 1 AS y FROM a) AS s") == "doubtful");
}

TEST_CASE("query look-up: stars over stars end in doubt, not in endless work") {
  std::string sql = "WITH q0 AS (SELECT 1 AS x)";
  for (int number = 1; number < 60; ++number) {
    const std::string before = "q" + std::to_string(number - 1);
    sql += ", q" + std::to_string(number) + " AS (SELECT * FROM " + before + " AS a, " + before +
           " AS b)";
  }
  CHECK(meaning(sql + " SELECT y FROM q59") == "doubtful");
}

}  // namespace
}  // namespace pglint::query
