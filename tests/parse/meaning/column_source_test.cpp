#include "parse/meaning/column_source.h"

#include <string>
#include <string_view>

#include <catch2/catch_test_macros.hpp>

#include "tests/parse/parsed.h"

namespace pglint::parse {
namespace {

/// The levels of the column `x` in `sql`: relations, with `?` if nullable, `…` for other sources,
/// `/` between levels.
std::string levels_of(const std::string& sql) {
  std::string shown = "no x";
  Parsed parsed(sql);
  while (parsed.next()) {
    for (const Statement& statement : parsed.batch().statements) {
      Walker().walk(*statement.tree, [&](const Node& node, Ancestors ancestors) {
        const auto* column = as<ColumnRef>(&node);
        if (column == nullptr || string_value(each(column->fields).back()) != "x") return;
        shown.clear();
        for (const SourceLevel& level : column_source(*column, ancestors).levels) {
          if (!shown.empty()) shown += " / ";
          std::string line;
          for (const SourceRelation& relation : level.relations) {
            if (!line.empty()) line += ' ';
            line += (relation.schema.empty() ? "" : relation.schema + ".") + relation.name +
                    (relation.nullable ? "?" : "");
          }
          if (level.has_others) line += line.empty() ? "…" : " …";
          shown += line;
        }
      });
    }
  }
  return shown;
}

TEST_CASE("column source: relations in FROM") {
  CHECK(levels_of("SELECT x FROM a, s.b") == "a s.b");
  CHECK(levels_of("SELECT q.x FROM a, b AS q") == "b");
  CHECK(levels_of("SELECT b.x FROM s.b, a") == "s.b");
  CHECK(levels_of("SELECT s.b.x FROM s.b, t.b AS c") == "s.b");
  CHECK(levels_of("SELECT a.x FROM a AS q") == "");
  CHECK(levels_of("SELECT x") == "");
}

TEST_CASE("column source: outer joins") {
  CHECK(levels_of("SELECT x FROM a JOIN b ON true") == "a b");
  CHECK(levels_of("SELECT x FROM a LEFT JOIN b ON true") == "a b?");
  CHECK(levels_of("SELECT x FROM a RIGHT JOIN b ON true") == "a? b");
  CHECK(levels_of("SELECT x FROM a FULL JOIN b ON true") == "a? b?");
  CHECK(levels_of("SELECT x FROM c LEFT JOIN (a JOIN b ON true) ON true") == "c a? b?");
}

TEST_CASE("column source: functions, subqueries and CTEs are other sources") {
  CHECK(levels_of("SELECT x FROM a, (SELECT 1) AS q") == "a …");
  CHECK(levels_of("SELECT a.x FROM a, (SELECT 1) AS q") == "a");
  CHECK(levels_of("SELECT q.x FROM a, (SELECT 1) AS q") == "…");
  CHECK(levels_of("SELECT x FROM f() AS q") == "…");
  CHECK(levels_of("WITH a AS (SELECT 1) SELECT x FROM a") == "…");
  CHECK(levels_of("WITH a AS (SELECT 1) SELECT x FROM s.a") == "s.a");
  CHECK(levels_of("SELECT x FROM a AS q (x, y)") == "…");
}

TEST_CASE("column source: items of FROM can reference earlier ones") {
  CHECK(levels_of("SELECT 1 FROM a, f(x) AS q") == "a");
  CHECK(levels_of("SELECT 1 FROM a, f(x) AS q, b") == "a");
  CHECK(levels_of("SELECT 1 FROM a CROSS JOIN LATERAL f(x) AS q") == "a");
  CHECK(levels_of("SELECT 1 FROM a, g() AS r, f(x) AS q") == "a …");
  CHECK(levels_of("SELECT 1 FROM a, LATERAL (SELECT x) AS q, b") == "a");
  CHECK(levels_of("SELECT 1 FROM a, f(q.x) AS q") == "");
}

TEST_CASE("column source: functions whose columns are known") {
  CHECK(levels_of("SELECT x FROM a, jsonb_array_elements(y) AS q") == "a");
  CHECK(levels_of("SELECT x FROM a, jsonb_array_elements(y) AS x") == "a …");
  CHECK(levels_of("SELECT x FROM a, jsonb_array_elements(y) AS q (x)") == "a …");
  CHECK(levels_of("SELECT q.x FROM a, jsonb_array_elements(y) AS q") == "…");
  CHECK(levels_of("SELECT x FROM a, unnest(y) AS q") == "a …");
  CHECK(levels_of("SELECT x FROM a, s.generate_series(y) AS q") == "a …");
  CHECK(levels_of("SELECT x FROM a, ROWS FROM (generate_series(1, 2), f()) AS q") == "a …");
}

TEST_CASE("column source: levels, innermost first") {
  CHECK(levels_of("SELECT 1 FROM a WHERE EXISTS (SELECT 1 FROM b WHERE x = 1)") == "b / a");
  CHECK(levels_of("UPDATE a SET y = 1 FROM b WHERE x = 1") == "a b");
  CHECK(levels_of("DELETE FROM a USING b WHERE x = 1") == "a b");
  CHECK(levels_of("MERGE INTO a USING b ON x = 1 WHEN MATCHED THEN DELETE") == "a b");
  CHECK(levels_of("CREATE INDEX ON s.a ((x + 1))") == "s.a");
  CHECK(levels_of("ALTER TABLE a ADD CHECK (x > 1)") == "a");
  CHECK(levels_of("CREATE POLICY p ON a USING (x = 1)") == "a");
  CHECK(levels_of("CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW WHEN (NEW.x > 1) "
                  "EXECUTE FUNCTION f()") == "a");
}

}  // namespace
}  // namespace pglint::parse
