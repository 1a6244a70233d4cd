// Rules report what a history of migrations leaves behind: what a later file drops, renames or
// repairs is not reported any more, or under its last name. What runs once is judged where it is.
#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "catalog/schema_catalog.h"

#include "lint/run.h"
#include "migration/runner.h"
#include "parse/source/lexer.h"
#include "tests/rules/bad_fixtures.h"
#include "text/ascii.h"

namespace pglint::tests {
namespace {

using catalog::Catalog;
using catalog::Name;
using catalog::Object;
using catalog::ObjectKind;
using catalog::Relation;

/// The migrations of one history, in their order.
std::vector<SourceFile> history(const std::vector<std::string>& texts) {
  const migration::Runner* runner = migration::find_runner("golang-migrate");
  std::vector<SourceFile> files;
  for (const std::string& text : texts) {
    const std::string name = "000" + std::to_string(files.size() + 1) + "_step.up.sql";
    files.push_back({.path = name, .content = text});
    files.back().facts.runner = runner;
    files.back().facts.name = *runner->read_name("/migrations/" + name);
  }
  return files;
}

/// What the rules of `settings` find in each of the files.
std::vector<std::vector<Finding>> lint_history(const std::vector<std::string>& texts,
                                               const Settings& settings) {
  std::vector<std::vector<Finding>> findings;
  lint_files(history(texts), settings, 1,
             [&](FileResult&& result) { findings.push_back(std::move(result.findings)); });
  REQUIRE(findings.size() == texts.size());
  return findings;
}

/// The schema after a file.
Catalog schema_after(const std::string& text) {
  std::vector<Catalog> schemas = read_schemas(history({text}), Settings{}, 1, [](FileResult&&) {});
  REQUIRE(schemas.size() == 1);
  return std::move(schemas.front());
}

/// Rules about which a later file says nothing, with the reason.
struct Exempt {
  std::string_view rule;
  std::string_view reason;
};
constexpr std::array<Exempt, 4> exempt_rules = {{
    {"missing-required-value", "about rows, which a statement inserts once"},
    {"psql-password-prompt", "about command lines"},
    {"trust-authentication", "about files beside the database"},
    {"unvalidated-constraint", "its fixtures are histories, which drop constraints"},
}};

bool is_exempt(const Rule& rule) {
  // How a statement runs, once; what a schema of Prisma says, which is a state.
  const bool runs_once = rule.group == Group::migration && !looks_at_schema(rule);
  return rule.group == Group::builtin || rule.group == Group::prisma || runs_once ||
         std::ranges::count(exempt_rules, rule.id, &Exempt::rule) > 0;
}

/// Findings of a fixture that stay although all that it makes is dropped.
struct Stays {
  std::string_view fixture;
  std::size_t findings = 0;
  std::string_view reason;
};
constexpr std::array<Stays, 4> stays = {{
    {"duplicate-alias/bad.sql", 1, "PostgreSQL rejects the statement"},
    {"identifier-too-long/bad_collision.sql", 3, "PostgreSQL rejects or skips the statements"},
    {"not-in-subquery/bad_places.sql", 1, "the query of CREATE TABLE AS runs once"},
    {"timestamp-without-time-zone/bad_bodies.sql", 1, "PostgreSQL rejects the second function"},
}};

/// The first two words of the statement of `sql` that contains the byte `at`.
std::pair<std::string, std::string> words_at(std::string_view sql, std::size_t at) {
  std::pair<std::string, std::string> words;
  int depth = 0;
  bool is_new = false;
  parse::Lexer lexer(sql);
  while (const auto lexeme = lexer.next()) {
    if (lexeme->range.begin > at) break;
    const std::string_view text = sql.substr(lexeme->range.begin, lexeme->range.size());
    if (lexeme->kind == parse::LexemeKind::comment) continue;
    if (std::exchange(is_new, false)) words = {};
    if (text == "(") ++depth;
    if (text == ")") --depth;
    is_new = text == ";" && depth <= 0;
    if (words.first.empty()) {
      words.first = text::lowered(text);
    } else if (words.second.empty()) {
      words.second = text::lowered(text);
    }
  }
  return words;
}

/// True for statements that make nothing which a later one can drop: queries, changes of data, and
/// settings of sessions, roles, databases and functions.
bool runs_once(std::string_view sql, std::size_t at) {
  const auto [first, second] = words_at(sql, at);
  constexpr std::array<std::string_view, 3> making = {"create", "alter", "comment"};
  if (std::ranges::count(making, first) == 0) return true;
  constexpr std::array<std::string_view, 5> set = {"role", "user", "database", "system",
                                                   "function"};
  return first == "alter" && std::ranges::count(set, second) > 0;
}

std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char byte : name) text += byte == '"' ? std::string("\"\"") : std::string(1, byte);
  return text + "\"";
}

