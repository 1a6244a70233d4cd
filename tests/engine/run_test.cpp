#include "engine/run.h"

#include <atomic>

#include <catch2/catch_test_macros.hpp>

#include "engine/builtin_rules.h"
#include "engine/fingerprint.h"

namespace pglint {
namespace {

const Settings settings{.rules = {&syntax_error, &not_analysed}};

std::vector<Input> many_inputs() {
  std::vector<Input> inputs;
  for (int index = 0; index < 200; ++index) {
    std::string sql;
    for (int line = 0; line < index % 17; ++line) sql += "SELECT 1;\n";
    inputs.push_back({.path = std::to_string(index), .content = sql + "SELEC 2;"});
  }
  return inputs;
}

std::vector<std::string> run(std::size_t jobs) {
  std::vector<std::string> seen;
  lint_files(many_inputs(), settings, jobs, [&](FileResult&& result) {
    REQUIRE(result.findings.size() == 1);
    seen.push_back(result.path + ":" + std::to_string(result.findings[0].range.begin));
  });
  return seen;
}

TEST_CASE("run: results come in input order for any number of threads") {
  const auto alone = run(1);
  REQUIRE(alone.size() == 200);
  CHECK(alone[16] == "16:160");
  CHECK(run(8) == alone);
  CHECK(run(1'000) == alone);
}

TEST_CASE("run: a file that cannot be read is delivered as such, in its place") {
  std::vector<FileResult> results;
  lint_files(
      {{.path = "a", .content = ""}, {.path = "/no/such/file.sql"}, {.path = "b", .content = ""}},
      settings, 2, [&](FileResult&& result) { results.push_back(std::move(result)); });
  REQUIRE(results.size() == 3);
  REQUIRE(results[1].unreadable);
  CHECK(results[1].unreadable->message ==
        "cannot read `/no/such/file.sql`: No such file or directory");
  CHECK(results[1].not_analysed.size() == 1);
  CHECK_FALSE(results[2].unreadable);
}

TEST_CASE("run: nothing to do") {
  lint_files({}, settings, 4, [](FileResult&&) { FAIL("there is no file"); });
}

TEST_CASE("fingerprint: names what is wrong, not where, and counts repetitions") {
  Fingerprinter fingerprints;
  Finding finding{.rule = &syntax_error, .object = "t.a", .statement_hash = 1};
  const std::string first = fingerprints.next(finding);
  CHECK(first.size() == 18);
  CHECK(first.ends_with(":1"));
  finding.range = {100, 200};
  finding.message = "other words";
  CHECK(fingerprints.next(finding) == first.substr(0, 17) + "2");
  finding.object = "t.b";
  CHECK(fingerprints.next(finding).ends_with(":1"));
}

}  // namespace
}  // namespace pglint
