// The range of a comment, and when it counts as unused. The grammar is tested by fixtures.
#include "suppress/suppression.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/linter.h"
#include "rule/builtin_rules.h"

namespace pglint::tests {
namespace {

std::vector<std::string> reported(const std::string& script, const RuleSelection& selection = {}) {
  const Settings settings{.rules = select_rules(selection).value()};
  std::vector<std::string> ids;
  for (const Finding& finding : lint("a.sh", script, settings, DispatchTable(settings)).findings) {
    ids.emplace_back(finding.rule->id);
  }
  return ids;
}

using Ids = std::vector<std::string>;

TEST_CASE("suppressions: after a command, apply to that command") {
  CHECK(reported("psql -W # pglint: ignore psql-password-prompt").empty());
  CHECK(reported("psql \\\n -h x \\\n -W x # pglint: ignore psql-password-prompt").empty());
  CHECK(reported("psql -W | psql -W # pglint: ignore psql-password-prompt").empty());
  CHECK(reported("psql -W\npsql -W # pglint: ignore psql-password-prompt") ==
        Ids{"psql-password-prompt"});
  CHECK(reported("psql -W # pglint: ignore psql-password-prompt\npsql -W") ==
        Ids{"psql-password-prompt"});
}

TEST_CASE("suppressions: on a separate line, apply to what follows") {
  CHECK(reported("# pglint: ignore psql-password-prompt\n\n# x\npsql \\\n -W").empty());
  CHECK(reported("# pglint: ignore psql-password-prompt\npsql\npsql -W") ==
        Ids{"unused-suppression", "psql-password-prompt"});
  CHECK(reported("# pglint: ignore psql-password-prompt\n# pglint: ignore trust-authentication\n"
                 "psql -W; initdb -A trust")
            .empty());
}

TEST_CASE("suppressions: apply only to the named rules") {
  CHECK(reported("initdb -A trust # pglint: ignore psql-password-prompt") ==
        Ids{"trust-authentication", "unused-suppression"});
  CHECK(reported("psql -W # pglint: ignore") == Ids{"psql-password-prompt", "unknown-suppression"});
  CHECK(reported("psql -W # pglint: ignore psql-password-promp, psql-password-prompt") ==
        Ids{"unknown-suppression"});
}

TEST_CASE("suppressions: unused only if the rule is enabled") {
  const std::string script = "psql # pglint: ignore psql-password-prompt";
  CHECK(reported(script) == Ids{"unused-suppression"});
  CHECK(reported(script, {.select = {"char-type"}}).empty());
  CHECK(reported(script, {.ignore = {"psql-password-prompt"}}).empty());
  CHECK(reported(script, {.ignore = {"unused-suppression"}}).empty());
}

}  // namespace
}  // namespace pglint::tests