std::string quoted(const Name& name) {
  return (name.schema.empty() ? "" : quoted(name.schema) + ".") + quoted(name.name);
}

/// The word after DROP for an object that belongs to no table; empty for others.
std::string_view word_of(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::schema:
      return "SCHEMA";
    case ObjectKind::sequence:
      return "SEQUENCE";
    case ObjectKind::enum_type:
    case ObjectKind::composite_type:
    case ObjectKind::range_type:
    case ObjectKind::base_type:
      return "TYPE";
    case ObjectKind::domain:
      return "DOMAIN";
    case ObjectKind::function:
    case ObjectKind::procedure:
    case ObjectKind::aggregate:
      return "ROUTINE";
    case ObjectKind::role:
      return "ROLE";
    case ObjectKind::database:
      return "DATABASE";
    case ObjectKind::extension:
      return "EXTENSION";
    default:
      return {};
  }
}

std::string_view word_of(const Relation& relation) {
  switch (relation.kind) {
    case catalog::RelationKind::view:
      return "VIEW";
    case catalog::RelationKind::materialized_view:
      return "MATERIALIZED VIEW";
    case catalog::RelationKind::foreign_table:
      return "FOREIGN TABLE";
    default:
      return "TABLE";
  }
}

std::string drop(std::string_view word, const Name& name) {
  constexpr std::array<std::string_view, 2> of_server = {"ROLE", "DATABASE"};
  const bool cascades = std::ranges::count(of_server, word) == 0;
  return "DROP " + std::string(word) + " IF EXISTS " + quoted(name) +
         (cascades ? " CASCADE;\n" : ";\n");
}

/// A migration that drops all that is in the schema.
std::string drops_of(const Catalog& catalog) {
  std::string sql;
  for (const auto& [name, relation] : catalog.relations()) sql += drop(word_of(relation), name);
  for (const auto& [name, table] : catalog.unseen_tables()) sql += drop("TABLE", name);
  for (const auto& [key, object] : catalog.objects()) {
    const std::string_view word = word_of(object.kind);
    if (!object.implicit && !word.empty()) sql += drop(word, object.name);
  }
  return sql;
}

/// A migration that renames all relations.
std::string renames_of(const Catalog& catalog) {
  std::string sql;
  const auto add = [&](const Name& name) {
    sql += "ALTER TABLE " + quoted(name) + " RENAME TO " + quoted(name.name + "_v2") + ";\n";
  };
  for (const auto& [name, relation] : catalog.relations()) add(name);
  for (const auto& [name, table] : catalog.unseen_tables()) add(name);
  return sql;
}

/// Whether files around it can change what it says: another file cannot write what a placeholder
/// stands for.
bool can_be_followed(const BadFixture& fixture) {
  return fixture.sql.find("-- file:") == std::string::npos && fixture.expected.given.empty() &&
         fixture.name.find("placeholders") == std::string::npos &&
         fixture.expected.migration_tool.empty() && fixture.expected.grammar == 0;
}

std::vector<BadFixture> fixtures_to_follow(const Rule& rule) {
  std::vector<BadFixture> fixtures = bad_fixtures(rule);
  std::erase_if(fixtures, [](const BadFixture& fixture) { return !can_be_followed(fixture); });
  return fixtures;
}

std::string shown(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) text += finding.object + ": " + finding.message + "\n";
  return text;
}

TEST_CASE("final state: what a later file drops is not reported") {
  for (const Rule* rule : all_rules()) {
    if (is_exempt(*rule)) continue;
    std::size_t silenced = 0;
    for (const BadFixture& fixture : fixtures_to_follow(*rule)) {
      INFO(fixture.name);
      const std::size_t before = lint_history({fixture.sql}, fixture.settings).front().size();
      auto after =
          lint_history({fixture.sql, drops_of(schema_after(fixture.sql))}, fixture.settings);
      silenced += before - std::min(before, after[0].size());
      std::erase_if(after[0], [&](const Finding& finding) {
        return runs_once(fixture.sql, finding.range.begin);
      });
      const auto known = std::ranges::find(stays, fixture.name, &Stays::fixture);
      INFO(shown(after[0]));
      CHECK(after[0].size() == (known == stays.end() ? 0 : known->findings));
      INFO(shown(after[1]));
      CHECK(after[1].empty());
    }
    INFO(rule->id << ": no later file silences it, and `exempt_rules` does not have it");
    CHECK(silenced > 0);
  }
}

