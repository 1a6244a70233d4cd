// Runs the steps that a page recommends as migrations of a tool, one after the other: no rule may
// forbid what another one recommends, and on a server they neither fail nor keep others waiting.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/run.h"
#include "rule/rule.h"
#include "rule/settings.h"
#include "tests/rules/examples.h"
#include "tests/rules/fences.h"
#include "tests/rules/tables_in_use.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace pglint::tests {
namespace {

bool leaves_transaction(const std::string& code) {
  constexpr std::array<std::string_view, 4> signs = {"CONCURRENTLY", "VACUUM", "BEGIN;",
                                                     "NO TRANSACTION"};
  return std::ranges::any_of(
      signs, [&](std::string_view sign) { return code.find(sign) != std::string::npos; });
}

/// The block as a migration of goose, in a transaction if it can be.
std::string migration_of(const std::string& code) {
  if (code.starts_with("-- +goose")) return code;
  return std::string("-- +goose Up\n") +
         (leaves_transaction(code) ? "-- +goose NO TRANSACTION\n" : "") + code;
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

/// Writes the SQL as a step for tools/run-steps: `1.sql`, or `1.transaction.sql`.
void write_step(const TemporaryFolder& folder, std::string_view rule, std::size_t number,
                const std::string& code) {
  const std::string name = std::string(rule) + "/" + std::to_string(number) +
                           (leaves_transaction(code) ? ".sql" : ".transaction.sql");
  folder.write(name, code.substr(0, code.find("-- +goose Down")));
}

/// Whether the steps are for tables as they are before `bad`.
bool has_sql_steps(const Rule& rule) {
  return rule.group == Group::migration &&
         std::ranges::count(fences(rule.instead), "sql", &Fence::language) > 0;
}

/// What else the steps take for granted.
std::string also_given(const Rule& rule) {
  if (rule.id == "unbatched-backfill") return "ALTER TABLE orders ADD COLUMN region text;";
  return {};
}

/// The table that the steps fill, or whose rows they need to be of a certain kind.
std::string_view table_without_rows(const Rule& rule) {
  if (rule.id == "pending-trigger-events") return "orders";
  return rule.id == "attach-partition-scan" ? "orders_2025" : "";
}

void write_steps(const Rule& rule, const TemporaryFolder& folder) {
  folder.write(std::string(rule.id) + "/given.sql", tables_in_use(rule) + also_given(rule));
  folder.write(std::string(rule.id) + "/empty.txt", table_without_rows(rule));
  std::size_t number = 0;
  for (const Fence& fence : fences(rule.instead)) {
    if (fence.language == "sql") write_step(folder, rule.id, ++number, fence.code);
  }
}

// Hidden: on a machine that does other things meanwhile, sessions wait longer.
TEST_CASE("rules: the steps of `instead` keep nobody waiting on a server", "[.][steps]") {
  const TemporaryFolder folder;
  for (const Rule* rule : all_rules()) {
    if (has_sql_steps(*rule)) write_steps(*rule, folder);
  }
  require_content_of("run-steps '" + folder.path().string() + "'");
}

}  // namespace
}  // namespace pglint::tests
