// The ranges of comments are tested by fixtures/rules/money-type. These tests cover the rest: line
// endings, findings of schema rules, limits, migrations, comments of other linters.
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/linter.h"
#include "lint/run.h"
#include "migration/runner.h"
#include "rule/builtin_rules.h"
#include "suppress/foreign_suppression.h"

namespace pglint::tests {
namespace {

using Ids = std::vector<std::string>;

Settings with_rules(const std::vector<std::string>& select) {
  return {.rules = select_rules({.select = select}).value()};
}

Ids ids_of(const FileResult& result) {
  Ids ids;
  for (const Finding& finding : result.findings) ids.emplace_back(finding.rule->id);
  return ids;
}

Ids found(const std::string& sql, const Settings& settings) {
  return ids_of(lint("a.sql", sql, settings, DispatchTable(settings)));
}

Ids found(const std::string& sql) { return found(sql, with_rules({"money-type"})); }

TEST_CASE("SQL suppressions: any line endings and blanks") {
  const std::string sql =
      "-- pglint: ignore money-type \t\r\nSELECT 1,\r\n 'x'::money;\r\n"
      "SELECT 'x'::money;--pglint:\tignore\tmoney-type\t--\tbecause\r\nSELECT 'x'::money;\r\n";
  CHECK(found(sql) == Ids{"money-type"});
  std::string old_mac = sql;
  std::erase(old_mac, '\n');
  CHECK(found(old_mac) == Ids{"money-type"});
  CHECK(found("\xEF\xBB\xBF-- pglint: ignore-file money-type\r\nSELECT 'x'::money;").empty());
}

TEST_CASE("SQL suppressions: a block comment may begin its lines with a star") {
  CHECK(found("/*\n * pglint: ignore money-type -- as it came\n */\nSELECT 'x'::money;") == Ids{});
}

TEST_CASE("SQL suppressions: malformed comments suppress nothing") {
  for (const std::string verb :
       {"ignore-file money-type because legacy", "ignore-file", "ignore-file *", "ignore-file all",
        "ignore-file money-type money-type", "ignore-file money", "ignore-all money-type",
        "ignore-file: money-type", "ignore_file money-type", "ignore-file money-type -because"}) {
    INFO(verb);
    CHECK(found("-- pglint: " + verb + "\nSELECT 'x'::money;") ==
          Ids{"unknown-suppression", "money-type"});
  }
}

TEST_CASE("SQL suppressions: findings about suppressions can be suppressed by name") {
  CHECK(found("-- pglint: ignore-file unused-suppression -- not yet\n"
              "SELECT 1; -- pglint: ignore money-type")
            .empty());
  CHECK(found("-- pglint: ignore-file unknown-suppression\nSELECT 1;") ==
        Ids{"unused-suppression"});
  CHECK(found("-- pglint: ignore-file syntax-error -- not for PostgreSQL\nSELEC 1;").empty());
}

TEST_CASE("SQL suppressions: suppressing a finding below the limits is a use") {
  Settings settings = with_rules({"money-type"});
  const std::string sql = "DO $$ BEGIN EXECUTE 'SELECT ''1''::money'; END $$; ";
  settings.min_confidence = Confidence::medium;
  REQUIRE(found(sql, settings) == Ids{"money-type"});
  settings.min_confidence = Confidence::high;
  REQUIRE(found(sql, settings).empty());
  CHECK(found(sql + "-- pglint: ignore money-type", settings).empty());
  CHECK(found("SELECT 1; -- pglint: ignore money-type", with_rules({"char-type"})).empty());
}

TEST_CASE("SQL suppressions: nothing is unused if a part could not be read") {
  CHECK(found("-- pglint: ignore money-type\nSELEC 'x'::money;") == Ids{"syntax-error"});
  CHECK(found("-- pglint: ignore money-type\nSELECT 1;\nSELEC 1;") ==
        Ids{"unused-suppression", "syntax-error"});
}

TEST_CASE("SQL suppressions: comments count again after an unterminated quote") {
  const std::string ignored = "-- pglint: ignore money-type\nCREATE TABLE a (x money);\n";
  CHECK(found("SELECT 'a;\nSELECT 1;\n" + ignored + "CREATE TABLE b (x money);") ==
        Ids{"syntax-error", "money-type"});
}

TEST_CASE("SQL suppressions: findings at the end of the run") {
  const std::vector<std::string> rules = {"missing-primary-key"};
  const std::string bare = "CREATE TABLE a (x int);\n";
  const std::string ignored = "-- pglint: ignore missing-primary-key\nCREATE TABLE b (x int);\n";
  const std::string unused =
      "-- pglint: ignore missing-primary-key\nCREATE TABLE c (x int PRIMARY KEY);\n";
  CHECK(found(bare + ignored + unused, with_rules(rules)) ==
        Ids{"missing-primary-key", "unused-suppression"});
  // A key that is added later.
  CHECK(found(ignored + "ALTER TABLE b ADD PRIMARY KEY (x);", with_rules(rules)) ==
        Ids{"unused-suppression"});

  for (const std::size_t kept : {std::size_t{0}, std::size_t{1} << 20U}) {
    for (const std::size_t jobs : {1, 4}) {
      Settings settings = with_rules(rules);
      settings.max_kept_bytes = kept;
      std::vector<Ids> results;
      lint_files({{.path = "1.sql", .content = ignored},
                  {.path = "2.sql", .content = bare},
                  {.path = "3.sql", .content = unused}},
                 settings, jobs,
                 [&](const FileResult& result) { results.push_back(ids_of(result)); });
      CHECK(results == std::vector<Ids>{{}, {"missing-primary-key"}, {"unused-suppression"}});
    }
  }
}

TEST_CASE("SQL suppressions: merged findings use all of their comments") {
  std::string sql;
  std::string ignored;
  for (int number = 0; number < 30; ++number) {
    const std::string table =
        "CREATE TABLE \"t-" + std::to_string(number) + "\" (id int PRIMARY KEY, b text);\n";
    sql += table;
    ignored += "-- pglint: ignore name-pattern\n" + table;
  }
  const Settings settings = with_rules({"name-pattern"});
  REQUIRE(found(sql, settings) == Ids{"name-pattern"});
  CHECK(found(ignored, settings).empty());
}

TEST_CASE("SQL suppressions: findings that another rule replaces") {
  const std::string sql = "CREATE TABLE t (id int PRIMARY KEY, at_utc timestamp";
  const Settings settings = with_rules({"timestamp-for-utc", "timestamp-without-time-zone"});
  REQUIRE(found(sql + ");", settings) == Ids{"timestamp-for-utc"});
  CHECK(found(sql + "); -- pglint: ignore timestamp-for-utc", settings).empty());
}

TEST_CASE("SQL suppressions: in parts of migrations that are not linted, nothing is unused") {
  const std::string sql =
      "-- pglint: ignore-file not-in-subquery -- on top of the file\n"
      "-- +goose Up\n-- pglint: ignore money-type\nCREATE TABLE a (x money);\n"
      "-- +goose StatementBegin\n"
      "DO $$ BEGIN\n-- pglint: ignore money-type\nPERFORM 'x'::money;\nEND $$;\n"
      "-- +goose StatementEnd\n"
      "-- +goose Down\n-- pglint: ignore money-type\nSELECT 'x'::money;\n"
      "-- pglint: ignore money-type\nSELECT 1;\n";
  const migration::FileFacts facts = {.runner = migration::find_runner("goose")};
  Settings settings = with_rules({"money-type"});
  CHECK(ids_of(lint("a.sql", sql, settings, DispatchTable(settings), facts)).empty());
  settings.lint_down = true;
  CHECK(ids_of(lint("a.sql", sql, settings, DispatchTable(settings), facts)) ==
        Ids{"unused-suppression"});
}

TEST_CASE("SQL suppressions: shell commands in psql scripts") {
  const Settings settings = with_rules({"psql-password-prompt"});
  CHECK(found("-- pglint: ignore psql-password-prompt\n\\! psql -W\nSELECT 1;\n\\! psql -W\n",
              settings) == Ids{"psql-password-prompt"});
}

TEST_CASE("SQL suppressions: comments of other linters, if honored") {
  Settings settings = with_rules({"char-type", "money-type", "varchar-length"});
  settings.honor_other_linters = true;
  const std::string chars = "SELECT 'x'::char(3), 'x'::money, 'x'::varchar(3);";
  const Ids all = {"char-type", "money-type", "varchar-length"};
  CHECK(found("-- squawk-ignore ban-char-field\n" + chars, settings) ==
        Ids{"money-type", "varchar-length"});
  CHECK(found("-- squawk-ignore\n" + chars, settings) == Ids{"money-type"});
  CHECK(found("/* squawk-ignore ban-drop-table,prefer-text-field */\n" + chars, settings) ==
        Ids{"char-type", "money-type"});
  CHECK(found("-- squawk-ignore ban-drop-column because of it\n" + chars, settings) == all);
  CHECK(found("-- squawk-ignored ban-char-field\n" + chars, settings) == all);
  CHECK(found("SELECT 1;\n-- squawk-ignore-file ban-char-field\n" + chars, settings) ==
        Ids{"money-type", "varchar-length"});
  CHECK(found(chars + " -- noqa", settings).empty());
  CHECK(found(chars + " -- NOQA: LT01", settings) == all);
  CHECK(found(chars + " -- noqa: disable=all", settings) == all);
  CHECK(found("-- noqa\n" + chars, settings) == all);
  CHECK(found(chars + " -- noqa is what they write", settings) == all);
  settings.honor_other_linters = false;
  CHECK(found(chars + " -- noqa", settings) == all);
}

TEST_CASE("SQL suppressions: rules of other linters are mapped to existing rules") {
  for (const ForeignRule& foreign : foreign_rules()) {
    CHECK_FALSE(foreign.ids.front().empty());
    for (const std::string_view id : foreign.ids) {
      INFO(foreign.name << " " << id);
      CHECK((id.empty() || find_rule(id) != nullptr));
    }
  }
}

}  // namespace
}  // namespace pglint::tests
