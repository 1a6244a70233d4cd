#include "lint/neighbors.h"

#include <filesystem>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/working_folder.h"

namespace pglint {
namespace {

using tests::WorkingFolder;

const parse::ParseCounts fails = {.statements = 0, .problems = 2};
constexpr std::string_view clickhouse =
    "CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY tuple();";

TEST_CASE("neighbors: a file that mostly fails is for the database of the one beside it") {
  const WorkingFolder folder;
  folder.write("c/1.sql", clickhouse);
  folder.write("p/1.sql", "CREATE TABLE t (a jsonb);");
  Neighbors neighbors;
  CHECK(neighbors.dialect_of("c/2.sql", "ALTER TABLE", fails).name == "ClickHouse");
  CHECK(neighbors.dialect_of("c/2.sql", "ALTER TABLE t ADD a jsonb", fails).name.empty());
  CHECK(neighbors.dialect_of("p/2.sql", "ALTER TABLE", fails).name.empty());
  CHECK(neighbors.dialect_of("c/1.sql", "ALTER TABLE", fails).name.empty());  // not by itself
}

constexpr parse::ParseCounts parses = {.statements = 2, .problems = 0};
constexpr std::string_view plain = "CREATE TABLE t (a int);";

TEST_CASE("neighbors: a folder that is named after a database is for it") {
  const WorkingFolder folder;
  folder.write("mysql/1.sql", plain);
  folder.write("sqlite/1.sql", "CREATE TABLE t (a jsonb);");
  folder.write("oracle/1.sql", plain);
  Neighbors alone;
  CHECK(alone.dialect_of("db/mysql/1.sql", plain, parses).name == "MySQL or MariaDB");
  CHECK(alone.dialect_of("db/mysql/1.sql", "SELECT a::jsonb", parses).name.empty());
  CHECK(alone.dialect_of("db/cockroach/1.sql", plain, parses).name.empty());
  CHECK(alone.dialect_of("db/oracle/1.sql", plain, parses).name.empty());
}

TEST_CASE("neighbors: beside a folder for another database, its name is enough") {
  const WorkingFolder folder;
  folder.write("db/postgres/1.sql", plain);
  folder.write("db/cockroach/1.sql", "CREATE TABLE t (a jsonb);");
  folder.write("db/oracle/1.sql", plain);
  folder.write("spring/schema-h2.sql", plain);
  folder.write("spring/schema-postgresql.sql", plain);
  folder.write("alone/schema-h2.sql", plain);
  Neighbors neighbors;
  const NeighborDialect cockroach =
      neighbors.dialect_of("db/cockroach/1.sql", "CREATE TABLE t (a jsonb);", parses);
  CHECK(cockroach.name == "CockroachDB");
  CHECK(cockroach.evidence == "as its path says, beside `oracle`");
  CHECK(neighbors.dialect_of("db/oracle/1.sql", plain, parses).name == "Oracle");
  CHECK(neighbors.dialect_of("db/postgres/1.sql", plain, parses).name.empty());
  CHECK(neighbors.dialect_of("spring/schema-h2.sql", plain, parses).name == "H2");
  CHECK(neighbors.dialect_of("spring/schema-postgresql.sql", plain, parses).name.empty());
  CHECK(neighbors.dialect_of("alone/schema-h2.sql", plain, parses).name.empty());
}

TEST_CASE("neighbors: a folder has one dialect") {
  const WorkingFolder folder;
  folder.write("riversqlite/1.sql", "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT);");
  folder.write("one/1.sql", clickhouse);
  folder.write("two/1.sql", clickhouse);
  folder.write("two/2.sql", clickhouse);
  folder.write("few/1.sql", clickhouse);
  folder.write("few/2.sql", clickhouse);
  for (const char* file : {"few/3.sql", "few/4.sql", "few/5.sql", "few/6.sql"}) {
    folder.write(file, plain);
  }
  folder.write("mixed/1.sql", clickhouse);
  folder.write("mixed/2.sql", clickhouse);
  folder.write("mixed/3.sql", "CREATE TABLE t (a jsonb);");
  Neighbors neighbors;
  CHECK(neighbors.dialect_of("riversqlite/2.sql", plain, parses).name == "SQLite");
  CHECK(neighbors.dialect_of("one/3.sql", plain, parses).name.empty());
  CHECK(neighbors.dialect_of("two/3.sql", plain, parses).name == "ClickHouse");
  CHECK(neighbors.dialect_of("two/2.sql", plain, parses).name.empty());  // only one beside it
  CHECK(neighbors.dialect_of("few/7.sql", plain, parses).name.empty());
  CHECK(neighbors.dialect_of("mixed/4.sql", plain, parses).name.empty());
}

TEST_CASE("neighbors: Prisma and Drizzle write the database down") {
  const WorkingFolder folder;
  folder.write("prisma/migrations/migration_lock.toml", "# Prisma\nprovider = \"sqlite\"\n");
  folder.write("prisma/migrations/1_init/migration.sql", plain);
  folder.write("drizzle/meta/_journal.json", R"({"version": "7", "dialect": "mysql"})");
  folder.write("mysql/meta/_journal.json", R"({"version": "7", "dialect": "postgresql"})");
  Neighbors neighbors;
  const NeighborDialect found =
      neighbors.dialect_of("prisma/migrations/1_init/migration.sql", plain, parses);
  CHECK(found.name == "SQLite");
  CHECK(found.evidence == "as its migration tool says");
  CHECK(neighbors.dialect_of("drizzle/0000_a.sql", plain, parses).name == "MySQL or MariaDB");
  CHECK(neighbors.dialect_of("mysql/0000_a.sql", plain, parses).name.empty());
}

TEST_CASE("neighbors: folders and files are read once") {
  const WorkingFolder folder;
  folder.write("c/1.sql", clickhouse);
  Neighbors neighbors;
  CHECK(neighbors.dialect_of("c/2.sql", "ALTER TABLE", fails).name == "ClickHouse");
  folder.write("c/1.sql", "CREATE TABLE t (a jsonb);");
  folder.write("c/0.sql", "CREATE TABLE t (a jsonb);");
  CHECK(neighbors.dialect_of("c/3.sql", "ALTER TABLE", fails).name == "ClickHouse");
}

}  // namespace
}  // namespace pglint
