// What is generated from rules, runners and keys is what is committed.
#include <filesystem>

#include <catch2/catch_test_macros.hpp>

#include "cli/command/commands.h"
#include "page/rule_pages.h"
#include "page/runner_table.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

const fs::path root = PGLINT_SOURCE_DIR;

TEST_CASE("docs: pages and tables of rules are up to date (make docs)") {
  const auto pages = page::rule_pages();
  for (const auto& [path, content] : pages) {
    INFO(path);
    const auto committed = text::read_file(root / path);
    REQUIRE(committed.ok());
    CHECK(committed.value() == content);
  }
  for (const auto& entry : fs::directory_iterator(root / "docs" / "rules")) {
    INFO(entry.path().string() << " belongs to no rule");
    CHECK(pages.contains("docs/rules/" + entry.path().filename().string()));
  }
  const auto readme = text::read_file(root / "README.md");
  REQUIRE(readme.ok());
  CHECK(readme.value() == page::with_rule_table(readme.value()));
  CHECK(readme.value().find("docs/rules/syntax-error.md") != std::string::npos);
}

TEST_CASE("docs: the table of migration tools is up to date (make docs)") {
  const auto page = text::read_file(root / "docs" / "migrations.md");
  REQUIRE(page.ok());
  CHECK(page.value() == page::with_runner_table(page.value()));
  CHECK(page.value().find("| `goose` |") != std::string::npos);
}

TEST_CASE("docs: the tables and the schema of the configuration are up to date (make docs)") {
  const auto page = text::read_file(root / "docs" / "configuration.md");
  REQUIRE(page.ok());
  CHECK(page.value() == cli::with_config_tables(page.value()));
  CHECK(page.value().find("| `exclude` |") != std::string::npos);
  const auto schema = text::read_file(root / "docs" / "pglint.schema.json");
  REQUIRE(schema.ok());
  CHECK(schema.value() == cli::config_schema());
}

}  // namespace
}  // namespace pglint::tests
