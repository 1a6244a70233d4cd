#include <string>

#include <catch2/catch_test_macros.hpp>

#include "catalog/schema_catalog.h"

#include "tests/catalog/changed.h"

namespace pglint::catalog {
namespace {

using pglint::tests::catalog_after;

const std::string long_name(64, 'x');

TEST_CASE("cut names: names in a statement, as written and as truncated") {
  const std::string sql = "CREATE TABLE t (a int, " + long_name + " int, CONSTRAINT \"" +
                          std::string(62, 'C') + "é\" CHECK (a > 0))";
  const auto names = catalog_after(sql).cut_names();
  REQUIRE(names.size() == 2);
  CHECK(names[0].kind == NameKind::column);
  CHECK(names[0].relation.name == "t");
  CHECK(names[0].written == long_name);
  CHECK(names[0].kept == std::string(63, 'x'));
  CHECK(names[0].place.at == sql.find(long_name));
  CHECK_FALSE(names[0].collides);
  CHECK(names[1].kind == NameKind::constraint);
  CHECK(names[1].kept == std::string(62, 'C'));  // without a partial character
}

TEST_CASE("cut names: none if a name fits, or if the statement only uses it") {
  const std::string fits(63, 'x');
  CHECK(
      catalog_after("CREATE TABLE " + fits + " (a int, \"" + fits + "\" int)").cut_names().empty());
  CHECK(catalog_after("CREATE TABLE t (a int); CREATE INDEX i ON " + long_name + " (a)")
            .cut_names()
            .empty());
  CHECK(catalog_after("CREATE TABLE t (a int); COMMENT ON TABLE t IS '" + long_name + "'")
            .cut_names()
            .empty());
}

bool last_collides(const std::string& sql) {
  const auto names = catalog_after(sql).cut_names();
  REQUIRE_FALSE(names.empty());
  return names.back().collides;
}

TEST_CASE("cut names: a truncated name collides with an existing one") {
  const std::string table = "CREATE TABLE t (a int); ";
  CHECK(last_collides("CREATE TABLE " + long_name + "1 (); CREATE TABLE " + long_name + "2 ()"));
  CHECK(last_collides("CREATE TABLE " + std::string(63, 'x') + " (); CREATE TABLE IF NOT EXISTS " +
                      long_name + " ()"));
  CHECK(last_collides("CREATE TABLE t (" + long_name + "1 int, " + long_name + "2 int)"));
  CHECK(last_collides(table + "ALTER TABLE t ADD " + long_name + "1 int; ALTER TABLE t ADD " +
                      long_name + "2 int"));
  CHECK(last_collides(table + "CREATE INDEX " + long_name + "1 ON t (a); CREATE TABLE u (a int); " +
                      "CREATE INDEX " + long_name + "2 ON u (a)"));
  CHECK(last_collides(table + "ALTER TABLE t ADD CONSTRAINT " + long_name +
                      "1 CHECK (a > 0); ALTER TABLE t ADD CONSTRAINT " + long_name +
                      "2 CHECK (a > 1)"));

  // The same object again, another table, another kind, a dropped object.
  CHECK_FALSE(last_collides("CREATE TABLE " + long_name + " (); CREATE TABLE IF NOT EXISTS " +
                            long_name + " ()"));
  CHECK_FALSE(last_collides("CREATE TABLE t (" + long_name + "1 int); CREATE TABLE u (" +
                            long_name + "2 int)"));
  CHECK_FALSE(last_collides("CREATE TABLE t (" + long_name + "1 int, CONSTRAINT " + long_name +
                            "2 CHECK (true))"));
  CHECK_FALSE(last_collides("CREATE TABLE " + long_name + "1 (); DROP TABLE " + long_name +
                            "1; CREATE TABLE " + long_name + "2 ()"));
}

}  // namespace
}  // namespace pglint::catalog
