// The schema that pglint replays, and the one that a server makes of the same scripts.
#include <filesystem>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/process.h"

namespace pglint::tests {
namespace {

constexpr int nothing_to_compare_with = 77;

TEST_CASE("agreement: the replayed schema is the one that a server makes") {
  const Outcome outcome =
      run_shell("tools/compare-schema --pglint '" PGLINT_BINARY "' fixtures/server/catalog/*.sql",
                PGLINT_SOURCE_DIR);
  if (outcome.status == nothing_to_compare_with) SKIP(outcome.err);
  INFO(outcome.out << outcome.err);
  CHECK(outcome.status == 0);
}

}  // namespace
}  // namespace pglint::tests
