#include "engine/linter.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/builtin_rules.h"
#include "engine/context.h"
#include "engine/hash.h"
#include "parse/preprocess.h"
#include "parse/statement_reader.h"
#include "parse/walk.h"
#include "pglint_version.h"
#include "text/utf8.h"

namespace pglint {
namespace {

/// PostgreSQL's scanner works on a copy of the text that must stay below 1 GiB.
constexpr std::size_t max_bytes = (std::size_t{1} << 30U) - 16;

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

/// A built-in finding, which stands outside of any statement.
class BuiltinReporter {
 public:
  BuiltinReporter(const Settings& settings, FileResult& result)
      : settings_(settings), result_(result) {}

  void report(const Rule& rule, text::Range range, std::string message) {
    if (!std::ranges::count(settings_.rules, &rule)) return;
    if (rule.severity < settings_.min_severity) return;
    Hash hash;
    hash.add(message);
    hash.add(std::string_view(result_.content).substr(range.begin, range.size()));
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
    switch (problem.kind) {
      case parse::ProblemKind::syntax:
        report(syntax_error, problem.range, words + " (PostgreSQL " PG_MAJORVERSION " grammar)");
        break;
      case parse::ProblemKind::too_deep:
        report_not_analysed(problem.range,
                            "the statement is nested deeper than PostgreSQL's parser goes");
        break;
      case parse::ProblemKind::not_parsed:
        report_not_analysed(problem.range, words);
        break;
    }
  }

 private:
  const Settings& settings_;
  FileResult& result_;
};

/// Why `content` cannot be given to the parser, and where; nothing if it can.
struct Unreadable {
  text::Range range;
  std::string reason;
};
std::optional<Unreadable> find_unreadable(std::string_view content) {
  if (content.size() > max_bytes) {
    return Unreadable{.range = {}, .reason = "the file is larger than 1 GiB"};
  }
  const std::size_t nul = content.find('\0');
  const auto at = [](std::size_t offset) {
    return text::Range{.begin = offset, .end = offset + 1};
  };
  if (nul != std::string_view::npos) {
    return Unreadable{
        .range = at(nul),
        .reason = "byte " + std::to_string(nul) + " is NUL; the file is binary or UTF-16"};
  }
  if (const auto invalid = text::find_invalid_utf8(content)) {
    return Unreadable{.range = at(*invalid),
                      .reason = "byte " + std::to_string(*invalid) + " is not valid UTF-8"};
  }
  return std::nullopt;
}

void sort_findings(std::vector<Finding>& findings) {
  const auto key = [](const Finding& finding) {
    return std::tie(finding.range.begin, finding.rule->id, finding.message, finding.range.end);
  };
  std::ranges::sort(findings, {}, key);
  // The grammar hangs some nodes into the tree twice: (a, b) = (SELECT …) of an UPDATE.
  const auto doubles = std::ranges::unique(
      findings, [&](const Finding& a, const Finding& b) { return key(a) == key(b); });
  findings.erase(doubles.begin(), doubles.end());
}

void check_statement(const parse::Statement& statement, const DispatchTable& table,
                     parse::Walker& walker, Context& context) {
  context.enter_statement(statement);
  walker.walk_pruned(*statement.tree, [&](const Node& node, parse::Ancestors ancestors) {
    const auto checks = table.checks(node.type);
    if (!checks.empty()) context.enter_node(ancestors);
    for (const DispatchTable::Entry& check : checks) {
      context.enter_rule(*check.rule);
      check.call(node, context);
    }
    return table.worth_visiting(node.type);
  });
}

}  // namespace

FileResult lint(std::string path, std::string content, const Settings& settings,
                const DispatchTable& table) {
  FileResult result;
  result.path = std::move(path);
  result.content = std::move(content);
  BuiltinReporter builtin(settings, result);
  if (const auto unreadable = find_unreadable(result.content)) {
    builtin.report_not_analysed(unreadable->range, unreadable->reason);
    return result;
  }

  const auto blanked = parse::preprocess(result.content);
  const std::string& sql = blanked ? *blanked : result.content;
  parse::StatementReader reader(sql);
  parse::Walker walker;
  Context context(settings, reader, sql);
  for (parse::Batch batch; reader.next(batch);) {
    for (const parse::ParseProblem& problem : batch.problems) builtin.report(problem);
    for (const parse::Statement& statement : batch.statements) {
      check_statement(statement, table, walker, context);
    }
  }
  std::ranges::move(context.findings(), std::back_inserter(result.findings));
  sort_findings(result.findings);
  return result;
}

}  // namespace pglint
