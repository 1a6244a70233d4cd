// Every fix of every rule: as expected in fixtures/fix, and proven on all fixtures and examples.
#include "fix/fixer.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/run.h"
#include "parse/source/lexer.h"
#include "rule/builtin_rules.h"
#include "tests/rules/expectations.h"
#include "tests/support/golden.h"
#include "tests/support/project.h"
#include "tests/support/temporary_folder.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

fix::Outcome fixes_of(const fs::path& path, const Settings& settings,
                      FixSafety most = FixSafety::unsafe) {
  return fix::fix_files(
      {{.path = path.string()}}, {&settings, 1},
      {.most = most,
       .is_wanted = [](const FileResult&, const Finding&) { return true; },
       .may_edit = [](const SourceFile&, const FileResult&, const Finding&) { return true; },
       .is_old = [](const FileResult&, const Finding&) { return true; }});
}

/// The settings for a fixture of `rule`, which runs with all rules that are on by default.
Settings all_settings(const Rule& rule, const Expectations& expected) {
  Settings settings;
  for (const Rule* any : all_rules()) {
    if (any->on_by_default || any == &rule) settings.rules.push_back(any);
  }
  settings.pg_version = expected.pg_version.value_or(newest_pg_version);
  settings.min_confidence = expected.min_confidence.value_or(settings.min_confidence);
  for (const OptionValue& option : expected.options) REQUIRE_FALSE(set_option(option, settings));
  return settings;
}

/// The settings for `rule` and the built-in rules.
Settings alone(const Rule& rule) {
  Settings settings;
  for (const Rule* any : all_rules()) {
    if (any->group == Group::builtin || any == &rule) settings.rules.push_back(any);
  }
  return settings;
}

/// The comments of `sql`, without those that turn off findings.
std::vector<std::string> comments_in(const std::string& sql) {
  std::vector<std::string> comments;
  parse::Lexer lexer(sql);
  while (const auto lexeme = lexer.next()) {
    const std::string text = sql.substr(lexeme->range.begin, lexeme->range.size());
    const bool is_ours = text.find("pglint") != std::string::npos;
    if (lexeme->kind == parse::LexemeKind::comment && !is_ours) comments.push_back(text);
  }
  return comments;
}

std::size_t findings_in(const fs::path& path, const Settings& settings) {
  std::size_t count = 0;
  lint_files(
      {{.path = path.string()}}, settings, 1,
      [&](FileResult&& result) { count += result.findings.size(); }, {},
      [](const FileResult&, const Finding&) { return true; });
  return count;
}

std::string with_crlf(const std::string& content) {
  std::string changed;
  for (const char byte : content) {
    if (byte == '\n') changed += '\r';
    changed += byte;
  }
  return changed;
}

/// The fixed text, with a comment for each fix that failed a proof.
std::string fixed_text(const fs::path& path, const fix::Outcome& outcome) {
  std::string text =
      outcome.files.empty() ? text::read_file(path.string()).value() : outcome.files[0].after;
  for (const fix::FailedFix& failed : outcome.failed) {
    text += "-- line " + std::to_string(failed.line) + ", " + std::string(failed.rule->id) + ": " +
            failed.reason + "\n";
  }
  return text;
}

TEST_CASE("fix: each rule's fixes are as in fixtures/fix") {
  const fs::path fixtures = fs::path(project::source_dir) / "fixtures" / "fix";
  const TemporaryFolder folder;
  std::size_t found = 0;
  for (const Rule* rule : all_rules()) {
    const fs::path source = fixtures / (std::string(rule->id) + ".sql");
    if (!fs::exists(source)) continue;
    ++found;
    INFO(rule->id);
    const Settings settings = alone(*rule);
    const std::string content = text::read_file(source.string()).value();
    const fs::path path = folder.write("a.sql", content);
    const fix::Outcome outcome = fixes_of(path, settings);
    CHECK(outcome.fixed > 0);
    check_golden({fixtures / (std::string(rule->id) + ".fixed.sql")}, fixed_text(path, outcome));
    const fs::path windows = folder.write("a.sql", with_crlf(content));
    const fix::Outcome again = fixes_of(windows, settings);
    REQUIRE(again.files.size() == 1);
    CHECK(again.files[0].after == with_crlf(outcome.files[0].after));
  }
  CHECK(found > 0);
}

