// What the catalog says of scripts, where no server is needed to know better.
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "catalog/schema_catalog.h"

#include "engine/run.h"

namespace pglint::tests {
namespace {

using catalog::Answer;
using catalog::Catalog;
using catalog::Relation;

/// The schema that files with these contents leave behind.
Catalog schema_of(const std::vector<std::string>& contents) {
  std::vector<Input> inputs;
  for (const std::string& content : contents) {
    inputs.push_back({.path = std::to_string(inputs.size()) + ".sql", .content = content});
  }
  return read_schema(std::move(inputs), Settings(), 1, [](FileResult&&) {});
}

const Relation& table(const Catalog& catalog, const std::string& name) {
  const Relation* found = catalog.find_relation({.schema = {}, .name = name});
  REQUIRE(found != nullptr);
  return *found;
}

TEST_CASE("catalog: facts know the file that made them, and the one that changed them last") {
  const Catalog catalog =
      schema_of({"CREATE TABLE t (a int, b int);",
                 "ALTER TABLE t ALTER a TYPE bigint; ALTER TABLE t ADD c int;"});
  const Relation& relation = table(catalog, "t");
  CHECK(relation.place.file == 0);
  CHECK(relation.find_column("a")->place.file == 0);
  CHECK(relation.find_column("a")->type_place.file == 1);
  CHECK(relation.find_column("a")->changed.file == 1);
  CHECK(relation.find_column("c")->place.file == 1);
}

TEST_CASE("catalog: what stands under a condition is not sure") {
  const Catalog catalog =
      schema_of({"CREATE TABLE t (a int); DO $$ BEGIN IF true THEN ALTER TABLE t ADD b int; "
                 "ALTER TABLE t ALTER a SET NOT NULL; CREATE TABLE u (a int); END IF; END $$;"});
  CHECK(table(catalog, "t").find_column("a")->certain);
  CHECK(table(catalog, "t").find_column("a")->not_null == Answer::unknown);
  CHECK_FALSE(table(catalog, "t").find_column("b")->certain);
  CHECK_FALSE(table(catalog, "u").certain);
}

TEST_CASE("catalog: temporary tables end with their file") {
  const Catalog catalog = schema_of({"CREATE TEMP TABLE t (a int);", "CREATE TABLE u (a int);"});
  CHECK(catalog.find_relation({.schema = {}, .name = "t"}) == nullptr);
}

TEST_CASE("catalog: a table that another file makes again is a new one") {
  const Catalog catalog = schema_of({"CREATE TABLE t (a int);", "CREATE TABLE t (b int);"});
  CHECK(table(catalog, "t").find_column("b") != nullptr);
  CHECK(table(catalog, "t").find_column("a") == nullptr);
}

TEST_CASE("catalog: objects are those that somebody named") {
  const Catalog catalog =
      schema_of({"CREATE TABLE t (id serial PRIMARY KEY, a int UNIQUE); CREATE INDEX ON t (a); "
                 "CREATE INDEX named ON t (a); CREATE TYPE r AS RANGE (subtype = int4);"});
  std::vector<std::string> names;
  catalog.for_each_object(
      [&](const catalog::Object& object) { names.push_back(object.name.name); });
  CHECK(names == std::vector<std::string>{"named", "r"});
}

TEST_CASE("catalog: inheritance cannot go in circles") {
  const Catalog catalog = schema_of(
      {"CREATE TABLE c () INHERITS (p); CREATE TABLE p () INHERITS (c); ALTER TABLE p ADD a int;",
       "CREATE TABLE x (); CREATE TABLE y () INHERITS (x); ALTER TABLE x INHERIT y;"
       "ALTER TABLE x ADD a int;"});
  CHECK(table(catalog, "p").find_column("a") != nullptr);
  CHECK(table(catalog, "y").find_column("a") != nullptr);
}

TEST_CASE("catalog: what takes a migration back is not replayed, also where it is linted") {
  std::vector<Input> inputs;
  inputs.push_back(
      {.path = "1_a.sql",
       .content = "-- +goose Up\nCREATE TABLE t (a int);\n-- +goose Down\nDROP TABLE t;\n",
       .facts = {.runner = migration::find_runner("goose"), .why = {}}});
  const Catalog catalog =
      read_schema(std::move(inputs), {.check_down = true}, 1, [](FileResult&&) {});
  CHECK(catalog.find_relation({.schema = {}, .name = "t"}) != nullptr);
}

TEST_CASE("catalog: the columns of an unknown table are not known") {
  const Catalog catalog =
      schema_of({"CREATE TABLE t AS SELECT * FROM elsewhere; CREATE VIEW v AS SELECT a FROM t;"});
  CHECK_FALSE(table(catalog, "t").columns_known);
  CHECK(table(catalog, "v").find_column("a")->type.name.empty());
}

}  // namespace
}  // namespace pglint::tests
