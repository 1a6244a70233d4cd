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