void check_proofs(const fs::path& path, const Settings& settings, std::size_t& fixed) {
  INFO(path.string());
  const std::string before = text::read_file(path.string()).value();
  const std::size_t findings = findings_in(path, settings);
  const fix::Outcome outcome = fixes_of(path, settings);
  if (outcome.files.empty()) return;
  fixed += outcome.fixed;
  const fix::FixedFile& file = outcome.files.front();
  CHECK(file.before == before);
  CHECK(comments_in(file.after) == comments_in(before));
  { std::ofstream(path, std::ios::binary) << file.after; }
  CHECK(findings_in(path, settings) + outcome.fixed <= findings);
  CHECK(fixes_of(path, settings).fixed == 0);
}

TEST_CASE("fix: fixes of all fixtures pass the proofs, and a second run finds nothing to fix") {
  const TemporaryFolder folder;
  const fs::path fixtures = fs::path(project::source_dir) / "fixtures" / "rules";
  std::size_t fixed = 0;
  for (const Rule* rule : all_rules()) {
    if (!fs::exists(fixtures / rule->id)) continue;
    for (const auto& entry : fs::directory_iterator(fixtures / rule->id)) {
      const std::string name = entry.path().filename().string();
      if (!name.ends_with(".sql") || !name.starts_with("bad")) continue;
      const std::string content = text::read_file(entry.path().string()).value();
      check_proofs(folder.write(std::string(rule->id) + "/" + name, content),
                   all_settings(*rule, read_expectations(content, name)), fixed);
    }
  }
  CHECK(fixed > 300);
}

TEST_CASE("fix: without --unsafe, only safe fixes are made") {
  const TemporaryFolder folder;
  const Settings settings{.rules = select_rules({.select = {"dont-do-this"}}).value()};
  const fs::path path =
      folder.write("a.sql", "CREATE TABLE t (a varchar(3), b time DEFAULT CURRENT_TIME);");
  const fix::Outcome outcome = fixes_of(path, settings, FixSafety::safe);
  CHECK(outcome.fixed == 1);
  CHECK(outcome.need_unsafe == 1);
  REQUIRE(outcome.files.size() == 1);
  CHECK(outcome.files[0].after == "CREATE TABLE t (a varchar(3), b time DEFAULT LOCALTIME);");
}

TEST_CASE("fix: what is not read as it is written is not edited") {
  const TemporaryFolder folder;
  const Settings settings{.rules = select_rules({.select = {"varchar-length"}}).value()};
  const auto is_fixed = [&](const std::string& content) {
    return fixes_of(folder.write("a.sql", content), settings).fixed > 0;
  };
  CHECK(is_fixed("CREATE TABLE t (a varchar(255));"));
  CHECK_FALSE(is_fixed("CREATE TABLE {{ name }} (a varchar(255));"));
  CHECK_FALSE(is_fixed("CREATE TABLE :t (a varchar(255));"));
  CHECK_FALSE(is_fixed("CREATE TABLE t (a varchar /* long */ (255));"));
  CHECK_FALSE(is_fixed("DO 'BEGIN CREATE TABLE t (a varchar(255), b text DEFAULT ''x''); END';"));
  CHECK(is_fixed("DO 'BEGIN CREATE TABLE t (a varchar(255)); END';"));
  CHECK(is_fixed("DO $x$ BEGIN CREATE TABLE t (a varchar(255)); END $x$;"));
  CHECK_FALSE(is_fixed("ALTER TABLE t ALTER a TYPE varchar(255);"));
  CHECK_FALSE(is_fixed("CREATE FOREIGN TABLE t (a varchar(255)) SERVER s;"));
}

}  // namespace
}  // namespace pglint::tests
