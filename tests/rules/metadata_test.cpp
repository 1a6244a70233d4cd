// The texts of rules: complete, in the house style, with examples that have the stated findings.
#include <cctype>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include <catch2/catch_test_macros.hpp>

#include "lint/linter.h"
#include "tests/rules/examples.h"
#include "tests/rules/fences.h"
#include "tests/support/project.h"
#include "text/trimmed.h"

namespace pglint::tests {
namespace {

struct Example {
  std::string_view text;
  std::string_view file = "example.sql";
};

/// Ids of the findings with `own` enabled: those of `own` with any confidence, and those of default
/// rules that are shown by default.
std::vector<std::string> ids_found(const Example& example, const Rule& own, int pg_version) {
  Settings settings{.rules = {}, .pg_version = pg_version, .min_confidence = Confidence::low};
  for (const Rule* rule : all_rules()) {
    if (rule->on_by_default || rule == &own) settings.rules.push_back(rule);
  }
  // A rule about relations without foreign keys has examples that are without them.
  if (own.id == "unindexed-relation") {
    std::erase(settings.rules, find_rule("emulated-relations"));
  }
  std::vector<std::string> ids;
  for (const Finding& finding :
       lint_example(std::string(example.file), std::string(example.text), settings,
                    facts_of_tool(own.example_tool), std::string(own.given))
           .findings) {
    if (finding.rule == &own || finding.confidence > Confidence::low) {
      ids.emplace_back(finding.rule->id);
    }
  }
  return ids;
}

TEST_CASE("rules: `bad` has exactly the rule's finding, `good` has none of any default rule") {
  for (const Rule* rule : all_rules()) {
    DYNAMIC_SECTION(rule->id) {
      const int version =
          rule->example_pg_version > 0 ? rule->example_pg_version : newest_pg_version;
      if (!rule->bad.empty()) {
        CHECK(ids_found({rule->bad, rule->example_file}, *rule, version) ==
              std::vector{std::string(rule->id)});
      }
      CHECK(ids_found({rule->good, rule->example_file}, *rule, version).empty());
      if (rule->group == Group::builtin) continue;
      CHECK_FALSE(rule->bad.empty());
      CHECK_FALSE(rule->good.empty());
    }
  }
}

/// The findings in SQL that `rule` recommends.
std::vector<std::string> ids_in_advice(const std::string& sql, const Rule& rule) {
  std::vector<std::string> ids = ids_found({sql}, rule, newest_pg_version);
  // What only the newest PostgreSQL has, an older grammar rejects.
  if (PG_VERSION_NUM < 180000) std::erase(ids, "syntax-error");
  return ids;
}

bool is_about_migrations(const std::string& id) {
  const Rule* rule = find_rule(id);
  return rule != nullptr && rule->group == Group::migration;
}

/// Whether the SQL is several migrations in a row: tests/rules/steps_test.cpp lints them in order.
bool has_steps(const Rule& rule) {
  const auto all = fences(rule);
  return rule.group == Group::migration &&
         std::ranges::count(all, std::string("sql"), &Fence::language) > 1;
}

TEST_CASE("rules: recommended SQL has no findings") {
  for (const Rule* rule : all_rules()) {
    if (has_steps(*rule)) continue;
    DYNAMIC_SECTION(rule->id) {
      for (const Fence& fence : fences(*rule)) {
        if (fence.language != "sql") continue;
        INFO(fence.code);
        std::vector<std::string> ids = ids_in_advice(fence.code, *rule);
        // Pages of other groups are about the tables of `bad`; the next test makes them first.
        if (rule->group != Group::migration) std::erase_if(ids, is_about_migrations);
        CHECK(ids.empty());
      }
    }
  }
}

TEST_CASE("rules: the advice applied to `bad` has no new findings") {
  for (const Rule* rule : all_rules()) {
    if (rule->group == Group::builtin) continue;
    INFO(advice(*rule));
    std::vector<std::string> ids = ids_in_advice(advice(*rule), *rule);
    // `bad` and the ways to fix it stand in one script only here.
    if (rule->id != "split-alter-table") std::erase(ids, "split-alter-table");
    for (const std::string& id : ids) {
      // A rule about statements still reports the first one, even if the advice changes the type.
      CHECK((id == rule->id || std::ranges::count(rule->replaces, id) > 0));
    }
  }
}

TEST_CASE("rules: a rule applies from its minimum version") {
  for (const Rule* rule : all_rules()) {
    if (rule->min_pg_version <= oldest_pg_version || rule->bad.empty()) continue;
    INFO(rule->id);
    CHECK(ids_found({rule->bad, rule->example_file}, *rule, rule->min_pg_version - 1).empty());
    CHECK(ids_found({rule->bad, rule->example_file}, *rule, rule->min_pg_version) ==
          std::vector{std::string(rule->id)});
  }
}

/// True if a file named after the rule is in the folder of its group or in a room of it.
bool has_source(const Rule& rule) {
  namespace fs = std::filesystem;
  std::string name = std::string(rule.id) + ".cpp";
  std::ranges::replace(name, '-', '_');
  const fs::path group = fs::path(project::source_dir) / "rules" / name_of(rule.group);
  if (fs::exists(group / name)) return true;
  return std::ranges::any_of(fs::directory_iterator(group), [&](const fs::directory_entry& entry) {
    return entry.is_directory() && fs::exists(entry.path() / name);
  });
}

TEST_CASE("rules: ids are unique, kebab-case, and equal to the file name") {
  static const std::regex kebab("[a-z0-9]+(-[a-z0-9]+)*");
  std::set<std::string_view> ids;
  for (const Rule* rule : all_rules()) {
    INFO(rule->id);
    CHECK(std::regex_match(std::string(rule->id), kebab));
    CHECK(ids.insert(rule->id).second);
    if (rule->group == Group::builtin) continue;
    CHECK(has_source(*rule));
  }
}

/// True for text or code that is not from the template of tools/new-rule.
bool is_finished(std::string_view text) {
  text = text::trimmed(text);
  if (text.empty() || text.find("FILL IN") != std::string_view::npos) return false;
  const bool is_cut =
      std::islower(static_cast<unsigned char>(text.front())) != 0 && !text.starts_with("pglint ");
  return !is_cut && (text.ends_with('.') || text.ends_with("```"));
}

TEST_CASE("rules: no text is a copy of another") {
  std::map<std::string_view, std::string_view> owners;
  for (const Rule* rule : all_rules()) {
    for (const std::string_view text :
         {rule->summary, rule->why, rule->instead, rule->fine, rule->reported}) {
      if (text.empty()) continue;
      const auto [place, is_new] = owners.emplace(text::trimmed(text), rule->id);
      INFO(rule->id << " and " << place->second << "\n" << text);
      CHECK(is_new);
    }
  }
}

TEST_CASE("rules: every text exists and is in the house style") {
  for (const Rule* rule : all_rules()) {
    DYNAMIC_SECTION(rule->id) {
      REQUIRE_FALSE(rule->summary.empty());
      CHECK(std::isupper(static_cast<unsigned char>(rule->summary.front())) != 0);
      CHECK(rule->summary.back() != '.');
      CHECK(rule->summary.size() <= 120);
      CHECK(rule->summary.find('\n') == std::string_view::npos);
      REQUIRE_FALSE(rule->help.empty());
      CHECK(rule->help.back() != '.');
      CHECK(rule->help.find('\n') == std::string_view::npos);
      for (const std::string_view text : {rule->why, rule->instead, rule->fine}) {
        INFO(text);
        CHECK(is_finished(text));
      }
      for (const std::string_view text : {rule->reported, rule->not_reported}) {
        INFO(text);
        CHECK((text.empty() || is_finished(text)));
      }
      // Rules about pglint's own comments have only its documentation to link to.
      CHECK((rule->group == Group::builtin || !rule->links[0].empty()));
      for (const std::string_view link : rule->links) {
        CHECK((link.empty() || link.starts_with("https://")));
      }
    }
  }
}

}  // namespace
}  // namespace pglint::tests
