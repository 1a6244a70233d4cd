// Evidence is collected only if a rule needs it, and only from code that runs.
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/linter.h"
#include "rule/schema/schema_context.h"

namespace pglint::tests {
namespace {

void report_lists(const catalog::Relation& relation, SchemaContext& context) {
  for (const catalog::Column& column : relation.columns) {
    const auto* use = column.find_use(catalog::ColumnUseKind::split_as_list);
    if (use == nullptr) continue;
    context.report({.at = use->place, .message = "`" + column.name + "` is split"});
  }
}

Rule rule_with(bool wants_evidence) {
  return {.id = "test-list",
          .group = Group::schema,
          .severity = Severity::warning,
          .checks = {on<report_lists>},
          .wants_evidence = wants_evidence};
}

/// The text at each finding of `rule`.
std::vector<std::string> found_by(const Rule& rule, const std::string& sql,
                                  const migration::FileFacts& facts = migration::psql_facts(),
                                  bool lint_down = false) {
  const Settings settings = {.rules = {&rule}, .lint_down = lint_down};
  std::vector<std::string> found;
  for (const Finding& finding :
       lint("a.sql", sql, settings, DispatchTable(settings), facts).findings) {
    found.push_back(sql.substr(finding.range.begin, finding.range.size()));
  }
  return found;
}

TEST_CASE("evidence: is collected if a rule needs it") {
  const std::string sql = "CREATE TABLE t (tags text); SELECT string_to_array(t.tags, ',') FROM t;";
  CHECK(found_by(rule_with(true), sql) == std::vector<std::string>{"t.tags"});
  CHECK(found_by(rule_with(false), sql).empty());
}

TEST_CASE("evidence: places in bodies refer to the file") {
  const std::string table = "CREATE TABLE t (tags text); ";
  const std::string query = "SELECT string_to_array(tags, '','') FROM t";
  CHECK(found_by(rule_with(true), table + "CREATE FUNCTION f() RETURNS text[] LANGUAGE sql AS '" +
                                      query + "'") == std::vector<std::string>{"tags"});
  CHECK(found_by(rule_with(true), table + "DO $$ BEGIN PERFORM string_to_array(tags, ',') FROM t; "
                                          "END $$") == std::vector<std::string>{"tags"});
}

TEST_CASE("evidence: down migrations are ignored") {
  const migration::FileFacts goose = {.runner = migration::find_runner("goose")};
  const std::string up = "-- +goose Up\nCREATE TABLE t (tags text);\n";
  const std::string query = "SELECT string_to_array(tags, ',') FROM t;\n";
  CHECK(found_by(rule_with(true), up + query + "-- +goose Down\nDROP TABLE t;\n", goose) ==
        std::vector<std::string>{"tags"});
  CHECK(found_by(rule_with(true), up + "-- +goose Down\n" + query, goose, true).empty());
}

}  // namespace
}  // namespace pglint::tests
