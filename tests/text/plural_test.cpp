#include "text/plural.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::text {
namespace {

TEST_CASE("plural: one, none or several") {
  CHECK(counted(1, "column") == "1 column");
  CHECK(counted(0, "column") == "0 columns");
  CHECK(counted(2, "more partition") == "2 more partitions");
  CHECK(is_are(1) == "is");
  CHECK(is_are(2) == "are");
  CHECK(has_have(1) == "has");
  CHECK(has_have(0) == "have");
}

}  // namespace
}  // namespace pglint::text
