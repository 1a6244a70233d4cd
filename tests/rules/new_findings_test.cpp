// What a rule reports of a file, it also reports if many files before it do the same: whatever it
// says once for many objects, new ones are not lost in it.
#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/run.h"
#include "tests/rules/bad_fixtures.h"

namespace pglint::tests {
namespace {

/// So many that what all of them do is a policy to every rule.
constexpr std::size_t copies = 13;

std::string path_of(std::size_t copy) { return std::to_string(copy) + ".sql"; }

/// The files of one database, each a copy of `sql` in a schema of its own.
std::vector<SourceFile> copied(std::string_view sql, std::size_t first, std::size_t last) {
  std::vector<SourceFile> files;
  for (std::size_t copy = first; copy <= last; ++copy) {
    const std::string schema = "copy" + std::to_string(copy);
    files.push_back({.path = path_of(copy),
                     .content = "CREATE SCHEMA " + schema + "; SET search_path = " + schema +
                                ";\n" + std::string(sql)});
  }
  return files;
}

/// By path.
using Findings = std::map<std::string, std::vector<Finding>>;

Findings lint_all(std::vector<SourceFile> files, const Settings& settings,
                  const IsOld& is_old = {}) {
  Findings findings;
  lint_files(
      std::move(files), settings, 1,
      [&](FileResult&& result) { findings[result.path] = std::move(result.findings); }, {}, is_old);
  return findings;
}

/// How many statements have findings. Which one stands for others may depend on other files.
std::size_t statements(const std::vector<Finding>& findings, std::string_view content) {
  std::set<std::size_t> ends;
  for (const Finding& finding : findings) ends.insert(content.rfind(";\n", finding.range.begin));
  return ends.size();
}

/// Fixtures about names that may also mean something in another schema.
constexpr std::array<std::string_view, 3> across_schemas = {
    "identifier-too-long/bad_collision.sql",
    "dangling-reference/bad_order.sql",
    "self-firing-trigger/bad.sql",
};

/// True for SQL that means the same in any schema.
bool can_be_copied(const std::string& sql) {
  constexpr std::array<std::string_view, 11> words = {
      "public.", "sales.", "SCHEMA", "search_path", "EXTENSION", "DATABASE",
      "ROLE",    "USER ",  "\\",     "pg_temp",     "stdin"};
  return std::ranges::none_of(
      words, [&](std::string_view word) { return sql.find(word) != std::string::npos; });
}

std::vector<BadFixture> fixtures_to_copy(const Rule& rule) {
  if (rule.group == Group::builtin || !looks_at_schema(rule)) return {};
  std::vector<BadFixture> fixtures = bad_fixtures(rule);
  std::erase_if(fixtures, [](const BadFixture& fixture) { return !can_be_copied(fixture.sql); });
  return fixtures;
}

TEST_CASE("new findings: what old files do as well is found in a new one") {
  std::size_t compared = 0;
  for (const Rule* rule : all_rules()) {
    for (const BadFixture& fixture : fixtures_to_copy(*rule)) {
      INFO(fixture.name);
      if (std::ranges::count(across_schemas, fixture.name) > 0) continue;
      const std::string last = path_of(copies);
      const std::vector<SourceFile> alone = copied(fixture.sql, copies, copies);
      const std::string& content = *alone.front().content;
      const std::size_t wanted = statements(lint_all(alone, fixture.settings)[last], content);
      if (wanted == 0) continue;
      ++compared;

      std::vector<SourceFile> files = copied(fixture.sql, 1, copies);
      for (std::size_t copy = 0; copy + 1 < copies; ++copy) files[copy].is_context = true;
      CHECK(statements(lint_all(files, fixture.settings)[last], content) >= wanted);

      for (SourceFile& file : files) file.is_context = false;
      Findings found =
          lint_all(files, fixture.settings,
                   [&](const FileResult& file, const Finding&) { return file.path != last; });
      CHECK(statements(found[last], content) >= wanted);
    }
  }
  CHECK(compared > 100);
}

}  // namespace
}  // namespace pglint::tests
