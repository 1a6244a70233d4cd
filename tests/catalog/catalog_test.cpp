// Tests of the catalog that need no server.
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "catalog/schema_catalog.h"

#include "lint/run.h"

namespace pglint::tests {
namespace {

using catalog::Answer;
using catalog::Catalog;
using catalog::Relation;

/// The schema after files with these contents.
Catalog schema_of(const std::vector<std::string>& contents) {
  std::vector<SourceFile> inputs;
  for (const std::string& content : contents) {
    inputs.push_back({.path = std::to_string(inputs.size()) + ".sql", .content = content});
  }
  return std::move(read_schemas(std::move(inputs), Settings(), 1, [](FileResult&&) {}).front());
}

const Relation& table(const Catalog& catalog, const std::string& name) {
  const Relation* found = catalog.find_relation({.schema = {}, .name = name});
  REQUIRE(found != nullptr);
  return *found;
}

TEST_CASE("catalog: facts have the file that created and the file that last changed them") {
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

TEST_CASE("catalog: names keep the case that separates their words") {
  const Catalog catalog = schema_of(
      {"CREATE TABLE \"Sales\" . SalesOrder (OrderID int, \"UnitPrice\" int, Total int, TAX int);"
       "CREATE TABLE Other (CardNumber int); ALTER TABLE other ADD ExpMonth int, ADD ExpYear int;"
       "ALTER TABLE other RENAME expyear TO exp_year; ALTER TABLE other RENAME TO cards;"});
  const Relation* order = catalog.find_relation({.schema = "Sales", .name = "salesorder"});
  REQUIRE(order != nullptr);
  CHECK(order->spelling() == "SalesOrder");
  CHECK(order->find_column("orderid")->spelling() == "OrderID");
  CHECK(order->find_column("UnitPrice")->as_written.empty());
  CHECK(order->find_column("UnitPrice")->spelling() == "UnitPrice");
  CHECK(order->find_column("total")->spelling() == "total");
  CHECK(order->find_column("tax")->spelling() == "tax");
  const Relation& cards = table(catalog, "cards");
  CHECK(cards.spelling() == "cards");
  CHECK(cards.find_column("cardnumber")->spelling() == "CardNumber");
  CHECK(cards.find_column("expmonth")->spelling() == "ExpMonth");
  CHECK(cards.find_column("exp_year")->spelling() == "exp_year");
}

TEST_CASE("catalog: statements under a condition make facts uncertain") {
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

TEST_CASE("catalog: a table that another file creates again is a new one") {
  const Catalog catalog = schema_of({"CREATE TABLE t (a int);", "CREATE TABLE t (b int);"});
  CHECK(table(catalog, "t").find_column("b") != nullptr);
  CHECK(table(catalog, "t").find_column("a") == nullptr);
}

TEST_CASE("catalog: only named objects are in the list of objects") {
  const Catalog catalog =
      schema_of({"CREATE TABLE t (id serial PRIMARY KEY, a int UNIQUE); CREATE INDEX ON t (a); "
                 "CREATE INDEX named ON t (a); CREATE TYPE r AS RANGE (subtype = int4);"});
  std::vector<std::string> names;
  catalog.for_each_object(
      [&](const catalog::Object& object) { names.push_back(object.name.name); });
  CHECK(names == std::vector<std::string>{"r", "named"});
}

TEST_CASE("catalog: inheritance cannot be cyclic") {
  const Catalog catalog = schema_of(
      {"CREATE TABLE c () INHERITS (p); CREATE TABLE p () INHERITS (c); ALTER TABLE p ADD a int;",
       "CREATE TABLE x (); CREATE TABLE y () INHERITS (x); ALTER TABLE x INHERIT y;"
       "ALTER TABLE x ADD a int;"});
  CHECK(table(catalog, "p").find_column("a") != nullptr);
  CHECK(table(catalog, "y").find_column("a") != nullptr);
}

TEST_CASE("catalog: down migrations are not replayed, even if they are linted") {
  std::vector<SourceFile> inputs;
  inputs.push_back(
      {.path = "1_a.sql",
       .content = "-- +goose Up\nCREATE TABLE t (a int);\n-- +goose Down\nDROP TABLE t;\n",
       .facts = {.runner = migration::find_runner("goose"), .why = {}}});
  const Catalog catalog = std::move(
      read_schemas(std::move(inputs), {.lint_down = true}, 1, [](FileResult&&) {}).front());
  CHECK(catalog.find_relation({.schema = {}, .name = "t"}) != nullptr);
}

TEST_CASE("catalog: the columns of an unknown table are unknown") {
  const Catalog catalog =
      schema_of({"CREATE TABLE t AS SELECT * FROM elsewhere; CREATE VIEW v AS SELECT a FROM t;"});
  CHECK_FALSE(table(catalog, "t").columns_known);
  CHECK(table(catalog, "v").find_column("a")->type.name.empty());
}

TEST_CASE("catalog: a temporary table hides another of the same name until it is dropped") {
  const Catalog during = schema_of(
      {"CREATE TABLE s (a int); CREATE TEMP TABLE s (b int); CREATE INDEX s_b ON s (b);"});
  CHECK(table(during, "s").temporary);
  CHECK(table(during, "s").find_index("s_b") != nullptr);
  const Catalog after =
      schema_of({"CREATE TABLE s (a int); CREATE TEMP TABLE s (b int); DROP TABLE s; ALTER TABLE s "
                 "ADD c int;"});
  CHECK_FALSE(table(after, "s").temporary);
  CHECK(table(after, "s").find_column("c") != nullptr);
}

TEST_CASE("catalog: only unquoted names are folded, and only ASCII letters") {
  const Catalog catalog = schema_of(
      {"CREATE TABLE \"T\" (a int); CREATE TABLE T (b int); ALTER TABLE \"T\" ADD c int;"
       "ALTER TABLE t ADD d int; CREATE TABLE ÄPFEL (a int); ALTER TABLE Äpfel ADD b int;"});
  CHECK(table(catalog, "T").find_column("c") != nullptr);
  CHECK(table(catalog, "T").find_column("d") == nullptr);
  CHECK(table(catalog, "t").find_column("d") != nullptr);
  CHECK(table(catalog, "Äpfel").find_column("b") != nullptr);
}

TEST_CASE("catalog: keys that are added later are keys") {
  const Catalog catalog = schema_of(
      {"CREATE TABLE t (id int); ALTER TABLE ONLY t ADD CONSTRAINT t_pkey PRIMARY KEY (id);"
       "CREATE TABLE u (id int, b int); CREATE UNIQUE INDEX u_index ON u (id, b);"
       "ALTER TABLE u ADD CONSTRAINT u_key PRIMARY KEY USING INDEX u_index;"
       "CREATE TABLE copy (LIKE u INCLUDING ALL); CREATE TABLE plain (LIKE u);"});
  CHECK(table(catalog, "t").primary_key()->name == "t_pkey");
  CHECK(table(catalog, "t").find_column("id")->not_null == Answer::yes);
  CHECK(table(catalog, "u").primary_key()->columns == std::vector<std::string>{"id", "b"});
  CHECK(table(catalog, "u").find_column("b")->not_null == Answer::yes);
  CHECK(table(catalog, "copy").columns_known);
  CHECK(table(catalog, "copy").primary_key() != nullptr);
  CHECK(table(catalog, "copy").find_column("b")->not_null == Answer::yes);
  // LIKE always copies NOT NULL, but not the key.
  CHECK(table(catalog, "plain").primary_key() == nullptr);
  CHECK(table(catalog, "plain").find_column("b")->not_null == Answer::yes);
}

TEST_CASE("catalog: what makes a column NOT NULL, and what does not") {
  const Catalog catalog = schema_of(
      {"CREATE TABLE t (a int, b int, c int CHECK (c IS NOT NULL), d serial, e int UNIQUE,"
       "  f int GENERATED ALWAYS AS IDENTITY, g int NOT NULL, h int PRIMARY KEY);"
       "ALTER TABLE t ALTER a SET NOT NULL; ALTER TABLE t ALTER g DROP NOT NULL; ALTER TABLE t "
       "DROP CONSTRAINT t_pkey;"});
  const auto not_null = [&](const char* column) {
    return table(catalog, "t").find_column(column)->not_null;
  };
  CHECK(not_null("a") == Answer::yes);
  CHECK(not_null("b") == Answer::no);
  CHECK(not_null("c") == Answer::no);  // as in the server's catalog
  CHECK(not_null("d") == Answer::yes);
  CHECK(not_null("e") == Answer::no);
  CHECK(not_null("f") == Answer::yes);
  CHECK(not_null("g") == Answer::no);
  CHECK(not_null("h") == Answer::yes);  // remains when the key is dropped
}

}  // namespace
}  // namespace pglint::tests
