// Comments that `--add-ignore` writes, in every fixture with findings.
#include "cli/adopt/ignore_adder.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/run.h"
#include "tests/rules/expectations.h"
#include "tests/support/project.h"
#include "tests/support/temporary_folder.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

/// The remaining findings, and the number of those that must be fixed instead of ignored.
struct Left {
  std::vector<Finding> findings;
  std::size_t to_fix = 0;
};

bool must_be_fixed(const Finding& finding) { return finding.rule->group == Group::builtin; }

std::vector<Finding> lint_file(const fs::path& path, const Settings& settings) {
  std::vector<Finding> findings;
  lint_files({{.path = path.string()}}, settings, 1,
             [&](FileResult&& result) { findings = std::move(result.findings); });
  return findings;
}

Left add_ignores(const fs::path& path, const Settings& settings, const std::string& reason) {
  Left left;
  const auto before = lint_file(path, settings);
  left.to_fix = static_cast<std::size_t>(std::ranges::count_if(before, must_be_fixed));
  cli::IgnoreAdder adder({.reason = reason, .lowest = Severity::info}, {&settings, 1},
                         cli::EditGate({.edits_applied = true}));
  std::vector<SourceFile> inputs = {{.path = path.string()}};
  adder.plan(inputs);
  lint_files(std::move(inputs), settings, 1, [&](FileResult&& result) {
    adder.take(result);
    left.findings = std::move(result.findings);
  });
  return left;
}

/// The settings for a fixture of `rule`.
Settings settings_of(const Rule& rule, const Expectations& expected) {
  Settings settings;
  for (const Rule* any : all_rules()) {
    const bool is_builtin = any->group == Group::builtin && any->on_by_default;
    if (is_builtin || any == &rule) settings.rules.push_back(any);
  }
  settings.pg_version = expected.pg_version.value_or(newest_pg_version);
  settings.min_confidence = expected.min_confidence.value_or(settings.min_confidence);
  for (const OptionValue& option : expected.options) REQUIRE_FALSE(set_option(option, settings));
  return settings;
}

/// True if a comment line above the finding would not be a comment: in a YAML string, between the
/// lines of one command, or before a line of SQL with a psql command.
bool has_no_place(const fs::path& path, const Finding& finding, const std::string& content) {
  if (path.extension() != ".sql") return true;
  const std::size_t begin = content.rfind('\n', finding.range.begin) + 1;
  const std::string line = content.substr(begin, content.find('\n', begin) - begin);
  return line.find("; \\!") != std::string::npos;
}

void check_file(const fs::path& path, const Settings& settings) {
  INFO(path.string());
  const std::string before = text::read_file(path).value();
  const Left left = add_ignores(path, settings, "");
  for (const Finding& finding : left.findings) {
    CHECK((must_be_fixed(finding) || has_no_place(path, finding, before)));
  }
  const auto now = lint_file(path, settings);
  CHECK(now.size() == left.findings.size());
  CHECK(left.to_fix <= now.size());

  const std::string after = text::read_file(path).value();
  CHECK((after == before || after.size() > before.size()));
  (void)add_ignores(path, settings, "again");
  CHECK(text::read_file(path).value() == after);
}

std::string with_carriage_returns(const std::string& content) {
  std::string changed;
  for (const char byte : content) {
    if (byte == '\n') changed += '\r';
    changed += byte;
  }
  return changed;
}

TEST_CASE("add-ignore: suppresses all findings of fixtures; a second run changes nothing") {
  const TemporaryFolder folder;
  const fs::path fixtures = fs::path(project::source_dir) / "fixtures" / "rules";
  for (const Rule* rule : all_rules()) {
    if (rule->group == Group::builtin) continue;
    for (const auto& entry : fs::directory_iterator(fixtures / rule->id)) {
      const std::string name = entry.path().filename().string();
      if (!name.starts_with("bad")) continue;
      const std::string content = text::read_file(entry.path()).value();
      const Settings settings = settings_of(*rule, read_expectations(content, name));
      check_file(folder.write(name, content), settings);
      if (name.ends_with(".sql")) {
        check_file(folder.write(name, with_carriage_returns(content)), settings);
      }
    }
  }
}

