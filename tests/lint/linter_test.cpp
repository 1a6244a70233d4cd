#include "lint/linter.h"

#include <catch2/catch_test_macros.hpp>

#include "parse/meaning/names.h"
#include "rule/builtin_rules.h"
#include "rule/context.h"

namespace pglint {
namespace {

void check_constant(const A_Const& constant, Context& context) {
  context.report({.at = context.here(constant), .message = "a constant", .object = "constant"});
}

void check_table(const RangeVar& table, Context& context) {
  context.report({.at = context.here(table),
                  .message = "depth " + std::to_string(context.ancestors().size()),
                  .severity = Severity::info,
                  .confidence = Confidence::low});
}

constexpr Rule constant_rule = {.id = "b-constant", .checks = {on<check_constant>}};
constexpr Rule table_rule = {.id = "a-table",
                             .severity = Severity::error,
                             .also = {Severity::info},
                             .min_pg_version = 12,
                             .checks = {on<check_table>}};

Settings settings_with(std::vector<const Rule*> rules) {
  return {.rules = std::move(rules), .min_confidence = Confidence::low};
}

FileResult lint_with(const Settings& settings, const std::string& sql) {
  return lint("test.sql", sql, settings, DispatchTable(settings));
}

std::vector<std::string> described(const FileResult& result) {
  std::vector<std::string> lines;
  for (const Finding& finding : result.findings) {
    lines.push_back(std::to_string(finding.range.begin) + "-" + std::to_string(finding.range.end) +
                    " " + std::string(finding.rule->id) + " " + finding.message);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("lint: findings are sorted by place and rule and have the range of their node") {
  const auto result =
      lint_with(settings_with({&constant_rule, &table_rule}), "SELECT 1 FROM t;\nSELECT 'x'");
  CHECK(described(result) ==
        Lines{"7-8 b-constant a constant", "14-15 a-table depth 1", "24-27 b-constant a constant"});
  CHECK(result.findings[1].severity == Severity::info);
  CHECK(result.findings[0].severity == Severity::warning);
}

void check_column(const ColumnRef& column, Context& context) {
  context.report({.at = context.here(column),
                  .message = "column `" + parse::qualified_name(column.fields) + "`"});
}

TEST_CASE("lint: a message is one line for any names") {
  static constexpr Rule rule = {.id = "column", .checks = {on<check_column>}};
  const auto result = lint_with(settings_with({&rule}), "SELECT \"a\nb\"");
  CHECK(described(result) == Lines{"7-12 column column `a␊b`"});
}

TEST_CASE("lint: a node that is in the tree twice is reported once") {
  const auto result = lint_with(settings_with({&constant_rule}),
                                "UPDATE t SET (a, b, c) = (SELECT 1, x, y FROM u)");
  CHECK(described(result) == Lines{"33-34 b-constant a constant"});
}

TEST_CASE("lint: settings filter confidences and versions") {
  Settings settings = settings_with({&table_rule});
  settings.min_confidence = Confidence::medium;
  CHECK(lint_with(settings, "SELECT FROM t").findings.empty());
  settings = settings_with({&table_rule});
  settings.pg_version = 11;
  CHECK(lint_with(settings, "SELECT FROM t").findings.empty());
}

TEST_CASE("lint: a notice reports what a migration tool skips") {
  const auto facts = migration::FileFacts{.runner = migration::find_runner("liquibase")};
  const Settings settings = settings_with({&syntax_error});
  const FileResult result = lint("a.sql",
                                 "--liquibase formatted sql\n--changeset a:1 dbms:mysql\nSELECT "
                                 "`a`;\n--changeset a:2\nSELEC 1;\n",
                                 settings, DispatchTable(settings), facts);
  CHECK(result.findings.size() == 1);
  REQUIRE(result.notices.size() == 1);
  CHECK(result.notices[0].kind == parse::NoticeKind::left_out);
  CHECK(result.notices[0].message.find("`dbms:mysql` does not include PostgreSQL") !=
        std::string::npos);
}

TEST_CASE("lint: a syntax error is a finding, the rest is linted") {
  const auto result = lint_with(settings_with({&constant_rule, &syntax_error}),
                                "SELECT 'a;\nSELECT 1;\nSELEC 2;\nSELECT 3;");
  REQUIRE(result.findings.size() == 4);
  CHECK(result.findings[0].rule == &syntax_error);
  CHECK(result.findings[0].message == "unterminated quoted string");
  CHECK(result.findings[0].range == text::Range{7, 10});
  CHECK(result.findings[3].range == text::Range{37, 38});
  CHECK(result.not_analyzed.empty());
}

TEST_CASE("lint: unreadable text is reported with its byte") {
  const auto settings = settings_with({&not_analyzed});
  const auto nul = lint_with(settings, std::string("SELECT 1;\0SELECT 2;", 19));
  CHECK(described(nul) == Lines{"9-10 not-analyzed byte 9 is NUL; the file is binary or UTF-16"});
  CHECK(nul.not_analyzed.size() == 1);
  CHECK(described(lint_with(settings, "SELECT 'caf\xE9';")) ==
        Lines{"11-12 not-analyzed byte 11 (0xE9) is not valid UTF-8, and is read as `_`; the file "
              "may be Latin-1 or Windows-1252"});
  const auto deep = lint_with(settings, "SELECT " + std::string(50'000, '(') + "1");
  REQUIRE(deep.findings.size() == 1);
  CHECK(deep.findings[0].message == "the statement is nested too deeply for PostgreSQL's parser");
  CHECK(deep.not_analyzed.size() == 1);
}

TEST_CASE("lint: a byte order mark does not change positions") {
  CHECK(described(lint_with(settings_with({&constant_rule, &syntax_error}),
                            "\xEF\xBB\xBFSELECT 1")) == Lines{"10-11 b-constant a constant"});
  CHECK(lint_with(settings_with({&syntax_error}), "\xEF\xBB\xBF").findings.empty());
}

TEST_CASE("lint: a statement's hash ignores layout, comments and the case of keywords") {
  const auto hash = [](const std::string& sql) {
    return lint_with(settings_with({&constant_rule}), sql).findings.at(0).statement_hash;
  };
  CHECK(hash("SELECT a, 1 FROM t;") == hash("-- x\n\nselect  A /* y */ , 1\nFROM t"));
  CHECK(hash("SELECT a, 1 FROM t") != hash("SELECT \"A\", 1 FROM t"));
  CHECK(hash("SELECT 1, 23") != hash("SELECT 12, 3"));
}

}  // namespace
}  // namespace pglint
