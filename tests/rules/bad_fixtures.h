// The fixtures that a rule must report, for tests that change their SQL or what is around it.
#pragma once

#include <string>
#include <vector>

#include "rule/rule.h"
#include "rule/settings.h"
#include "tests/rules/expectations.h"

namespace pglint::tests {

struct BadFixture {
  std::string name;  ///< `rule-id/file.sql`
  std::string sql;
  Settings settings;  ///< that run this rule only, as the fixture configures it
  Expectations expected;
};

/// The files `bad*.sql` of a rule.
[[nodiscard]] std::vector<BadFixture> bad_fixtures(const Rule& rule);

}  // namespace pglint::tests
