#include "design/accepted.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::design::tests {
namespace {

constexpr AcceptedRule normalization = {.id = "id-array", .of_normalization = true};
constexpr AcceptedRule schema = {.id = "missing-foreign-key", .of_normalization = false};

TEST_CASE("accepted: `denormalized` is for normalization rules") {
  CHECK(is_accepted("pglint:denormalized", normalization));
  CHECK(is_accepted("Copied for speed. pglint:denormalized since 2024", normalization));
  CHECK(is_accepted("pglint: denormalized", normalization));
  CHECK_FALSE(is_accepted("pglint:denormalized", schema));
}

TEST_CASE("accepted: only rules with the given ids") {
  CHECK(is_accepted("pglint:accept missing-foreign-key", schema));
  CHECK(is_accepted("pglint:accept id-array, missing-foreign-key: kept elsewhere", schema));
  CHECK(is_accepted("pglint:accept id-array; pglint:accept missing-foreign-key", schema));
  CHECK_FALSE(is_accepted("pglint:accept id-array", schema));
  CHECK_FALSE(is_accepted("pglint:accept id-array because of missing-foreign-key", schema));
  CHECK_FALSE(is_accepted("pglint:accept missing-foreign-keys", schema));
  CHECK_FALSE(is_accepted("pglint:accept", schema));
  CHECK_FALSE(is_accepted("pglint:accept all", schema));
  CHECK_FALSE(is_accepted("pglint: denormal", normalization));
  CHECK_FALSE(is_accepted("", normalization));
}

}  // namespace
}  // namespace pglint::design::tests
