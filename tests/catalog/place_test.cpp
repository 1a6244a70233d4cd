#include "catalog/place.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

namespace pglint::catalog {
namespace {

/// The text that `extent` covers in `sql`, one statement in a longer file, at the first `from`.
struct Asked {
  std::string sql;
  std::string from;
  Extent extent = Extent::statement;
  std::string name = {};
};

std::string written(const Asked& asked) {
  const std::string before = "SELECT 1;\n";
  const std::string file = before + asked.sql + ";\nSELECT \"Users\";\n";
  const Place place = {
      .statement = {.begin = before.size(), .end = before.size() + asked.sql.size()},
      .at = file.find(asked.from, before.size()),
      .extent = asked.extent};
  const text::Range range = PlaceFinder(file).range_of(place, asked.name);
  return file.substr(range.begin, range.size());
}

std::string searched(const std::string& sql, const std::string& name) {
  return written({.sql = sql, .from = sql, .extent = Extent::search, .name = name});
}

TEST_CASE("place: the extents") {
  const std::string table =
      "CREATE TABLE a . \"B\" (x numeric(10, 2) NOT NULL, CONSTRAINT /* c */ \"K\" CHECK (x > 0))";
  CHECK(written({.sql = table, .from = "CREATE"}) == table);
  CHECK(written({.sql = table, .from = "a .", .extent = Extent::name}) == "a . \"B\"");
  CHECK(written({.sql = table, .from = "x num", .extent = Extent::element}) ==
        "x numeric(10, 2) NOT NULL");
  CHECK(written({.sql = table, .from = "numeric", .extent = Extent::type}) == "numeric(10, 2)");
  CHECK(written({.sql = table, .from = "x num", .extent = Extent::item_name}) == "x");
  CHECK(written({.sql = table, .from = "CONSTRAINT", .extent = Extent::item_name}) == "\"K\"");
  CHECK(written({.sql = table, .from = "CONSTRAINT", .extent = Extent::element}) ==
        "CONSTRAINT /* c */ \"K\" CHECK (x > 0)");
}

TEST_CASE("place: a clause ends before the next part of the column's definition") {
  const std::string table =
      "CREATE TABLE t (a text DEFAULT 'x'::text NOT NULL UNIQUE CHECK (a <> '') REFERENCES u (b) "
      "ON "
      "DELETE SET NULL NOT DEFERRABLE DEFAULT lower('y') COLLATE \"C\", b int DEFAULT (1 + 2), "
      "CONSTRAINT k FOREIGN KEY (a) REFERENCES u ON UPDATE SET DEFAULT, UNIQUE NULLS NOT DISTINCT "
      "(a))";
  const auto clause = [&](const std::string& from) {
    return written({.sql = table, .from = from, .extent = Extent::clause});
  };
  CHECK(clause("DEFAULT 'x'") == "DEFAULT 'x'::text");
  CHECK(clause("'x'") == "'x'::text");
  CHECK(clause("UNIQUE CHECK") == "UNIQUE");
  CHECK(clause("CHECK (") == "CHECK (a <> '')");
  CHECK(clause("REFERENCES u (b)") == "REFERENCES u (b) ON DELETE SET NULL NOT DEFERRABLE");
  CHECK(clause("DEFAULT lower") == "DEFAULT lower('y')");
  CHECK(clause("DEFAULT (1") == "DEFAULT (1 + 2)");
  CHECK(clause("CONSTRAINT k") ==
        "CONSTRAINT k FOREIGN KEY (a) REFERENCES u ON UPDATE SET DEFAULT");
  CHECK(clause("UNIQUE NULLS") == "UNIQUE NULLS NOT DISTINCT (a)");
}

TEST_CASE("place: a column's name may be a keyword elsewhere") {
  const std::string table = "CREATE TABLE t (\"constraint\" int, type text)";
  CHECK(written({.sql = table, .from = "\"cons", .extent = Extent::item_name}) == "\"constraint\"");
  CHECK(written({.sql = table, .from = "type", .extent = Extent::item_name}) == "type");
}

TEST_CASE("place: a placeholder is part of the name that contains it") {
  const auto table = [](const std::string& name) {
    return written(
        {.sql = "CREATE TABLE " + name + " (a int)", .from = name, .extent = Extent::name});
  };
  CHECK(table("{{ prefix }}_users") == "{{ prefix }}_users");
  CHECK(table("${schema}.users") == "${schema}.users");
  CHECK(table("app.ab${name}cd") == "app.ab${name}cd");
  CHECK(table("%(table)s") == "%(table)s");
  const std::string column = "CREATE TABLE t (a int, #{name} int DEFAULT 5 %s)";
  CHECK(written({.sql = column, .from = "#", .extent = Extent::item_name}) == "#{name}");
}

TEST_CASE("place: names are compared as PostgreSQL folds them") {
  CHECK(searched("CREATE INDEX Name ON t (a)", "name") == "Name");
  CHECK(searched("CREATE INDEX \"Name\" ON t (a)", "Name") == "\"Name\"");
  CHECK(searched("CREATE INDEX \"a\"\"B\" ON t (a)", "a\"B") == "\"a\"\"B\"");
  CHECK(searched("CREATE INDEX U&\"\\0041'\"\"\" ON t (a)", "A'\"") == "U&\"\\0041'\"\"\"");
  CHECK(searched("CREATE INDEX name /* \"Name\" */ ON t (\"Name\")", "Name") == "\"Name\"");
  CHECK(searched("COMMENT ON TABLE x IS 'Name'", "Name") == "COMMENT ON TABLE x IS 'Name'");
  CHECK(searched("CREATE INDEX i ON \"Users_\" (a)", "Users") ==
        "CREATE INDEX i ON \"Users_\" (a)");
}

TEST_CASE("place: PostgreSQL truncates long names, but not inside a character") {
  const std::string sixty(60, 'a');
  CHECK(searched("CREATE TYPE " + sixty + "bcdef AS ENUM ()", sixty + "bcd") == sixty + "bcdef");
  CHECK(searched("CREATE TYPE " + sixty + "béf AS ENUM ()", sixty + "bé") == sixty + "béf");
  CHECK(searched("CREATE TYPE " + sixty + "bcé AS ENUM ()", sixty + "bc") == sixty + "bcé");
}

TEST_CASE("place: a name that is not in the text is not an error") {
  const Place beyond = {.statement = {.begin = 50, .end = 90}, .at = 70, .extent = Extent::name};
  CHECK(PlaceFinder("SELECT 1").range_of(beyond, "") == text::Range{.begin = 8, .end = 8});
  CHECK(written({.sql = "CREATE TABLE )", .from = ")", .extent = Extent::element}) == ")");
}

TEST_CASE("place: the order of a run") {
  const Place first = {.file = 0, .at = 90};
  const Place second = {.file = 1, .at = 10};
  const Place third = {.file = 1, .at = 20};
  CHECK(is_before(first, second));
  CHECK(is_before(second, third));
  CHECK_FALSE(is_before(third, second));
  CHECK_FALSE(is_before(third, third));
}

}  // namespace
}  // namespace pglint::catalog
