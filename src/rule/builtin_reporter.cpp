#include "rule/builtin_reporter.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "parse/body/dynamic_sql.h"
#include "parse/source/hint.h"
#include "parse/source/lexer.h"
#include "parse/source/placeholder_filler.h"
#include "pglint_version.h"
#include "rule/builtin_rules.h"
#include "rule/make_finding.h"
#include "rule/message_style.h"
#include "rule/statement_hash.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace pglint {
namespace {

constexpr std::string_view help_for_sql =
    "correct the statement: PostgreSQL " PG_MAJORVERSION " cannot parse it";

/// See `Line::may_be_of_template`.
bool may_be_of_template(std::string_view line) {
  if (line.find_first_of("{}%@#\\`") != std::string_view::npos) return true;
  const auto opens_name = [&](char open) {
    const std::size_t at = line.find(open);
    return at != std::string_view::npos && at + 1 < line.size() &&
           parse::is_word_start(line[at + 1]);
  };
  return opens_name('$') || opens_name('<') || opens_name('[');
}

/// The likely cause and, for templates, also that the file need not be linted.
std::string help_for_unread(const parse::ParseProblem& problem) {
  const bool is_template = problem.hint.ends_with("`--placeholders`");
  return problem.hint + (is_template ? ", or `exclude` the file" : "");
}

/// Brings a message of PostgreSQL into the house style. Some quote the rest of the text: drops the
/// quotation if it has several lines, and truncates long messages.
std::string in_house_style(std::string message) {
  constexpr std::size_t longest = 160;
  if (const std::size_t end = message.find_first_of("\r\n"); end != std::string::npos) {
    message.resize(std::min(end, message.find(" at or near \"")));
  }
  if (!is_well_formed(message)) message.front() = text::lowered(message.front());
  if (message.size() <= longest) return message;
  std::size_t end = longest;
  while (end > 0 && text::is_continuation(message[end])) --end;
  message.resize(end);
  return message + "…";
}

/// The line that contains byte `offset`, without its end.
text::Range line_at(std::string_view content, std::size_t offset) {
  const std::size_t begin = offset == 0 ? 0 : content.rfind('\n', offset - 1) + 1;
  return {.begin = begin, .end = std::min(content.find('\n', offset), content.size())};
}

std::string_view trimmed_line(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

/// `message` with the word at which PostgreSQL stopped, if it does not say that itself.
std::string with_place(std::string message, std::string_view content, text::Range range) {
  const bool says_it = message.find(" at or near ") != std::string::npos ||
                       message.find(" at end of input") != std::string::npos ||
                       message.starts_with("unterminated ") ||
                       message.find('"') != std::string::npos;
  constexpr std::size_t longest = 63;
  const bool is_word = range.begin < range.end && range.end <= content.size() &&
                       range.size() <= longest && parse::is_word_start(content[range.begin]);
  if (says_it || !is_word) return message;
  return message + " at or near \"" + std::string(content.substr(range.begin, range.size())) + '"';
}

}  // namespace

void BuiltinReporter::report(const parse::ParseProblem& problem, const Origin& origin) {
  const std::string words = in_house_style(problem.message);
  const text::Range range = origin.in_file(problem.range);
  switch (problem.kind) {
    case parse::ProblemKind::syntax:
      add(syntax_error,
          {.at = range,
           .message = with_place(words, result_.content, range),
           .help = problem.hint.empty() ? std::string(help_for_syntax(range.begin)) : problem.hint,
           .confidence = origin.confidence});
      break;
    case parse::ProblemKind::too_deep:
      report_not_analyzed(range, "the statement is nested too deeply for PostgreSQL's parser",
                          "split the statement: PostgreSQL rejects it as well");
      break;
    case parse::ProblemKind::not_parsed:
      report_not_analyzed(range, words, help_for_unread(problem));
      break;
  }
}

void BuiltinReporter::report_not_analyzed(text::Range range, const std::string& reason,
                                          std::string help, std::optional<Severity> severity) {
  result_.not_analyzed.push_back(reason);
  add(not_analyzed,
      {.at = range, .message = reason, .help = std::move(help), .severity = severity});
}

void BuiltinReporter::report_placeholders(text::Range first) {
  const bool known = std::ranges::any_of(result_.notices, [](const parse::Notice& notice) {
    return notice.kind == parse::NoticeKind::placeholders;
  });
  if (known) return;
  result_.notices.push_back(parse::placeholder_notice(result_.content, first));
}

void BuiltinReporter::note_substitutes(std::string_view written, std::string_view parsed,
                                       const Origin& origin) {
  for (parse::Substitute& substitute : parse::find_substitutes(written, parsed)) {
    const text::Range range = {.begin = substitute.at, .end = substitute.at + 1};
    substitute.at = origin.in_file(range).begin;
    result_.substitutes.push_back(std::move(substitute));
  }
}

void BuiltinReporter::note_computed_names(std::string_view format, std::string_view parsed,
                                          const Origin& origin) {
  const std::size_t before = result_.substitutes.size();
  note_substitutes(format, parsed, origin);
  for (std::size_t at = before; at < result_.substitutes.size(); ++at) {
    std::string& written = result_.substitutes[at].written;
    written = parse::name_of_format(written);
  }
}

void BuiltinReporter::report(const Rule& rule, text::Range range, const std::string& message,
                             std::string help) {
  add(rule, {.at = range, .message = message, .help = std::move(help)});
}

const BuiltinReporter::Line& BuiltinReporter::line_of(std::size_t offset) {
  const bool is_known = line_ && line_->range.begin <= offset && offset <= line_->range.end;
  if (is_known) return *line_;
  const std::string_view content = result_.content;
  const text::Range range = line_at(content, std::min(offset, content.size()));
  const std::string_view line = content.substr(range.begin, range.size());
  return line_.emplace(Line{.range = range,
                            .hash = code_hash(trimmed_line(line)),
                            .may_be_of_template = may_be_of_template(line)});
}

std::string_view BuiltinReporter::help_for_syntax(std::size_t offset) {
  return line_of(offset).may_be_of_template ? parse::hint_for_unknown_text : help_for_sql;
}

void BuiltinReporter::add(const Rule& rule, Report report) {
  if (!std::ranges::count(settings_.rules, &rule)) return;
  Finding finding = make_finding(rule, std::move(report), settings_);
  finding.statement_hash = line_of(finding.range.begin).hash;
  result_.findings.push_back(std::move(finding));
}

}  // namespace pglint
