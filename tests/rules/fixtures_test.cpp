// Lints fixtures/rules/<rule-id>/* with that rule alone and compares the findings with the comments
// in the files.
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/linter.h"
#include "parse/source/lexer.h"
#include "parse/tree/pg_nodes.h"
#include "tests/rules/examples.h"
#include "tests/rules/expectations.h"
#include "tests/support/process.h"
#include "tests/support/project.h"
#include "text/file.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

fs::path fixtures() { return fs::path(project::source_dir) / "fixtures" / "rules"; }

std::vector<fs::path> files_of(const fs::path& folder) {
  std::set<fs::path> sorted;
  for (const auto& entry : fs::directory_iterator(folder)) sorted.insert(entry.path());
  return {sorted.begin(), sorted.end()};
}

std::string lines(const std::vector<std::string>& differences, const std::string& path) {
  std::string text;
  for (const std::string& difference : differences)
    text.append(path).append(":").append(difference).append("\n");
  return text;
}

std::vector<const Rule*> builtin_rules() {
  std::vector<const Rule*> rules;
  std::ranges::copy_if(all_rules(), std::back_inserter(rules), [](const Rule* any) {
    return any->group == Group::builtin && any->on_by_default;
  });
  return rules;
}

/// Lints the fixture as its comments say.
FileResult lint_fixture(const fs::path& path, const std::string& content,
                        const Expectations& expected, const Settings& settings) {
  migration::FileFacts facts = migration::psql_facts();
  if (!expected.migration_tool.empty()) {
    facts.runner = migration::find_runner(expected.migration_tool);
    REQUIRE(facts.runner != nullptr);
  }
  std::string given;
  if (!expected.given.empty()) {
    const auto read =
        text::read_file(fixtures().parent_path() / "given" / (expected.given + ".sql"));
    REQUIRE(read.ok());
    given = read.value();
  }
  return lint_example(path.filename().string(), content, settings, facts, given);
}

/// The differences between the fixture's findings and the expected ones.
std::string run_fixture(const Rule& rule, const fs::path& path) {
  const auto content = text::read_file(path);
  REQUIRE(content.ok());
  const Expectations expected = read_expectations(content.value(), path.string());
  if (expected.grammar > PG_VERSION_NUM / 10000) {
    WARN("skipped, needs a newer grammar: " << path.string());
    return {};
  }
  Settings settings{.rules = builtin_rules()};
  if (!std::ranges::count(settings.rules, &rule)) settings.rules.push_back(&rule);
  settings.pg_version = expected.pg_version.value_or(newest_pg_version);
  for (const OptionValue& option : expected.options) {
    const auto error = set_option(option, settings);
    if (error) return path.string() + ": " + error->message;
  }
  settings.min_confidence = expected.min_confidence.value_or(settings.min_confidence);
  const FileResult result = lint_fixture(path, content.value(), expected, settings);
  return lines(compare(expected, result.findings, content.value()), path.string());
}

