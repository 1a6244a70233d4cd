#include "text/stated_absence.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::tests {
namespace {

using text::says_no_reference;

TEST_CASE("stated absence: comments that say that there is no foreign key") {
  CHECK(says_no_reference("Copied for look-ups. No FK relation: rows go with the parent."));
  CHECK(says_no_reference("plain column, NO @relation -> no FK"));
  CHECK(says_no_reference("it is never enforced by a foreign\nkey here"));
  CHECK(says_no_reference("In another database, so the FK can't hold."));
  CHECK(says_no_reference("columns only, without foreign keys"));
}

TEST_CASE("stated absence: comments that say something else") {
  CHECK_FALSE(says_no_reference(""));
  CHECK_FALSE(says_no_reference("the foreign key to the parent"));
  CHECK_FALSE(says_no_reference("Never empty. The relation is below."));
  CHECK_FALSE(says_no_reference("not in use since the foreign office has its own"));
  CHECK_FALSE(says_no_reference("no correlation"));
}

}  // namespace
}  // namespace pglint::tests
