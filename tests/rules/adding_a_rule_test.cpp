// The code of docs/adding-a-rule.md, verbatim, and its findings as shown on the page.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/run.h"
#include "rule/context.h"
#include "rule/schema/schema_context.h"
#include "tests/rules/fences.h"
#include "tests/support/project.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace select_distinct {
void check(const SelectStmt& select, Context& context) {
  if (select.distinctClause == nullptr) return;
  context.report({.at = context.here(select), .message = "…"});
}
constexpr Rule rule = {.id = "select-distinct", .checks = {on<check>}};
}  // namespace select_distinct

namespace too_many_triggers {
void check(const design::Table& table, SchemaContext& context) {
  const auto triggers = std::ranges::count(table.relation->objects, catalog::ObjectKind::trigger,
                                           &catalog::Object::kind);
  if (triggers <= context.number("most")) return;
  context.report(at(table)
                     .says("`{}` has {} triggers: each write runs some of them, and none of the "
                           "queries shows it",
                           table.name(), triggers)
                     .with(Confidence::medium));
}

constexpr Rule rule = {
    .id = "too-many-triggers",
    .severity = Severity::info,
    .checks = {on<check>},
    .options = {RuleOption{.name = "most",
                           .kind = OptionKind::number,
                           .default_value = "5",
                           .description = "how many triggers a table may have"}},
};
}  // namespace too_many_triggers

/// `severity message` for each finding.
std::vector<std::string> found_in(const std::string& sql, const Settings& settings) {
  std::vector<std::string> found;
  lint_files({{.path = "a.sql", .content = sql}}, settings, 1, [&](FileResult&& result) {
    for (const Finding& finding : result.findings) {
      found.push_back(std::string(name_of(finding.severity)) + " " + finding.message);
    }
  });
  return found;
}

TEST_CASE("adding a rule: the code on the page is the compiled code") {
  const std::filesystem::path root = project::source_dir;
  const std::string page = text::read_file(root / "docs" / "adding-a-rule.md").value();
  const std::string here =
      text::read_file(root / "tests" / "rules" / "adding_a_rule_test.cpp").value();
  std::size_t pieces = 0;
  for (const Fence& fence : fences(page)) {
    if (fence.language != "cpp") continue;
    INFO(fence.code);
    CHECK(here.find(fence.code) != std::string::npos);
    ++pieces;
  }
  CHECK(pieces == 3);
}

TEST_CASE("adding a rule: the findings are those on the page") {
  using Found = std::vector<std::string>;
  CHECK(found_in("SELECT DISTINCT a FROM t; SELECT a FROM t;",
                 {.rules = {&select_distinct::rule}}) == Found{"warning …"});

  const std::string sql =
      "CREATE TABLE t (id int PRIMARY KEY);"
      "CREATE TRIGGER a AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();"
      "CREATE TRIGGER b AFTER UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();";
  Settings settings = {.rules = {&too_many_triggers::rule}};
  CHECK(found_in(sql, settings).empty());
  settings.options["too-many-triggers.most"] = "1";
  CHECK(found_in(sql, settings) ==
        Found{"info `t` has 2 triggers: each write runs some of them, and none of the queries "
              "shows it"});
}

}  // namespace
}  // namespace pglint::tests
