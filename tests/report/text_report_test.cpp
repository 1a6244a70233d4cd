// Text reports of many findings: which are shown, and that all are counted.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "report/closing.h"
#include "tests/report/sample.h"

namespace pglint::tests {
namespace {

std::string text(const std::vector<Amount>& amounts,
                 std::optional<std::size_t> most_per_rule = {}) {
  return report(report::Format::text, {many("a.sql", amounts)}, {.most_per_rule = most_per_rule});
}

bool holds(const std::string& report, std::string_view part) {
  return report.find(part) != std::string::npos;
}

TEST_CASE("text: few findings are shown in full, many are grouped by rule") {
  CHECK(holds(text({{&sample_warning, 25}}), "a.sql:1:1 warning number 24 [sample-warning]\n"));
  const std::string grouped = text({{&sample_info, 2}, {&sample_warning, 24}});
  CHECK(grouped ==
        "24 warnings in 1 file: Something that hurts [sample-warning]\n"
        "  a.sql:1:1 number 0\n"
        "  a.sql:1:1 number 1\n"
        "  a.sql:1:1 number 2\n"
        "  and 21 more\n"
        "  help: write `numeric`\n"
        "\n"
        "2 infos in 1 file: Something to talk about [sample-info]\n"
        "  a.sql:1:1 number 0\n"
        "  a.sql:1:1 number 1\n"
        "\n"
        "1 file checked: 24 warnings, 2 infos\n"
        "next: `pglint explain sample-warning` says why and what to do instead\n"
        "      `--max-per-rule 0` shows all, `--select RULE` only those of one rule\n"
        "      `--write-baseline FILE` records these, `--baseline FILE` then shows only new ones\n"
        "      `pglint init` writes a pglint.toml, to turn rules off and set options\n");
}

TEST_CASE("text: errors have their source, however many they are") {
  const std::string few = text({{&sample_error, 10}, {&sample_warning, 30}});
  CHECK(
      few.starts_with("a.sql:1:1 error number 0 [sample-error]\n"
                      "  1 | SELECT 1;\n"
                      "    | ^^^^^^\n"));
  CHECK(holds(few, "error number 9 [sample-error]\n"));
  const std::string lots = text({{&sample_error, 11}, {&sample_warning, 30}});
  CHECK(
      lots.starts_with("11 errors in 1 file: Something that will fail [sample-error]\n"
                       "  a.sql:1:1 number 0\n"
                       "  1 | SELECT 1;\n"
                       "    | ^^^^^^\n"));
  CHECK(holds(lots, "  a.sql:1:1 number 2\n  1 | SELECT 1;\n    | ^^^^^^\n  and 8 more\n"));
  // Warnings keep to places.
  CHECK(holds(lots, "  a.sql:1:1 number 2\n  and 27 more\n"));
}

TEST_CASE("text: lines for people fit the terminal") {
  std::vector<FileResult> results = {
      many("migrations/0001_make_all_tables.sql", {{&sample_error, 11}, {&sample_warning, 30}})};
  for (Finding& finding : results.front().findings) {
    finding.message = "a message of many words, each of which is short, that goes on and on";
  }
  constexpr std::size_t columns = 60;
  const std::string shown = report(report::Format::text, results, {.columns = columns});
  std::size_t begin = 0;
  for (std::size_t end = shown.find('\n'); end != std::string::npos;
       end = shown.find('\n', begin)) {
    CHECK(end - begin <= columns);
    begin = end + 1;
  }
  CHECK(
      holds(shown, "  migrations/0001_make_all_tables.sql:1:1 a message of many\n    words, each"));
  CHECK(holds(report(report::Format::text, results), "goes on and on\n"));
}

TEST_CASE("text: the number of findings shown per rule is configurable") {
  const std::vector<Amount> amounts = {{&sample_error, 1}, {&sample_warning, 30}};
  const std::string all = text(amounts, 0);
  CHECK(std::ranges::count(all, '\n') == 31 * 5 + 2);
  CHECK(text(amounts, 30) == all);
  const std::string one = text(amounts, 1);
  CHECK(holds(one, "  and 29 more\n"));
  CHECK_FALSE(holds(one, "number 1\n"));
  CHECK(
      one.starts_with("1 error in 1 file: Something that will fail [sample-error]\n"
                      "  a.sql:1:1 number 0\n"
                      "  1 | SELECT 1;\n"));
}

TEST_CASE("text: with many rules, fewer places are shown per rule") {
  std::vector<Rule> rules(20, sample_warning);
  std::vector<std::string> ids;
  ids.reserve(rules.size());
  for (int number = 0; number < 20; ++number) ids.push_back("rule-" + std::to_string(number));
  std::vector<Amount> amounts;
  for (std::size_t number = 0; number < rules.size(); ++number) {
    rules[number].id = ids[number];
    amounts.push_back({.rule = &rules[number], .count = 10});
  }
  const std::string shown = text(amounts);
  CHECK(holds(shown, "  and 9 more\n"));
  CHECK(std::ranges::count(shown, '\n') == 20 * 5 + 5);
}

TEST_CASE("text: a report that starts with few findings loses none when more are added") {
  std::vector<FileResult> results;
  results.reserve(30);
  for (int number = 0; number < 30; ++number) {
    results.push_back(many("f" + std::to_string(number), {{&sample_warning, 1}}));
  }
  const std::string shown = report(report::Format::text, std::move(results));
  CHECK(shown.starts_with("30 warnings in 30 files: "));
  CHECK(holds(shown, "  f0:1:1 number 0\n"));
  CHECK(holds(shown, "30 files checked: 30 warnings\n"));
}

TEST_CASE("text: no hint to explain built-in rules") {
  static const Rule builtin = {.id = "syntax-error", .group = Group::builtin, .summary = "No SQL"};
  CHECK_FALSE(holds(text({{&builtin, 1}}), "next:"));
  CHECK(holds(text({{&builtin, 26}}), "next: `--max-per-rule 0` shows all"));
  CHECK(holds(text({{&builtin, 1}, {&sample_warning, 1}}), "`pglint explain sample-warning`"));
  CHECK_FALSE(holds(text({}), "next:"));
}

TEST_CASE("text: no hint about options that are already used") {
  const report::RuleFindings findings = {.rule = &sample_warning};
  const std::vector<const report::RuleFindings*> rules = {&findings};
  const auto lines = [&](const report::Summary& summary) {
    return report::next_lines({.rules = rules, .summary = summary, .is_cut = true},
                              report::Painter(report::Color::off));
  };
  CHECK(holds(lines({}), "--write-baseline"));
  CHECK(holds(lines({}), "pglint init"));
  CHECK_FALSE(holds(lines({.in_baseline = 1}), "--write-baseline"));
  CHECK_FALSE(holds(lines({.on_unchanged_lines = 1}), "--write-baseline"));
  CHECK_FALSE(holds(lines({.is_configured = true}), "pglint init"));
}

TEST_CASE("text: groups are ordered by severity, new files, concern and rarity") {
  static const Rule habit = {.id = "habit", .concern = Concern::style, .summary = "Habit"};
  static const Rule slip = {.id = "slip", .concern = Concern::style, .summary = "Slip"};
  static const Rule wrong = {.id = "wrong", .concern = Concern::correctness, .summary = "Wrong"};
  static const Rule shape = {.id = "shape", .concern = Concern::design, .summary = "Shape"};
  static const Rule recent = {.id = "recent", .concern = Concern::style, .summary = "Recent"};
  FileResult old =
      many("old.sql",
           {{&habit, 9}, {&slip, 2}, {&wrong, 5}, {&shape, 8}, {&recent, 8}, {&sample_error, 1}});
  FileResult pending = many("new.sql", {{&recent, 1}});
  pending.is_pending = true;
  const std::string shown = report(report::Format::text, {std::move(old), std::move(pending)});
  const std::vector<std::string> order = {"[sample-error]", "[recent]", "[wrong]",
                                          "[shape]",        "[slip]",   "[habit]"};
  std::size_t last = 0;
  for (const std::string& group : order) {
    INFO(group << "\n" << shown);
    const std::size_t at = shown.find(group);
    REQUIRE(at != std::string::npos);
    CHECK(at > last);
    last = at;
  }
  CHECK(holds(shown, "[recent]\n  new.sql:1:1 number 0\n  old.sql:1:1 number 0\n"));
}

TEST_CASE("text: notes are at the end, and many are counted by reason") {
  const auto with_notes = [](std::size_t files) {
    std::vector<FileResult> results;
    for (std::size_t number = 0; number < files; ++number) {
      FileResult result = many(fmt::format("{}.sql", number), {{&sample_info, 1}});
      const auto kind = number == 0 ? parse::NoticeKind::left_out : parse::NoticeKind::placeholders;
      result.notices.push_back({.kind = kind, .range = {.begin = 0, .end = 1}, .message = "read"});
      results.push_back(std::move(result));
    }
    return report(report::Format::text, std::move(results));
  };
  CHECK(holds(with_notes(3),
              "\n0.sql:1:1 note: read\n1.sql:1:1 note: read\n2.sql:1:1 note: read\n\n"
              "3 files checked"));
  CHECK(holds(with_notes(5),
              "\nnote: template placeholders were replaced by names or values in 4 files; the "
              "migration tool does not run 1 file, or parts of it (`--max-per-rule 0` shows "
              "each)\n5 files checked"));
}

TEST_CASE("text: a preset is named where it leaves less than half") {
  static constexpr std::array<std::string_view, 1> ignored = {"sample-warning"};
  const auto advice = [](std::size_t warnings, std::size_t infos) {
    report::RuleFindings often = {.rule = &sample_warning};
    often.counts[Severity::warning] = warnings;
    report::RuleFindings rest = {.rule = &sample_info};
    rest.counts[Severity::info] = infos;
    const std::vector<const report::RuleFindings*> rules = {&often, &rest};
    const report::Summary summary = {
        .preset = {.name = "prisma", .tool = "Prisma", .ignored = ignored}};
    return report::next_lines({.rules = rules, .summary = summary},
                              report::Painter(report::Color::off));
  };
  CHECK(holds(advice(20, 3),
              "these files are for Prisma: `--preset prisma` leaves 3 of 23 findings"));
  CHECK_FALSE(holds(advice(9, 0), "--preset"));
  CHECK_FALSE(holds(advice(20, 21), "--preset"));
}

TEST_CASE("text: files for other databases are counted by database") {
  FileResult first = many("a.sql", {});
  first.other_database = "ClickHouse";
  first.not_analyzed.emplace_back("skipped");
  FileResult second = first;
  FileResult third = first;
  third.other_database = "SQLite";
  FileResult fourth = many("d.sql", {});
  fourth.not_analyzed.emplace_back("too deep");
  const std::string shown = report(report::Format::text, {std::move(first), std::move(second),
                                                          std::move(third), std::move(fourth)});
  CHECK(holds(shown,
              "4 files checked: no findings; skipped 2 files for ClickHouse, 1 for SQLite; 1 "
              "file skipped or partly read\n"));
}

TEST_CASE("text: what a search leaves out is counted") {
  const report::Painter paint(report::Color::off);
  report::Summary summary = {.files_checked = 2};
  summary.not_searched = {.ignored_files = 1, .ignored_folders = 2, .package_folders = 1};
  CHECK(report::summary_line(summary, paint) ==
        "2 files checked: no findings; 1 file and 2 folders left out by .gitignore "
        "(`--no-gitignore` reads them); 1 folder of packages left out (`--no-exclude` reads it)");
  summary.not_searched = {.ignored_folders = 1};
  CHECK(report::summary_line(summary, paint) ==
        "2 files checked: no findings; 1 folder left out by .gitignore (`--no-gitignore` reads "
        "it)");
}

TEST_CASE("text: ids of rules link to their pages on a terminal") {
  const std::string linked =
      "[\033]8;;https://code.example.org/OWNER/pglint/blob/main/docs/rules/sample-warning.md"
      "\033\\sample-warning\033]8;;\033\\]";
  const std::vector<FileResult> few = {many("a.sql", {{&sample_warning, 1}})};
  const std::vector<FileResult> lots = {many("a.sql", {{&sample_warning, 30}})};
  const report::ReporterOptions options = {.links_to = "https://code.example.org/OWNER/pglint"};
  for (const std::vector<FileResult>& results : {few, lots}) {
    CHECK(holds(report(report::Format::text, results, options), linked));
    CHECK(holds(report(report::Format::text, results), "[sample-warning]"));
  }
  CHECK(holds(report(report::Format::concise, few, options), linked));
}

}  // namespace
}  // namespace pglint::tests
