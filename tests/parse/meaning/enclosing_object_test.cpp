#include "parse/meaning/enclosing_object.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/parse/parsed.h"

namespace pglint::parse {
namespace {

/// The object that contains the first constant of `sql`.
std::string object_around(const std::string& sql) {
  std::optional<std::string> object;
  Parsed parsed(sql);
  while (parsed.next()) {
    for (const Statement& statement : parsed.batch().statements) {
      Walker().walk(*statement.tree, [&](const Node& node, Ancestors ancestors) {
        if (!object && as<A_Const>(&node) != nullptr) object = enclosing_object(ancestors);
      });
    }
  }
  return object.value_or("no constant");
}

TEST_CASE("enclosing object: the column, else the object that the statement creates or alters") {
  CHECK(object_around("CREATE TABLE s.t (a int DEFAULT 1)") == "s.t.a");
  CHECK(object_around("CREATE TABLE t (a int, CHECK (a > 1))") == "t");
  CHECK(object_around("CREATE VIEW s.v AS SELECT 1") == "s.v");
  CHECK(object_around("CREATE POLICY p ON t USING (a = 1)") == "t.p");
  CHECK(object_around("SELECT 1").empty());
}

TEST_CASE("enclosing object: the object of a setting") {
  CHECK(object_around("ALTER ROLE app SET timezone = 'UTC'") == "app");
  CHECK(object_around("ALTER ROLE app IN DATABASE shop SET timezone = 'UTC'") == "app");
  CHECK(object_around("ALTER ROLE ALL IN DATABASE shop SET timezone = 'UTC'") == "shop");
  CHECK(object_around("ALTER ROLE ALL SET timezone = 'UTC'").empty());
  CHECK(object_around("ALTER ROLE CURRENT_USER SET timezone = 'UTC'").empty());
  CHECK(object_around("ALTER DATABASE shop SET timezone = 'UTC'") == "shop");
  CHECK(object_around("ALTER FUNCTION s.f(int) SET timezone = 'UTC'") == "s.f");
  CHECK(object_around("SET timezone = 'UTC'").empty());
}

}  // namespace
}  // namespace pglint::parse