/// Findings of a fixture that keep the old name of a table.
constexpr std::array<Stays, 2> keep_names = {{
    {"not-in-subquery/bad_places.sql", 1, "the query of CREATE TABLE AS runs once"},
    {"unknown-column/bad.sql", 1, "PostgreSQL rejects the view"},
}};

TEST_CASE("final state: what a later file renames is reported under its last name") {
  std::size_t renamed = 0;
  for (const Rule* rule : all_rules()) {
    if (is_exempt(*rule)) continue;
    for (const BadFixture& fixture : fixtures_to_follow(*rule)) {
      INFO(fixture.name);
      const Catalog schema = schema_after(fixture.sql);
      std::set<std::string> names;
      const auto add = [&](const Name& name) {
        // Of a longer name, the new one is truncated to the old one.
        if (name.name.size() < 60) names.insert({name.name, name.shown()});
      };
      for (const auto& [name, relation] : schema.relations()) add(name);
      for (const auto& [name, table] : schema.unseen_tables()) add(name);
      auto after = lint_history({fixture.sql, renames_of(schema)}, fixture.settings);
      std::erase_if(after[0], [&](const Finding& finding) {
        const auto [first, second] = words_at(fixture.sql, finding.range.begin);
        const bool is_body = second == "function" || second == "procedure" || second == "or";
        const std::string table = finding.object.substr(0, finding.object.rfind('.'));
        const bool is_old = names.contains(finding.object) || names.contains(table);
        if (finding.object.find("_v2") != std::string::npos) ++renamed;
        return !is_old || is_body || runs_once(fixture.sql, finding.range.begin);
      });
      const auto known = std::ranges::find(keep_names, fixture.name, &Stays::fixture);
      INFO(shown(after[0]));
      CHECK(after[0].size() == (known == keep_names.end() ? 0 : known->findings));
    }
  }
  CHECK(renamed > 500);
}

