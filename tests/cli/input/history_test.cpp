// Linting one migration gives the same findings for it as linting its whole history, but for what
// is said once for many objects: both are asked for each object.
#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "cli/input/context_files.h"
#include "cli/input/discovery.h"
#include "lint/run.h"
#include "report/reporter.h"
#include "tests/support/corpus.h"
#include "tests/support/project.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

/// The findings of a report as JSON, by file.
using Findings = std::map<std::string, std::vector<std::string>>;

struct How {
  std::vector<const Rule*> rules = {all_rules().begin(), all_rules().end()};
  bool has_context = true;
  bool lint_down = false;
  std::size_t jobs = 1;
};

/// Fingerprints end with their occurrence in the run, which differs between runs.
std::string without_occurrence(nlohmann::json finding) {
  std::string fingerprint = finding["fingerprint"];
  fingerprint.resize(fingerprint.find(':'));
  finding["fingerprint"] = fingerprint;
  return finding.dump();
}

Findings lint(const std::vector<std::string>& paths, const How& how) {
  Discovery found = discover(paths);
  REQUIRE(found.problems.empty());
  const Settings settings{
      .rules = how.rules, .min_confidence = Confidence::low, .lint_down = how.lint_down};
  const auto reporter = report::make_reporter(report::Format::json, {});
  std::string report;
  lint_files(
      with_context(std::move(found.files), {.is_automatic = how.has_context}), settings, how.jobs,
      [&](FileResult&& result) { reporter->file(result, report); }, {},
      [](const FileResult&, const Finding&) { return true; });
  reporter->finish({}, report);
  Findings findings;
  const nlohmann::json document = nlohmann::json::parse(report);
  for (const nlohmann::json& finding : document["findings"]) {
    findings[finding["file"]].push_back(without_occurrence(finding));
  }
  return findings;
}

/// A line for each finding, so that a failure can be read.
std::string shown(const Findings& findings) {
  std::string lines;
  for (const auto& [file, found] : findings) {
    for (const std::string& finding : found) lines += file + ": " + finding + "\n";
  }
  return lines;
}

/// The findings in the files of `paths` of a run over `folder`.
Findings only(const Findings& all, const std::vector<std::string>& paths) {
  Findings some;
  for (const std::string& path : paths) {
    if (const auto found = all.find(path); found != all.end()) some.insert(*found);
  }
  return some;
}

/// The migrations in `folder`, in the order in which they run.
std::vector<std::string> migrations_in(const std::string& folder) {
  std::vector<std::string> paths;
  for (const SourceFile& file : discover(std::vector{folder}).files) {
    if (file.facts.runner != &migration::psql_runner()) paths.push_back(file.path);
  }
  REQUIRE_FALSE(paths.empty());
  return paths;
}

/// Compares every `step`th file of a history, linted alone, with a run over all files.
void check_history(const std::string& folder, const How& how = {}, std::size_t step = 1) {
  const Findings all = lint({folder}, how);
  const std::vector<std::string> paths = migrations_in(folder);
  for (std::size_t at = 0; at < paths.size(); at += step) {
    INFO(paths[at]);
    CHECK(shown(lint({paths[at]}, how)) == shown(only(all, {paths[at]})));
  }
}

std::vector<std::string> histories() {
  std::vector<std::string> folders;
  for (const char* root : {"/fixtures/histories", "/fixtures/migrations"}) {
    for (const auto& entry :
         fs::directory_iterator(std::string(pglint::tests::project::source_dir) + root)) {
      if (entry.is_directory() && entry.path().filename() != "psql") {
        folders.push_back(entry.path().string());
      }
    }
  }
  std::ranges::sort(folders);
  return folders;
}

TEST_CASE("history: a file alone has the findings of the whole run") {
  for (const std::string& folder : histories()) {
    DYNAMIC_SECTION(
        fs::path(folder).lexically_relative(pglint::tests::project::source_dir).string()) {
      check_history(folder);
      check_history(folder, {.lint_down = true, .jobs = 4});
    }
  }
}

TEST_CASE("history: each rule alone, because another rule may cause the final schema check") {
  const std::string folder =
      std::string(pglint::tests::project::source_dir) + "/fixtures/histories/goose";
  for (const Rule* rule : all_rules()) {
    INFO(rule->id);
    check_history(folder, {.rules = {rule}});
  }
}

TEST_CASE("history: several files have the findings of the whole run, in any order") {
  const std::string folder =
      std::string(pglint::tests::project::source_dir) + "/fixtures/histories/flyway";
  const Findings all = lint({folder}, {});
  const std::vector<std::string> paths = migrations_in(folder);
  const std::vector<std::string> some = {paths[3], paths[0], paths[2]};
  CHECK(lint(some, {}) == only(all, some));
  CHECK(lint({paths.rbegin(), paths.rend()}, {}) == all);
  CHECK(lint({paths[2], folder}, {}) == all);
}

TEST_CASE("history: without context, the findings differ (otherwise these tests prove nothing)") {
  const std::string folder =
      std::string(pglint::tests::project::source_dir) + "/fixtures/histories/goose";
  const Findings all = lint({folder}, {});
  for (const std::string& path : migrations_in(folder)) {
    INFO(path);
    CHECK(lint({path}, {.has_context = false}) != only(all, {path}));
  }
}

TEST_CASE("history: real migrations, a sample of each project's", "[corpus]") {
  SECTION("langfuse") { check_history(tests::corpus_folder("langfuse").string(), {}, 11); }
  SECTION("hatchet") {
    check_history(
        (tests::corpus_folder("hatchet") / "cmd/hatchet-migrate/migrate/migrations").string(), {},
        8);
  }
}

}  // namespace
}  // namespace pglint::cli
