#include "parse/source/dialect.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::parse {
namespace {

std::string dialect_of(const std::string& sql, const ParseCounts& counts) {
  const auto foreign = find_foreign_dialect(sql, counts);
  return foreign ? std::string(foreign->name) + ": " + foreign->evidence : "";
}

TEST_CASE("dialect: the strongest evidence is named") {
  const ParseCounts counts = {.statements = 0, .problems = 2};
  CHECK(dialect_of("CREATE TABLE `t` (a int AUTO_INCREMENT)\n ENGINE =\n InnoDB;", counts) ==
        "MySQL or MariaDB: ENGINE = InnoDB");
  CHECK(dialect_of("USE [x]\nGO\nSELECT 1\nGO\n", counts) == "SQL Server: GO");
  CHECK(dialect_of("CREATE TABLE t (a VARCHAR2(3), b NVARCHAR2(3));\n/\n", counts) ==
        "Oracle: VARCHAR2(");
  CHECK(dialect_of("PRAGMA x;\nCREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT);", counts) ==
        "SQLite: AUTOINCREMENT");
  CHECK(dialect_of("CREATE TABLE t (a LowCardinality(String)) ENGINE = MergeTree();", counts) ==
        "ClickHouse: ENGINE = MergeTree");
}

TEST_CASE("dialect: only files with syntax errors are examined") {
  CHECK(dialect_of("CREATE TABLE `t` (a int AUTO_INCREMENT) ENGINE=InnoDB;", {.statements = 9}) ==
        "");
}

TEST_CASE("dialect: a name in two brackets is none of SQL Server") {
  const ParseCounts counts = {.statements = 0, .problems = 1, .errors = {13}};
  CHECK(dialect_of("CREATE TABLE [x] (a int);", counts) == "SQL Server: CREATE TABLE [x");
  CHECK(dialect_of("CREATE TABLE [[x]].t (a int);", counts) == "");
}

TEST_CASE("dialect: strings and comments are not evidence") {
  CHECK(dialect_of("SELECT 'ENGINE=InnoDB AUTO_INCREMENT'; -- AUTO_INCREMENT\n/* `a` `b` `c` */ x",
                   {.statements = 0, .problems = 2}) == "");
}

TEST_CASE("dialect: a typo in a PostgreSQL file is a syntax error") {
  const std::string slip = "CREATE TABLE t (a int AUTO_INCREMENT) ENGINE=InnoDB;";
  CHECK(dialect_of(slip, {.statements = 30, .problems = 1}) == "");
  CHECK(dialect_of(slip + "SELECT a::jsonb, b::timestamptz;", {.statements = 2, .problems = 2}) ==
        "");
  CHECK(dialect_of("SELECT a[1], b [i] FROM t; x x;", {.statements = 1, .problems = 1}) == "");
}

TEST_CASE("dialect: one kind of evidence is enough if it explains each error") {
  const std::string sqlite = "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT); SELECT 1;";
  CHECK(dialect_of(sqlite, {.statements = 9, .problems = 1, .errors = {38}}) ==
        "SQLite: AUTOINCREMENT");
  CHECK(dialect_of(sqlite, {.statements = 9, .problems = 1, .errors = {58}}) == "");
  CHECK(dialect_of(sqlite, {.statements = 30, .problems = 1, .errors = {38}}) == "");
  CHECK(dialect_of(sqlite + "SELECT a::jsonb;", {.statements = 9, .problems = 1, .errors = {38}}) ==
        "");
  CHECK(dialect_of("ALTER TABLE t MODIFY a int; ALTER TABLE t DROP FOREIGN KEY b;",
                   {.statements = 0, .problems = 2, .errors = {14, 42}}) ==
        "MySQL or MariaDB: DROP FOREIGN KEY");
  CHECK(dialect_of("CREATE TRIGGER a AFTER UPDATE ON t BEGIN DELETE FROM u; END;",
                   {.statements = 0, .problems = 2, .errors = {35, 57}}) ==
        "SQLite: CREATE TRIGGER");
}

TEST_CASE("dialect: ClickHouse has MySQL's quotes") {
  CHECK(dialect_of("CREATE TABLE `t` (`a` Int, `b` Int) ENGINE = SharedMergeTree('/x');",
                   {.statements = 0, .problems = 1, .errors = {13}}) ==
        "ClickHouse: ENGINE = SharedMergeTree");
}

TEST_CASE("dialect: evidence must explain the errors") {
  CHECK(dialect_of("SELECT `a`; SELECT `b`; SELECT `c`;", {.statements = 0, .problems = 3}) != "");
  CHECK(dialect_of("SELECT `a`; SELECT `b`; SELECT `c`;", {.statements = 0, .problems = 30}) == "");
}

}  // namespace
}  // namespace pglint::parse
