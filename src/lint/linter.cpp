#include "lint/linter.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "host/file_kind.h"
#include "lint/checked_file.h"
#include "lint/host_linter.h"
#include "lint/replay.h"
#include "lint/sql_file_linter.h"
#include "parse/source/readable.h"
#include "rule/builtin_reporter.h"
#include "suppress/foreign_suppression.h"
#include "suppress/sql_comments.h"
#include "suppress/suppression_comment.h"
#include "suppress/suppression_reader.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace pglint {
namespace {

/// The words of which one stands in every comment that turns something off.
std::vector<std::string_view> suppression_mentions(const Settings& settings) {
  std::vector<std::string_view> words = {pglint_mention};
  if (settings.accept_foreign_suppressions) {
    words.insert(words.end(), foreign_mentions.begin(), foreign_mentions.end());
  }
  return words;
}

bool has_any(std::string_view text, const std::vector<std::string_view>& words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return !find_mentions(text, word).empty(); });
}

}  // namespace

bool is_linted(const migration::Section& section, const Settings& settings) {
  switch (section.direction) {
    case migration::Direction::up:
    case migration::Direction::verify:
      return true;
    case migration::Direction::down:
      return settings.check_down;
    case migration::Direction::unused:
      return false;
  }
  return true;
}

CheckedFile check(LintedText linted, const Settings& settings, const DispatchTable& table) {
  CheckedFile file = {.result = {}, .steps = {}, .suppressions = {}, .runner = linted.facts.runner};
  FileResult& result = file.result;
  result.path = std::move(linted.path);
  result.content = text::to_utf8(std::move(linted.content));
  BuiltinReporter builtin(settings, result);
  if (const auto problem = parse::find_unreadable(result.content, settings.max_file_bytes)) {
    builtin.report(*problem, {});
    return file;
  }

  std::string valid;
  const std::string* text = &result.content;
  if (text::find_invalid_utf8(*text)) {
    valid = result.content;
    builtin.report(*parse::make_valid_utf8(valid), {});
    text = &valid;
  }
  const host::FileKind kind = host::kind_of(result.path, *text);
  if (kind != host::FileKind::sql) {
    file.suppressions = lint_host_file(kind, *text, settings, result);
  } else if (const auto words = suppression_mentions(settings); has_any(*text, words)) {
    CodeMap code;
    lint_sql_file(*text, linted, settings, table, file, &code);
    const auto comments = SqlComments(*text, std::move(code)).find(words);
    file.suppressions = read_suppressions(*text, comments, settings);
  } else {
    lint_sql_file(*text, linted, settings, table, file, nullptr);
  }
  if (file.suppressions.empty()) drop_hidden(result);
  return file;
}

FileResult lint(std::string path, std::string content, const Settings& settings,
                const DispatchTable& table, const migration::FileFacts& facts) {
  CheckedFile file = check({.path = std::move(path), .content = std::move(content), .facts = facts},
                           settings, table);
  Replay replay(settings);
  std::vector<Finding>& findings = file.result.findings;
  replay.take(*file.runner, std::move(file.steps), findings);
  replay.end_run();
  for (SchemaFinding& finding : replay.finish()) {
    if (!finding.is_shown && file.suppressions.empty()) continue;
    findings.push_back(located(std::move(finding), file.result.content));
  }
  finish_findings(file.suppressions, settings, file.result);
  return std::move(file.result);
}

}  // namespace pglint
