#include "text/glob.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::text {
namespace {

TEST_CASE("glob: matches one name") {
  CHECK(fits_glob("*-type", "money-type"));
  CHECK(fits_glob("*", ""));
  CHECK(fits_glob("*.sql", ".sql"));
  CHECK(fits_glob("[a-c]?d", "bxd"));
  CHECK(fits_glob("[!a-c]", "d"));
  CHECK(fits_glob("\\*", "*"));
  CHECK_FALSE(fits_glob("\\*", "x"));
  CHECK_FALSE(fits_glob("*-type", "money-types"));
  CHECK_FALSE(fits_glob("Money", "money"));
}

}  // namespace
}  // namespace pglint::text
