#include "lint/host_linter.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/linter.h"

namespace pglint::tests {
namespace {

std::vector<Finding> findings(const std::string& path, const std::string& content) {
  const Settings settings{.rules = select_rules({}).value()};
  return lint(path, content, settings, DispatchTable(settings)).findings;
}

TEST_CASE("host: rules are more lenient in CI") {
  const std::string yaml = "env:\n  POSTGRES_HOST_AUTH_METHOD: trust\n";
  REQUIRE(findings(".github/workflows/a.yml", yaml).size() == 1);
  CHECK(findings(".github/workflows/a.yml", yaml)[0].severity == Severity::warning);
  CHECK(findings("x/.gitlab-ci.yml", yaml)[0].severity == Severity::warning);
  CHECK(findings("compose.yml", yaml)[0].severity == Severity::error);
}

TEST_CASE("host: name and first line determine the kind of a file") {
  CHECK(findings("run", "#!/bin/sh\npsql -W").size() == 1);
  CHECK(findings("run", "SELECT 1;").empty());
  CHECK(findings("pg_hba.conf", "local all all peer").empty());
  REQUIRE(findings("pg_hba.conf", "SELECT 1;").size() == 1);
  CHECK(findings("pg_hba.conf", "SELECT 1;")[0].rule->id == "syntax-error");
}

TEST_CASE("host: invalid UTF-8 is reported once, the rest is read") {
  const auto found = findings("a.sh", "echo \xFF\npsql -W\n");
  REQUIRE(found.size() == 2);
  CHECK(found[0].rule->id == "not-analyzed");
  CHECK(found[1].range == text::Range{.begin = 12, .end = 14});
}

std::string repeated(std::string_view text) {
  std::string result;
  for (int count = 0; count < 1000; ++count) result += text;
  return result;
}

TEST_CASE("host: too deep nesting is reported") {
  const auto found = findings("a.sh", repeated("( ") + "psql -W");
  REQUIRE(found.size() == 1);
  CHECK(found[0].rule->id == "not-analyzed");
}

TEST_CASE("host: fingerprints ignore position, layout and quotes of a command") {
  const auto first = findings("a.sh", "psql -W app");
  const auto second = findings("b.sh", "\n\nif true; then 'psql'  \"-W\" \\\n app; fi");
  REQUIRE(first.size() == 1);
  REQUIRE(second.size() == 1);
  CHECK(first[0].statement_hash != 0);
  CHECK(first[0].statement_hash == second[0].statement_hash);
}

}  // namespace
}  // namespace pglint::tests
