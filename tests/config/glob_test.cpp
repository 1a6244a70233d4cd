#include "config/glob.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

namespace pglint::config {
namespace {

bool fits_in_p(std::string_view pattern, std::string_view path) {
  return fits({.pattern = pattern, .folder = "/p"}, path);
}

TEST_CASE("glob: a pattern without a slash matches at any depth") {
  CHECK(fits_in_p("*.sql", "/p/a.sql"));
  CHECK(fits_in_p("*.sql", "/p/x/y/a.sql"));
  CHECK(fits_in_p("seeds", "/p/db/seeds/a.sql"));
  CHECK_FALSE(fits_in_p("seeds", "/p/db/seeds2/a.sql"));
  CHECK_FALSE(fits_in_p("seed", "/p/db/seeds"));
}

TEST_CASE("glob: a slash anchors a pattern to the folder of its file") {
  CHECK(fits_in_p("db/a.sql", "/p/db/a.sql"));
  CHECK(fits_in_p("/db/a.sql", "/p/db/a.sql"));
  CHECK(fits_in_p("./db/a.sql", "/p/db/a.sql"));
  CHECK_FALSE(fits_in_p("db/a.sql", "/p/x/db/a.sql"));
  CHECK_FALSE(fits_in_p("db/*", "/p/x/db/a.sql"));
  CHECK(fits_in_p("db/*", "/p/db/x/a.sql"));  // x matches, and a.sql is in it
  CHECK_FALSE(fits_in_p("db/*.sql", "/p/db/x/a.sql"));
  CHECK_FALSE(fits_in_p("db/a.sql", "/q/db/a.sql"));
  CHECK_FALSE(fits_in_p("*", "/pq/a.sql"));
}

TEST_CASE("glob: a trailing slash matches only folders") {
  CHECK(fits_in_p("vendor/", "/p/x/vendor/a.sql"));
  CHECK_FALSE(fits_in_p("vendor/", "/p/x/vendor"));
}

TEST_CASE("glob: two stars match any number of folders, also none") {
  CHECK(fits_in_p("db/**/old", "/p/db/old"));
  CHECK(fits_in_p("db/**/old", "/p/db/x/y/old"));
  CHECK(fits_in_p("db/**/old", "/p/db/x/y/old/a.sql"));
  CHECK_FALSE(fits_in_p("db/**/old", "/p/db/xold"));
  CHECK(fits_in_p("**/gen/*.sql", "/p/gen/a.sql"));
  CHECK(fits_in_p("**/gen/*.sql", "/p/x/gen/a.sql"));
  CHECK(fits_in_p("seeds/**", "/p/seeds/x/a.sql"));
  CHECK_FALSE(fits_in_p("seeds/**", "/p/seeds2/a.sql"));
  CHECK(fits_in_p("a/**/b/**/c", "/p/a/x/b/c"));
  CHECK(fits_in_p("a/**/b*/c", "/p/a/b1/x/b2/c"));
}

TEST_CASE("glob: two stars beside other characters count as one") {
  CHECK(fits_in_p("db/**.sql", "/p/db/a.sql"));
  CHECK_FALSE(fits_in_p("db/**.sql", "/p/db/x/a.sql"));
  CHECK(fits_in_p("db/**/*.sql", "/p/db/x/a.sql"));
}

TEST_CASE("glob: single characters, sets and literals") {
  CHECK(fits_in_p("00?_*.sql", "/p/001_a.sql"));
  CHECK_FALSE(fits_in_p("a?b", "/p/a/b"));
  CHECK(fits_in_p("[0-9]*.sql", "/p/1.sql"));
  CHECK_FALSE(fits_in_p("[0-9]*.sql", "/p/a.sql"));
  CHECK(fits_in_p("[!0-9]*.sql", "/p/a.sql"));
  CHECK(fits_in_p("[]x].sql", "/p/].sql"));
  CHECK(fits_in_p("[a.sql", "/p/[a.sql"));
  CHECK(fits_in_p("\\*.sql", "/p/*.sql"));
  CHECK_FALSE(fits_in_p("\\*.sql", "/p/a.sql"));
}

TEST_CASE("glob: many stars do not take exponential time") {
  std::string pattern;
  for (int star = 0; star < 40; ++star) pattern += "*a";
  CHECK_FALSE(fits_in_p(pattern + "b", "/p/" + std::string(5000, 'a')));
  CHECK_FALSE(fits_in_p(
      "**/a/**/a/**/a/**/b", "/p/" + [] {
        std::string path;
        for (int folder = 0; folder < 500; ++folder) path += "a/";
        return path + "c";
      }()));
}

}  // namespace
}  // namespace pglint::config