/// A defect, and the migration that repairs it without dropping anything but the defect.
struct Repair {
  std::string_view rule;
  std::string_view defect;
  std::string_view repair;
};
constexpr std::array<Repair, 29> repairs = {{
    {"char-type", "CREATE TABLE t (a char(5));", "ALTER TABLE t ALTER a TYPE text;"},
    {"char-type", "ALTER TABLE t ADD a char(5);", "ALTER TABLE t ALTER a TYPE text;"},
    {"money-type", "CREATE TABLE t (a money);", "ALTER TABLE t ALTER a TYPE numeric;"},
    {"money-type", "ALTER TABLE t ALTER a TYPE money;", "ALTER TABLE t ALTER a TYPE numeric;"},
    {"money-type", "CREATE TABLE t (a int CHECK (a > 5::money::numeric));",
     "ALTER TABLE t DROP CONSTRAINT t_a_check, ADD CHECK (a > 5);"},
    {"time-with-time-zone", "CREATE TABLE t (a timetz);", "ALTER TABLE t ALTER a TYPE time;"},
    {"timestamp-without-time-zone", "CREATE TABLE t (a timestamp);",
     "ALTER TABLE t ALTER a TYPE timestamptz;"},
    {"timestamp-without-time-zone", "ALTER TABLE t ADD a timestamp, ADD b date;",
     "ALTER TABLE t ALTER b TYPE timestamptz, ALTER a TYPE timestamptz;"},
    {"timestamp-without-time-zone",
     "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT now()::timestamp::text';",
     "CREATE OR REPLACE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT now()::text';"},
    {"timestamp-precision", "CREATE TABLE t (a timestamptz(0));",
     "ALTER TABLE t ALTER a TYPE timestamptz;"},
    {"varchar-length", "ALTER TABLE t ADD a varchar(9);", "ALTER TABLE t ALTER a TYPE text;"},
    {"serial-column", "ALTER TABLE t ADD a serial;",
     "ALTER TABLE t ALTER a DROP DEFAULT, ALTER a ADD GENERATED ALWAYS AS IDENTITY;"},
    {"current-time-function", "CREATE TABLE t (a time DEFAULT CURRENT_TIME);",
     "ALTER TABLE t ALTER a SET DEFAULT LOCALTIME;"},
    {"current-time-function", "ALTER TABLE t ALTER a SET DEFAULT CURRENT_TIME;",
     "ALTER TABLE t ALTER a DROP DEFAULT;"},
    {"rewrite-rule", "CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING;", "DROP RULE r ON t;"},
    {"table-inheritance", "ALTER TABLE a INHERIT b;", "ALTER TABLE a NO INHERIT b;"},
    {"mixed-case-identifier", "ALTER TABLE t ADD \"paidAt\" date;",
     "ALTER TABLE t RENAME \"paidAt\" TO paid_at;"},
    {"mixed-case-identifier", "CREATE ROLE \"AppUser\";", "DROP ROLE \"AppUser\";"},
    {"sql-ascii-encoding", "CREATE DATABASE d ENCODING 'SQL_ASCII';", "DROP DATABASE d;"},
    {"foreign-key-without-action",
     "CREATE TABLE p (id int PRIMARY KEY);"
     "CREATE TABLE c (id int PRIMARY KEY, p_id int CONSTRAINT k REFERENCES p);",
     "ALTER TABLE c DROP CONSTRAINT k, ADD FOREIGN KEY (p_id) REFERENCES p ON DELETE CASCADE;"},
    {"not-in-subquery",
     "CREATE TABLE u (b int); CREATE VIEW v AS SELECT 1 AS a WHERE 1 NOT IN (SELECT b FROM u);",
     "CREATE OR REPLACE VIEW v AS SELECT 1 AS a WHERE NOT EXISTS (SELECT FROM u WHERE b = 1);"},
    {"not-in-subquery",
     "CREATE TABLE u (b int); CREATE TABLE t (a int);"
     "CREATE POLICY p ON t USING (a NOT IN (SELECT b FROM u));",
     "ALTER POLICY p ON t USING (a > 0);"},
    {"not-in-subquery",
     "CREATE TABLE u (b int); ALTER TABLE t ADD c int;"
     "CREATE POLICY p ON t USING (true) WITH CHECK (c NOT IN (SELECT b FROM u));",
     "ALTER POLICY p ON t WITH CHECK (c > 0);"},
    {"not-in-null-list", "CREATE TABLE t (a int CHECK (a NOT IN (1, NULL)));",
     "ALTER TABLE t DROP CONSTRAINT t_a_check;"},
    {"not-in-null-list", "ALTER TABLE t ADD CONSTRAINT c CHECK (a NOT IN (1, NULL));",
     "ALTER TABLE t DROP CONSTRAINT c;"},
    {"not-in-null-list", "CREATE DOMAIN d AS int CHECK (VALUE NOT IN (1, NULL));",
     "ALTER DOMAIN d DROP CONSTRAINT d_check;"},
    {"not-in-null-list", "CREATE INDEX i ON t (a) WHERE a NOT IN (1, NULL);", "DROP INDEX i;"},
    {"between-timestamp",
     "CREATE TABLE t (at timestamptz); CREATE VIEW v AS SELECT at FROM t "
     "WHERE at BETWEEN '2026-01-01' AND '2026-01-31';",
     "CREATE OR REPLACE VIEW v AS SELECT at FROM t WHERE at >= '2026-01-01';"},
    {"posix-time-zone-offset",
     "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET timezone = '+04:00' AS 'SELECT 1';",
     "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';"},
}};

TEST_CASE("final state: what a later file repairs is not reported") {
  for (const Repair& repair : repairs) {
    INFO(repair.rule << ": " << repair.defect << " " << repair.repair);
    const Settings settings{.rules = {find_rule(repair.rule)}};
    CHECK_FALSE(lint_history({std::string(repair.defect)}, settings).front().empty());
    const auto after =
        lint_history({std::string(repair.defect), std::string(repair.repair)}, settings);
    INFO(shown(after[0]) << shown(after[1]));
    CHECK(after[0].empty());
    CHECK(after[1].empty());
    // It was repaired only if it was not rolled back.
    const std::string undone = "BEGIN;\n" + std::string(repair.repair) + "\nROLLBACK;\n";
    CHECK_FALSE(lint_history({std::string(repair.defect), undone}, settings).front().empty());
  }
}

}  // namespace
}  // namespace pglint::tests
