#include "tests/rules/bad_fixtures.h"

#include <filesystem>
#include <utility>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/project.h"
#include "text/file.h"

namespace pglint::tests {

namespace fs = std::filesystem;

std::vector<BadFixture> bad_fixtures(const Rule& rule) {
  std::vector<BadFixture> fixtures;
  const fs::path folder = fs::path(project::source_dir) / "fixtures/rules" / rule.id;
  if (!fs::is_directory(folder)) return {};
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("bad") || !name.ends_with(".sql")) continue;
    std::string sql = text::read_file(entry.path()).value();
    Expectations expected = read_expectations(sql, name);
    Settings settings{.rules = {&rule},
                      .pg_version = expected.pg_version.value_or(newest_pg_version),
                      .min_confidence = expected.min_confidence.value_or(Confidence::medium)};
    for (const OptionValue& option : expected.options) REQUIRE_FALSE(set_option(option, settings));
    fixtures.push_back({.name = std::string(rule.id) + "/" + name,
                        .sql = std::move(sql),
                        .settings = std::move(settings),
                        .expected = std::move(expected)});
  }
  return fixtures;
}

}  // namespace pglint::tests