TEST_CASE("add-ignore: keeps the text around the comment") {
  const TemporaryFolder folder;
  const Settings settings{
      .rules =
          select_rules({.select = {"money-type", "char-type", "psql-password-prompt"}}).value()};
  const auto changed = [&](const std::string& content, const std::string& reason = "") {
    const fs::path path = folder.write("a.sql", content);
    (void)add_ignores(path, settings, reason);
    return text::read_file(path).value();
  };
  CHECK(changed("SELECT 'x'::money") == "-- pglint: ignore money-type\nSELECT 'x'::money");
  CHECK(changed("\xEF\xBB\xBFSELECT 'x'::money;\r\n", "old") ==
        "\xEF\xBB\xBF-- pglint: ignore money-type -- old\r\nSELECT 'x'::money;\r\n");
  CHECK(changed("\n\tSELECT 'x'::money, 'x'::char(2);\n") ==
        "\n\t-- pglint: ignore char-type, money-type\n\tSELECT 'x'::money, 'x'::char(2);\n");
  CHECK(changed("SELECT\n  1,\n  'x'::money,\n  'x'::char(2);\n") ==
        "SELECT\n  1,\n  -- pglint: ignore money-type\n  'x'::money,\n"
        "  -- pglint: ignore char-type\n  'x'::char(2);\n");
  CHECK(changed("SELECT 1; SELECT 'x'::money;\n") ==
        "SELECT 1; SELECT 'x'::money;  -- pglint: ignore money-type\n");
  CHECK(changed("-- pglint: ignore char-type -- why\nSELECT 'x'::money, 'x'::char(2);\n", "new") ==
        "-- pglint: ignore char-type, money-type -- why\nSELECT 'x'::money, 'x'::char(2);\n");
  CHECK(changed("SELECT 1; SELECT 'x'::char(2), 'x'::money; -- pglint: ignore char-type\n") ==
        "SELECT 1; SELECT 'x'::char(2), 'x'::money; -- pglint: ignore char-type, money-type\n");
  CHECK(changed("\\! psql -W\nSELECT 1;\n\\! psql\n") ==
        "-- pglint: ignore psql-password-prompt\n\\! psql -W\nSELECT 1;\n\\! psql\n");
  // No place for a comment: the line begins inside a statement and ends inside a comment.
  const std::string full = "SELECT 1; SELECT 'x'::money; -- all of it\n";
  CHECK(changed(full) == full);
  const std::string latin1 = "SELECT 'x'::money; -- \xE4\n";
  CHECK(changed(latin1) == "-- pglint: ignore money-type\n" + latin1);
}

TEST_CASE("add-ignore: in files that are not SQL") {
  const TemporaryFolder folder;
  const Settings settings{.rules = select_rules({.select = {"psql-password-prompt"}}).value()};
  const auto changed = [&](const std::string& name, const std::string& content) {
    const fs::path path = folder.write(name, content);
    (void)add_ignores(path, settings, "");
    return text::read_file(path).value();
  };
  CHECK(changed("a.sh", "if true; then\n  psql \\\n    -W | psql -W\nfi\n") ==
        "if true; then\n  # pglint: ignore psql-password-prompt\n"
        "  psql \\\n    -W | psql -W\nfi\n");
  CHECK(changed("Dockerfile", "RUN psql -W && \\\n  psql\n") ==
        "# pglint: ignore psql-password-prompt\nRUN psql -W && \\\n  psql\n");
  // In the string, a line with # would be text; the other finding is still suppressed.
  CHECK(changed("ci.yml", "a:\n  script:\n    - >\n      psql\n      -W a\n    - psql -W b\n") ==
        "a:\n  script:\n    - >\n      psql\n      -W a\n"
        "    # pglint: ignore psql-password-prompt\n    - psql -W b\n");
}

TEST_CASE("add-ignore: does not change a file that it cannot write") {
  const TemporaryFolder folder;
  const Settings settings{.rules = select_rules({.select = {"money-type"}}).value()};
  const std::string utf16("\xFF\xFES\0E\0L\0E\0C\0T\0 \0'\0x\0'\0:\0:\0m\0o\0n\0e\0y\0", 36);
  const fs::path path = folder.write("a.sql", utf16);
  CHECK(add_ignores(path, settings, "").findings.size() == 1);
  CHECK(text::read_file(path).value() == utf16);
}

}  // namespace
}  // namespace pglint::tests
