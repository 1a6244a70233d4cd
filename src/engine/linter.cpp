#include "engine/linter.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/builtin_reporter.h"
#include "engine/context.h"
#include "engine/origin.h"
#include "engine/text_linter.h"
#include "engine/transaction.h"
#include "parse/arena.h"
#include "parse/dialect.h"
#include "parse/hint.h"
#include "parse/preprocess.h"
#include "parse/readable.h"
#include "parse/statement_reader.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace pglint {
namespace {

void sort_findings(std::vector<Finding>& findings) {
  const auto key = [](const Finding& finding) {
    return std::tie(finding.range.begin, finding.rule->id, finding.message, finding.range.end);
  };
  std::ranges::sort(findings, {}, key);
  // The grammar hangs some nodes into the tree twice: (a, b) = (SELECT …) of an UPDATE.
  const auto doubles =
      std::unique(findings.begin(), findings.end(),
                  [&](const Finding& a, const Finding& b) { return key(a) == key(b); });
  findings.erase(doubles, findings.end());
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

FileResult lint(std::string path, std::string content, const Settings& settings,
                const DispatchTable& table, const migration::FileFacts& facts) {
  FileResult result;
  result.path = std::move(path);
  result.content = text::to_utf8(std::move(content));
  BuiltinReporter builtin(settings, result);
  if (const auto problem = parse::find_unreadable(result.content, settings.max_file_bytes)) {
    builtin.report(*problem, {});
    return result;
  }

  std::string valid;
  const std::string* text = &result.content;
  if (text::find_invalid_utf8(*text)) {
    valid = result.content;
    builtin.report(*parse::make_valid_utf8(valid), {});
    text = &valid;
  }
  const migration::Script script = migration::read_script(*text, facts);
  if (script.sql) text = &*script.sql;
  parse::Preprocessed preprocessed = parse::preprocess(*text, settings.placeholders);
  const std::string& sql = preprocessed.sql ? *preprocessed.sql : *text;
  result.notices = std::move(preprocessed.notices);

  const Origin origin = {.content = result.content};
  TransactionTracker transactions(script, result.content);
  Context context(settings, transactions);
  TextLinter linter(settings, table, context, builtin);
  parse::Arena arena;
  parse::StatementReader reader(sql, arena);
  std::vector<parse::ParseProblem> problems;
  std::size_t statements = 0;
  for (parse::Batch batch; reader.next(batch);) {
    for (const parse::ParseProblem& problem : batch.problems) {
      transactions.lose(problem.range.begin);
    }
    std::ranges::move(batch.problems, std::back_inserter(problems));
    statements += batch.statements.size();
    for (const parse::Statement& statement : batch.statements) {
      transactions.enter(statement);
      if (!is_linted(transactions.section(), settings)) continue;
      linter.lint_statement(statement, sql, origin);
    }
  }
  const parse::ParseCounts counts = {.statements = statements, .problems = problems.size()};
  if (const auto foreign = parse::find_foreign_dialect(sql, counts)) {
    result.findings.clear();
    builtin.report_not_analysed(foreign->range,
                                fmt::format("the file is for {}, not PostgreSQL: it has `{}`",
                                            foreign->name, foreign->evidence));
    return result;
  }
  parse::add_hints(sql, problems);
  for (const parse::ParseProblem& problem : problems) builtin.report(problem, origin);
  std::ranges::move(context.findings(), std::back_inserter(result.findings));
  sort_findings(result.findings);
  return result;
}

}  // namespace pglint
