#include "parse/meaning/negation.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/parse/parsed.h"

namespace pglint::parse {
namespace {

/// True if the first column reference in `sql` is negated.
bool negated(const std::string& sql) {
  std::optional<bool> found;
  Parsed parsed(sql);
  while (parsed.next()) {
    Walker().walk(*parsed.batch().statements.at(0).tree, [&](const Node& node, Ancestors path) {
      if (!found && as<ColumnRef>(&node) != nullptr) found = is_negated(path);
    });
  }
  return found.value();
}

TEST_CASE("negation: an odd number of NOTs directly above") {
  CHECK_FALSE(negated("SELECT a"));
  CHECK(negated("SELECT NOT a"));
  CHECK_FALSE(negated("SELECT NOT (NOT a)"));
  CHECK(negated("SELECT NOT NOT (NOT (a))"));
  CHECK_FALSE(negated("SELECT NOT (a AND b)"));
  CHECK(negated("SELECT (NOT a) = b"));
}

}  // namespace
}  // namespace pglint::parse
