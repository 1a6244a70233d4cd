#include "parse/source/dialect_name.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace pglint::parse {
namespace {

/// With `?` for a name that needs more evidence.
std::string named(std::string_view path) {
  const NamedDialect found = dialect_of_path(path);
  return std::string(found.name) + (found.name.empty() || found.is_clear ? "" : "?");
}

TEST_CASE("dialect name: folders and files that can mean nothing else") {
  CHECK(named("driver/sqlite/migrations/001.up.sql") == "SQLite");
  CHECK(named("db/clickhouse_migrate/cloud/1.sql") == "ClickHouse");
  CHECK(named("db/1.mysql.up.sql") == "MySQL or MariaDB");
  CHECK(named("cockroach/1.sql") == "CockroachDB");
  CHECK(named("db/SQLServer/1.sql") == "SQL Server");
}

TEST_CASE("dialect name: the innermost part counts, and PostgreSQL before others") {
  CHECK(named("mysql/postgres/1.sql") == "PostgreSQL");
  CHECK(named("pg/mysql/1.sql") == "MySQL or MariaDB");
  CHECK(named("mysql-to-postgres/1.sql") == "PostgreSQL");
  CHECK(named("mysql/schema-postgresql.sql") == "PostgreSQL");
  CHECK(named("riverpostgres/1.sql") == "PostgreSQL");
  CHECK(named("db/1.sql").empty());
}

TEST_CASE("dialect name: names that need more evidence") {
  CHECK(named("riversqlite/migration/1.sql") == "SQLite?");
  CHECK(named("MySqlMigrations/1.sql") == "MySQL or MariaDB?");
  CHECK(named("storage-mysql/1.sql") == "MySQL or MariaDB?");
  CHECK(named("oracle/1.sql") == "Oracle?");
  CHECK(named("db/schema-h2.sql") == "H2?");
  CHECK(named("db/schema_mysql.sql") == "MySQL or MariaDB?");
}

TEST_CASE("dialect name: what comes from or goes to a database is not for it") {
  CHECK(named("from-mysql/1.sql").empty());
  CHECK(named("mysql_fdw/1.sql").empty());
  CHECK(named("db/import_mysql.sql").empty());
  CHECK(named("db/0042_drop_oracle_ids.sql").empty());
  CHECK(named("mysql2sqlite/1.sql").empty());
}

TEST_CASE("dialect name: the part of the path is known") {
  const NamedDialect folder = dialect_of_path("db/mysql/a/1.sql");
  CHECK(folder.begin == 3);
  CHECK(folder.end == 8);
  CHECK(dialect_of_path("db/1.mysql.sql").begin == 3);
}

TEST_CASE("dialect name: headings in scripts") {
  const std::string script =
      "------\n-- PostgreSQL\n------\nSELECT 1;\n  -- MySQL / MariaDB:\nSELECT 2;\n"
      "-- for SQLite 3 only\n-- mysql is slow here\n-- SQL Server\n-- mysql, sqlite\n";
  std::vector<std::string_view> names;
  for (const DialectHeading& heading : dialect_headings(script)) names.push_back(heading.name);
  CHECK(names ==
        std::vector<std::string_view>{"PostgreSQL", "MySQL or MariaDB", "SQLite", "SQL Server"});
  CHECK(dialect_headings("SELECT 1; -- mysql\n").empty());
}

}  // namespace
}  // namespace pglint::parse