TEST_CASE("fixtures: each rule has exactly the findings that its fixtures expect") {
  for (const Rule* rule : all_rules()) {
    const fs::path folder = fixtures() / rule->id;
    if (!fs::is_directory(folder)) continue;
    for (const fs::path& path : files_of(folder)) {
      DYNAMIC_SECTION(path.string()) {
        const std::string differences = run_fixture(*rule, path);
        INFO(differences);
        CHECK(differences.empty());
      }
    }
  }
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char byte : text) {
    if (parse::is_word_part(byte)) {
      words.back() += byte;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  return words;
}

/// The texts of findings that have one of the names that replace placeholders.
std::string substitutes_in(const FileResult& result) {
  std::set<std::string> names;
  for (const parse::Substitute& substitute : result.substitutes) names.insert(substitute.name);
  std::string found;
  for (const Finding& finding : result.findings) {
    for (const std::string& text : {finding.message, finding.help, finding.object}) {
      for (const std::string& word : words_of(text)) {
        if (names.contains(word)) found.append(word).append(" in: ").append(text).append("\n");
      }
    }
  }
  return found;
}

TEST_CASE("fixtures: findings show placeholders as they are written") {
  Settings settings{.rules = {all_rules().begin(), all_rules().end()}};
  settings.min_confidence = Confidence::low;
  const DispatchTable table(settings);
  std::size_t with_substitutes = 0;
  for (const Rule* rule : all_rules()) {
    const fs::path folder = fixtures() / rule->id;
    if (!fs::is_directory(folder)) continue;
    for (const fs::path& path : files_of(folder)) {
      const auto content = text::read_file(path);
      REQUIRE(content.ok());
      const FileResult result = lint(path.filename().string(), content.value(), settings, table);
      if (!result.substitutes.empty()) ++with_substitutes;
      INFO(path.string());
      const std::string substitutes = substitutes_in(result);
      INFO(substitutes);
      CHECK(substitutes.empty());
    }
  }
  CHECK(with_substitutes > 10);
}

TEST_CASE("fixtures: every rule has good and bad ones, with exact columns at least once") {
  for (const Rule* rule : all_rules()) {
    if (rule->group == Group::builtin) continue;
    DYNAMIC_SECTION(rule->id) {
      const fs::path folder = fixtures() / rule->id;
      REQUIRE(fs::is_directory(folder));
      std::size_t good = 0;
      std::size_t bad = 0;
      bool exact = false;
      for (const fs::path& path : files_of(folder)) {
        const std::string name = path.filename().string();
        const auto expected = read_expectations(text::read_file(path).value(), path.string());
        for (const Expectation& finding : expected.findings) exact = exact || finding.column > 0;
        INFO(name << " is named good* or bad*, and holds what its name says");
        CHECK((name.starts_with("good") || name.starts_with("bad")));
        CHECK(name.starts_with("bad") == !expected.findings.empty());
        ++(name.starts_with("good") ? good : bad);
      }
      CHECK(good > 0);
      CHECK(bad > 0);
      CHECK(exact);
    }
  }
}

TEST_CASE("fixtures: every folder belongs to a rule") {
  for (const auto& entry : fs::directory_iterator(fixtures())) {
    INFO(entry.path().string());
    CHECK(find_rule(entry.path().filename().string()) != nullptr);
  }
}

/// The settings of a default run with the rules of `group`; `all` is every rule that is on by
/// default.
Settings settings_of_group(std::string_view group) {
  Settings settings{.rules = builtin_rules()};
  for (const Rule* rule : all_rules()) {
    const bool is_meant = group == "all" ? rule->group != Group::builtin && rule->on_by_default
                                         : name_of(rule->group) == group;
    if (is_meant) settings.rules.push_back(rule);
  }
  return settings;
}

TEST_CASE("fixtures: files without findings of a whole group") {
  const fs::path groups = fs::path(project::source_dir) / "fixtures" / "groups";
  for (const auto& folder : fs::directory_iterator(groups)) {
    const Settings settings = settings_of_group(folder.path().filename().string());
    CHECK(settings.rules.size() > builtin_rules().size());
    for (const fs::path& path : files_of(folder)) {
      const std::string content = text::read_file(path).value();
      auto findings = lint(path.string(), content, settings, DispatchTable(settings)).findings;
      std::erase_if(findings, [](const Finding& each) { return each.severity == Severity::info; });
      CHECK(lines(compare({}, findings, content), path.string()).empty());
    }
  }
}

/// The program's reports on each of the paths, which are patterns of the shell, with all rules.
std::string reports_on(const std::string& paths, const std::string& environment,
                       const std::string& jobs) {
  const Outcome outcome =
      run_shell("for path in " + paths + "; do\n" + environment +
                    " pglint \"$path\" --isolated --select all --min-severity info --all-files "
                    "--format json --jobs " +
                    jobs +
                    " $(grep -qs 'config: given' \"$path\"/bad*.sql && echo --context "
                    "fixtures/given); [ $? -le 1 ] || echo \"failed: $path\"\ndone",
                project::source_dir);
  CHECK(outcome.err.empty());
  return outcome.out;
}

/// The first difference of two texts, with its context; empty if they are equal.
std::string first_difference(const std::string& left, const std::string& right) {
  const auto [at, other] = std::ranges::mismatch(left, right);
  if (at == left.end() && other == right.end()) return "";
  const auto excerpt = [offset =
                            static_cast<std::size_t>(at - left.begin())](const std::string& text) {
    const std::size_t begin = offset - std::min<std::size_t>(offset, 400);
    return text.substr(begin, 600);
  };
  return excerpt(left) + "\n-------- or --------\n" + excerpt(right);
}

/// Whether the rule only reports what changes the schema of earlier files, or the files themselves.
bool needs_earlier_files(const Rule& rule) {
  return std::ranges::all_of(files_of(fixtures() / rule.id), [](const fs::path& path) {
    const std::string content = text::read_file(path).value();
    return !path.filename().string().starts_with("bad") ||
           content.find("-- config: given = ") != std::string::npos ||
           content.find("-- file: ") != std::string::npos;
  });
}

/// What all rules together report on the paths. Checks that it is the same twice.
std::string repeated_reports_on(const std::string& paths) {
  // Addresses differ between processes. In the second run, freed and uninitialized memory has other
  // values, allocations have another order, and files are linted in parallel.
  std::string first = reports_on(paths, "MALLOC_PERTURB_=1", "1");
  const std::string second =
      reports_on(paths, "MALLOC_PERTURB_=170 GLIBC_TUNABLES=glibc.malloc.tcache_count=0", "4");
  const std::string difference = first_difference(first, second);
  INFO(difference);
  CHECK(difference.empty());
  CHECK(first.find("failed: ") == std::string::npos);
  return first;
}

// Two tests, because each takes minutes with the sanitizers.
TEST_CASE("fixtures: all rules together do not crash and are deterministic on folders") {
  CHECK_FALSE(repeated_reports_on("fixtures/rules/*").empty());
}

TEST_CASE("fixtures: all rules together do not crash and are deterministic on bad files") {
  const std::string first = repeated_reports_on("fixtures/rules/*/bad*");
  for (const Rule* rule : all_rules()) {
    INFO(rule->id);
    if (rule->group == Group::builtin || needs_earlier_files(*rule)) continue;
    CHECK(first.find("\"rule\":\"" + std::string(rule->id) + "\"") != std::string::npos);
  }
}

/// `line:column-line:column rule message` for each finding.
std::vector<std::string> shown(const FileResult& result) {
  const text::LineIndex index(result.content);
  const auto place = [&](std::size_t offset) {
    const text::Position at = index.position(offset);
    return std::to_string(at.line) + ":" + std::to_string(at.column);
  };
  std::vector<std::string> findings;
  for (const Finding& finding : result.findings) {
    findings.push_back(place(finding.range.begin) + "-" + place(finding.range.end) + " " +
                       std::string(finding.rule->id) + " " + finding.message);
  }
  return findings;
}

std::string with_line_ends(const std::string& content, std::string_view line_end) {
  std::string changed;
  for (const char byte : content) {
    if (byte == '\n') {
      changed += line_end;
    } else {
      changed += byte;
    }
  }
  return changed;
}

std::string utf16_le(std::string_view content) {
  std::string encoded = "\xFF\xFE";
  const auto add = [&](char32_t unit) {
    encoded += static_cast<char>(unit & 0xFFU);
    encoded += static_cast<char>(unit >> 8U);
  };
  while (!content.empty()) {
    const text::CodePoint point = text::first_code_point(content);
    content.remove_prefix(point.bytes);
    if (point.value < 0x10000) {
      add(point.value);
    } else {
      add(0xD800 + ((point.value - 0x10000) >> 10U));
      add(0xDC00 + ((point.value - 0x10000) & 0x3FFU));
    }
  }
  return encoded;
}

TEST_CASE("fixtures: the same findings with every line ending and encoding") {
  const Settings settings{.rules = {all_rules().begin(), all_rules().end()}};
  const DispatchTable table(settings);
  for (const auto& entry : fs::recursive_directory_iterator(fixtures())) {
    if (!entry.is_regular_file()) continue;
    INFO(entry.path().string());
    const std::string content = text::read_file(entry.path()).value();
    if (text::find_invalid_utf8(content) || content.find('\r') != std::string::npos) continue;
    const auto lint_shown = [&](std::string changed) {
      const std::string name = entry.path().filename().string();
      return shown(lint(name, std::move(changed), settings, table));
    };
    const auto expected = lint_shown(content);
    CHECK(lint_shown(with_line_ends(content, "\r\n")) == expected);
    CHECK(lint_shown(with_line_ends(content, "\r")) == expected);
    CHECK(lint_shown(std::string(text::utf8_bom) + content) == expected);
    CHECK(lint_shown(utf16_le(content)) == expected);
  }
}

}  // namespace
}  // namespace pglint::tests
