// A baseline recognizes each finding of the fixtures after changes of layout, comments and the
// position of statements.
#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "lint/linter.h"
#include "parse/source/lexer.h"
#include "parse/tree/pg_nodes.h"
#include "suppress/known/baseline.h"
#include "tests/rules/expectations.h"
#include "tests/support/project.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

using Edit = std::function<std::string(std::string_view)>;

/// `sql` with the gaps between its lexemes replaced by `gap`.
std::string with_gaps(std::string_view sql,
                      const std::function<std::string(std::string_view)>& gap) {
  std::string edited;
  std::size_t end = 0;
  parse::Lexer lexer(sql);
  while (const auto lexeme = lexer.next()) {
    edited += gap(sql.substr(end, lexeme->range.begin - end));
    edited += sql.substr(lexeme->range.begin, lexeme->range.size());
    end = lexeme->range.end;
  }
  return edited + std::string(sql.substr(end));
}

std::string further_down(std::string_view sql) {
  return "\n\n-- A comment that was not there.\nSELECT 1;\n\n" + std::string(sql);
}

std::string in_more_lines(std::string_view sql) {
  return with_gaps(sql, [](std::string_view gap) {
    return gap.find('\n') == std::string_view::npos ? std::string(gap)
                                                    : std::string(gap) + "\n    ";
  });
}

std::string with_wider_blanks(std::string_view sql) {
  return with_gaps(sql, [](std::string_view gap) {
    return gap == " " ? std::string(" \t ") : std::string(gap);
  });
}

std::string with_more_comments(std::string_view sql) {
  return with_gaps(sql, [](std::string_view gap) {
    return gap == " " ? std::string(" /* more */ ") : std::string(gap);
  });
}

/// Works around libpg_query 17, which, unlike any server, rejects `NOT /* a comment */ IN` and
/// similar words.
constexpr bool parser_knows_comments_between_words = PG_VERSION_NUM >= 180000;

/// True if line breaks matter: psql commands and COPY data.
bool is_bound_to_lines(std::string_view sql) {
  return sql.find('\\') != std::string_view::npos || sql.find("stdin") != std::string_view::npos;
}

/// Whether blanks may be inside of a placeholder, whose text would change with them.
bool has_placeholders(std::string_view sql) { return sql.find("{{") != std::string_view::npos; }

std::vector<Finding> findings_of(const Rule& rule, const Expectations& expected,
                                 const std::string& sql) {
  Settings settings{.rules = {&rule},
                    .pg_version = expected.pg_version.value_or(newest_pg_version),
                    .min_confidence = expected.min_confidence.value_or(Confidence::medium)};
  for (const OptionValue& option : expected.options) REQUIRE_FALSE(set_option(option, settings));
  return lint("fixture.sql", sql, settings, DispatchTable(settings)).findings;
}

/// The messages of findings that are not known from those before.
std::string unknown(const std::vector<Finding>& before, const std::vector<Finding>& after) {
  std::vector<BaselineEntry> entries;
  entries.reserve(before.size());
  for (const Finding& finding : before) entries.push_back({.key = baseline_key("f", finding)});
  Baseline baseline(std::move(entries));
  std::string messages;
  for (const Finding& finding : after) {
    if (!baseline.take(baseline_key("f", finding))) messages += finding.message + "\n";
  }
  return messages;
}

TEST_CASE("known findings: layout, comments and position of a statement do not matter") {
  struct Named {
    const char* name;
    Edit edit;
    bool changes_blanks = false;
  };
  std::vector<Named> edits = {{"further down", further_down},
                              {"in more lines", in_more_lines},
                              {"with wider blanks", with_wider_blanks, true}};
  if (parser_knows_comments_between_words) {
    edits.push_back({"with more comments", with_more_comments, true});
  }
  std::size_t files = 0;
  for (const Rule* rule : all_rules()) {
    const fs::path folder = fs::path(project::source_dir) / "fixtures/rules" / rule->id;
    if (rule->group == Group::builtin || !fs::is_directory(folder)) continue;
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (!name.starts_with("bad") || !name.ends_with(".sql")) continue;
      const std::string sql = text::read_file(entry.path()).value();
      if (is_bound_to_lines(sql)) continue;
      const Expectations expected = read_expectations(sql, name);
      const std::vector<Finding> before = findings_of(*rule, expected, sql);
      ++files;
      for (const Named& each : edits) {
        if (each.changes_blanks && has_placeholders(sql)) continue;
        INFO(rule->id << "/" << name << " " << each.name);
        const std::vector<Finding> after = findings_of(*rule, expected, each.edit(sql));
        CHECK(after.size() == before.size());
        CHECK(unknown(before, after).empty());
      }
    }
  }
  CHECK(files > 100);
}

}  // namespace
}  // namespace pglint::tests
