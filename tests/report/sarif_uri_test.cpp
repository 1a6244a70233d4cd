#include "report/sarif/sarif_uri.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::report {
namespace {

std::string uri(std::string_view path) {
  return sarif_uri({.path = path, .working_directory = "/home/project"});
}

TEST_CASE("SARIF URI: ordinary names are not changed") {
  CHECK(uri("a.sql") == "a.sql");
  CHECK(uri("db/migrations/001_init-tables.up.sql") == "db/migrations/001_init-tables.up.sql");
}

TEST_CASE("SARIF URI: other characters are percent-encoded") {
  CHECK(uri("a b#c%d?.sql") == "a%20b%23c%25d%3F.sql");
  CHECK(uri("[id]/größe.sql") == "%5Bid%5D/gr%C3%B6%C3%9Fe.sql");
  CHECK(uri("a\\b\n\"<>|^`{}.sql") == "a%5Cb%0A%22%3C%3E%7C%5E%60%7B%7D.sql");
  CHECK(uri("caf\xE9.sql") == "caf%E9.sql");
  CHECK(uri("<stdin>") == "%3Cstdin%3E");
}

TEST_CASE("SARIF URI: a colon in the first segment is not a scheme") {
  CHECK(uri("c:d.sql") == "./c:d.sql");
  CHECK(uri("dir/c:d.sql") == "dir/c:d.sql");
}

TEST_CASE("SARIF URI: relative to the working directory, without dots") {
  CHECK(uri("/home/project/db/a.sql") == "db/a.sql");
  CHECK(uri("./db//./a.sql") == "db/a.sql");
  CHECK(uri("db/../a.sql") == "a.sql");
  CHECK(uri("../project/a.sql") == "a.sql");
  CHECK(sarif_uri({.path = "/db/a.sql", .working_directory = "/"}) == "db/a.sql");
}

TEST_CASE("SARIF URI: absolute outside of the working directory") {
  CHECK(uri("../other/a b.sql") == "file:///home/other/a%20b.sql");
  CHECK(uri("/tmp/a.sql") == "file:///tmp/a.sql");
  CHECK(uri("/home/project2/a.sql") == "file:///home/project2/a.sql");
}

}  // namespace
}  // namespace pglint::report
