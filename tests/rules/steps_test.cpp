// Runs the steps that a page recommends as migrations of a tool, one after the other: no rule may
// forbid what another one recommends.
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/run.h"
#include "rule/rule.h"
#include "rule/settings.h"
#include "tests/rules/examples.h"
#include "tests/rules/fences.h"

namespace pglint::tests {
namespace {

/// The block as a migration of goose, in a transaction if it can be.
std::string migration_of(const std::string& code) {
  const bool leaves_transaction = code.find("CONCURRENTLY") != std::string::npos ||
                                  code.find("VACUUM") != std::string::npos ||
                                  code.find("BEGIN;") != std::string::npos;
  if (code.starts_with("-- +goose")) return code;
  return std::string("-- +goose Up\n") + (leaves_transaction ? "-- +goose NO TRANSACTION\n" : "") +
         code;
}

SourceFile file_of(std::size_t number, std::string content) {
  SourceFile file = {.path = "/migrations/" + std::to_string(1000 + number) + "_step.sql",
                     .content = std::move(content)};
  file.facts = facts_of_tool("goose");
  if (auto name = file.facts.runner->read_name(file.path)) file.facts.name = std::move(*name);
  return file;
}

/// An earlier migration, and each SQL block of the steps in a migration of its own.
std::vector<SourceFile> steps_of(const Rule& rule) {
  std::vector<SourceFile> files;
  files.push_back(file_of(0, "-- +goose Up\n" + std::string(rule.given)));
  files.back().is_context = true;
  for (const Fence& fence : fences(rule.instead)) {
    if (fence.language == "sql") files.push_back(file_of(files.size(), migration_of(fence.code)));
  }
  return files;
}

Settings default_settings(const Rule& own) {
  Settings settings{.rules = {}};
  for (const Rule* rule : all_rules()) {
    if (rule->on_by_default || rule == &own) settings.rules.push_back(rule);
  }
  return settings;
}

/// `1002_step.sql: check-scan: message` of each finding.
std::string findings_in_steps(const Rule& rule) {
  std::string found;
  lint_files(steps_of(rule), default_settings(rule), 1, [&](FileResult&& file) {
    for (const Finding& finding : file.findings) {
      // What only the newest PostgreSQL has, an older grammar rejects.
      const bool is_too_new = PG_VERSION_NUM < 180000 && finding.rule->id == "syntax-error";
      if (!finding.is_shown || is_too_new) continue;
      found.append(file.path).append(": ").append(finding.rule->id).append(": ");
      found.append(finding.message).append("\n");
    }
  });
  return found;
}

TEST_CASE("rules: the steps of `instead`, each in its own migration, have no findings") {
  for (const Rule* rule : all_rules()) {
    if (rule->group != Group::migration) continue;
    DYNAMIC_SECTION(rule->id) { CHECK(findings_in_steps(*rule) == ""); }
  }
}

}  // namespace
}  // namespace pglint::tests
