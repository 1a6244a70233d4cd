// Reads real SQL of other projects, if available (tests/support/corpus.h).
#include "tests/support/corpus.h"

#include <filesystem>
#include <set>

#include <catch2/catch_test_macros.hpp>

#include "lint/run.h"
#include "migration/runner.h"
#include "parse/tree/pg_nodes.h"
#include "rule/builtin_rules.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

std::vector<SourceFile> sql_files(const fs::path& folder, const migration::FileFacts& facts) {
  std::set<std::string> sorted;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".sql") {
      sorted.insert(entry.path().string());
    }
  }
  std::vector<SourceFile> inputs;
  for (const std::string& path : sorted) inputs.push_back({.path = path, .facts = facts});
  return inputs;
}

std::vector<FileResult> lint_folder(const std::string& name,
                                    const migration::FileFacts& facts = migration::psql_facts()) {
  const Settings settings{.rules = {all_rules().begin(), all_rules().end()}};
  std::vector<FileResult> results;
  lint_files(sql_files(corpus_folder(name), facts), settings, 2,
             [&](FileResult&& result) { results.push_back(std::move(result)); });
  REQUIRE_FALSE(results.empty());
  return results;
}

std::vector<std::string> syntax_errors(const std::vector<FileResult>& results) {
  std::vector<std::string> errors;
  for (const FileResult& result : results) {
    for (const Finding& finding : result.findings) {
      if (finding.rule != &syntax_error) continue;
      errors.push_back(fs::path(result.path).filename().string() + ": " + finding.message);
    }
  }
  return errors;
}

bool all_read(const std::vector<FileResult>& results) {
  return std::ranges::all_of(results, [](const FileResult& result) {
    return result.not_analyzed.empty() && !result.unreadable;
  });
}

TEST_CASE("corpus: schemas and migrations of real projects have no syntax error") {
  for (const std::string name : {"pagila", "langfuse", "temporal"}) {
    DYNAMIC_SECTION(name) {
      const auto results = lint_folder(name);
      CHECK(all_read(results));
      // pagila uses VIRTUAL generated columns, which PostgreSQL 17's grammar does not have.
      const bool newer_syntax = PG_VERSION_NUM < 180000 && name == "pagila";
      CHECK(syntax_errors(results).size() == (newer_syntax ? 1U : 0U));
    }
  }
}

TEST_CASE("corpus: hatchet lacks a semicolon, which goose does not need") {
  const auto results = lint_folder("hatchet");
  CHECK(all_read(results));
  const auto errors = syntax_errors(results);
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].starts_with("20250519145912_v1_0_21.sql: syntax error at or near \"ALTER\""));
  CHECK(syntax_errors(lint_folder("hatchet/cmd", {.runner = migration::find_runner("goose")}))
            .empty());
}

TEST_CASE("corpus: scripts for psql are read to their end") {
  for (const std::string name : {"chinook", "postgres-regress"}) {
    DYNAMIC_SECTION(name) {
      for (const FileResult& result : lint_folder(name)) {
        INFO(result.path);
        CHECK_FALSE(result.unreadable);
        // A body with a deliberate error; everything else is read to its end.
        const bool has_broken_body = result.path.ends_with("/largeobject.sql");
        CHECK(result.not_analyzed.size() == (has_broken_body ? 1U : 0U));
        for (const Finding& finding : result.findings) {
          CHECK(finding.range.end <= result.content.size());
          CHECK(finding.range.begin <= finding.range.end);
        }
      }
    }
  }
}

}  // namespace
}  // namespace pglint::tests
