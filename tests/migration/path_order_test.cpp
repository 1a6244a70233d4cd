#include "migration/path_order.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::migration {
namespace {

TEST_CASE("path order: numbers in names and folders are numbers") {
  CHECK(path_key("/m/9_a.sql") < path_key("/m/10_a.sql"));
  CHECK(path_key("/m/v1.9/z.sql") < path_key("/m/v1.10/a.sql"));
  CHECK(path_key("/m/007.sql") < path_key("/m/8.sql"));
  CHECK(path_key("/m/a.sql") < path_key("/m/b.sql"));
  CHECK(path_key("a/b") < path_key("a/c"));
}

TEST_CASE("path order: by bytes where a folder is run so") {
  CHECK(path_key("/docker-entrypoint-initdb.d/10_a.sql") <
        path_key("/docker-entrypoint-initdb.d/9_a.sql"));
  CHECK(path_key("/initdb.d/x/9_a.sql") < path_key("/initdb.d/x/10_a.sql"));
}

TEST_CASE("path order: versions") {
  for (const char* name : {"7", "v12", "V1.2", "2024_01", "2024-01-31"}) CHECK(is_version(name));
  for (const char* name : {"", "v", "va", "1a", "old", "-1"}) CHECK_FALSE(is_version(name));
}

TEST_CASE("path order: numbered files and folders are a sequence") {
  CHECK(sequence_of("/m/2_b.sql") == "/m");
  CHECK(sequence_of("/m/v2_b.sql") == "/m");
  CHECK(sequence_of("/m/v1.2/b.sql") == "/m");
  CHECK(sequence_of("/m/views.sql").empty());
  CHECK(sequence_of("/m/schema.sql").empty());
}

}  // namespace
}  // namespace pglint::migration
