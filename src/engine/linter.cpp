#include "engine/linter.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/builtin_rules.h"
#include "engine/context.h"
#include "engine/hash.h"
#include "parse/dialect.h"
#include "parse/hint.h"
#include "parse/preprocess.h"
#include "parse/readable.h"
#include "parse/statement_reader.h"
#include "parse/walk.h"
#include "pglint_version.h"
#include "text/utf8.h"

namespace pglint {
namespace {

/// PostgreSQL quotes the rest of the text in some messages: one line, and not all of it.
std::string first_line(std::string message) {
  constexpr std::size_t longest = 160;
  std::size_t end = std::min(message.find_first_of("\r\n"), message.size());
  if (end > longest) {
    end = longest;
    while (end > 0 && text::is_continuation(message[end])) --end;
  }
  if (end == message.size()) return message;
  message.resize(end);
  return message + "…";
}

/// The line that holds byte `offset`, without line ending and blanks at its ends: what stands for
/// the statement where there is none. Messages change with versions and offsets.
std::string_view line_at(std::string_view content, std::size_t offset) {
  const std::size_t begin = offset == 0 ? 0 : content.rfind('\n', offset - 1) + 1;
  std::string_view line = content.substr(begin, content.find('\n', offset) - begin);
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

/// A built-in finding, which stands outside of any statement.
class BuiltinReporter {
 public:
  BuiltinReporter(const Settings& settings, FileResult& result)
      : settings_(settings), result_(result) {}

  void report(const Rule& rule, text::Range range, std::string message) {
    if (!std::ranges::count(settings_.rules, &rule)) return;
    if (rule.severity < settings_.min_severity) return;
    Hash hash;
    hash.add(line_at(result_.content, range.begin));
    result_.findings.push_back({.rule = &rule,
                                .severity = rule.severity,
                                .range = range,
                                .message = std::move(message),
                                .statement_hash = hash.value()});
  }

  void report_not_analysed(text::Range range, const std::string& reason) {
    result_.not_analysed.push_back(reason);
    report(not_analysed, range, reason);
  }

  void report(const parse::ParseProblem& problem) {
    const std::string words = first_line(problem.message);
    const std::string hint = problem.hint.empty() ? "" : "; " + problem.hint;
    switch (problem.kind) {
      case parse::ProblemKind::syntax:
        report(syntax_error, problem.range,
               words + " (PostgreSQL " PG_MAJORVERSION " grammar)" + hint);
        break;
      case parse::ProblemKind::too_deep:
        report_not_analysed(problem.range,
                            "the statement is nested deeper than PostgreSQL's parser goes");
        break;
      case parse::ProblemKind::not_parsed:
        report_not_analysed(problem.range, words + hint);
        break;
    }
  }

 private:
  const Settings& settings_;
  FileResult& result_;
};

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

void check_statement(const parse::Statement& statement, const DispatchTable& table,
                     parse::Walker& walker, Context& context) {
  context.enter_statement(statement);
  walker.walk(*statement.tree, [&](const Node& node, parse::Ancestors ancestors) {
    const auto checks = table.checks(node.type);
    if (!checks.empty()) context.enter_node(ancestors);
    for (const DispatchTable::Entry& check : checks) {
      context.enter_rule(*check.rule);
      check.call(node, context);
    }
  });
}

}  // namespace

FileResult lint(std::string path, std::string content, const Settings& settings,
                const DispatchTable& table) {
  FileResult result;
  result.path = std::move(path);
  result.content = std::move(content);
  BuiltinReporter builtin(settings, result);
  if (const auto problem = parse::find_unreadable(result.content)) {
    builtin.report(*problem);
    return result;
  }

  parse::Preprocessed preprocessed = parse::preprocess(result.content, settings.placeholders);
  const std::string& sql = preprocessed.sql ? *preprocessed.sql : result.content;
  result.notices = std::move(preprocessed.notices);
  parse::StatementReader reader(sql);
  parse::Walker walker(table.skipped_tags());
  Context context(settings, reader, sql);
  std::vector<parse::ParseProblem> problems;
  std::size_t statements = 0;
  for (parse::Batch batch; reader.next(batch);) {
    std::ranges::move(batch.problems, std::back_inserter(problems));
    statements += batch.statements.size();
    for (const parse::Statement& statement : batch.statements) {
      check_statement(statement, table, walker, context);
    }
  }
  const parse::ParseCounts counts = {.statements = statements, .problems = problems.size()};
  if (const auto foreign = parse::find_foreign_dialect(sql, counts)) {
    builtin.report_not_analysed(foreign->range,
                                fmt::format("the file is for {}, not PostgreSQL: it has `{}`",
                                            foreign->name, foreign->evidence));
    return result;
  }
  parse::add_hints(sql, problems);
  for (const parse::ParseProblem& problem : problems) builtin.report(problem);
  std::ranges::move(context.findings(), std::back_inserter(result.findings));
  sort_findings(result.findings);
  return result;
}

}  // namespace pglint
