#include "tests/rules/expectations.h"

#include <regex>

#include <fmt/format.h>

#include "host/file_kind.h"
#include "parse/tree/arena.h"
#include "parse/tree/token.h"
#include "text/line/index.h"

namespace pglint::tests {
namespace {

/// `rule-id`, `rule-id(info)`, `rule-id: part of the message`.
const std::regex& expected_rule() {
  static const std::regex pattern(
      R"(^\s*([a-z][a-z0-9-]*)(?:\((info|warning|error)\))?(?::\s*(.+?))?\s*$)");
  return pattern;
}

bool read_rule(const std::string& text, Expectation& expectation) {
  std::smatch match;
  if (!std::regex_match(text, match, expected_rule())) return false;
  expectation.rule = match[1];
  if (match[2].matched) expectation.severity = match[2];
  expectation.message = match[3];
  return true;
}

std::vector<std::string> split_at_commas(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t comma; (comma = text.find(',', begin)) != std::string::npos; begin = comma + 1) {
    parts.push_back(text.substr(begin, comma - begin));
  }
  parts.push_back(text.substr(begin));
  return parts;
}

class Reader {
 public:
  explicit Reader(const std::string& content) : sql_(content), lines_(content) {}

  Expectations read_sql() {
    const parse::Arena arena;
    read_code({.begin = 0, .end = sql_.size()});
    return std::move(result_);
  }

  /// Only the comments of this reader count here.
  Expectations read_lines() {
    static const std::regex comment(R"((?:#|//)\s*(\^|expects?\b|config\b|help:).*$)");
    for (std::size_t line = 1; line <= lines_.line_count(); ++line) {
      const std::string text(lines_.line_text(line));
      std::smatch match;
      const bool has_comment = std::regex_search(text, match, comment);
      const std::size_t first = text.find_first_not_of(" \t");
      const auto begin = has_comment ? static_cast<std::size_t>(match.position()) : text.size();
      if (first < begin) code_line_ = line;
      if (!has_comment) continue;
      // Replaced by one of equal width, so that columns do not change.
      text::Position at = lines_.position(lines_.line_range(line).begin + begin);
      const std::size_t mark = text[begin] == '#' ? 1 : 2;
      at.column -= 2 - mark;
      read_comment("--" + text.substr(begin + mark), at);
    }
    return std::move(result_);
  }

 private:
  void read_code(text::Range range) {
    const std::string code = sql_.substr(range.begin, range.size());
    for (const parse::Token& token : parse::scan(code, range.begin).tokens) {
      const std::string text = sql_.substr(token.range.begin, token.range.size());
      if (token.kind != parse::TokenKind::comment) {
        if (is_body(token, text))
          read_code({token.range.begin + text.find('\n'), token.range.end - 1});
        code_line_ = lines_.position(token.range.end - 1).line;
      } else if (text.starts_with("--")) {
        read_comment(text, lines_.position(token.range.begin));
      }
    }
  }

  /// A string over several lines may be code with comments.
  static bool is_body(const parse::Token& token, const std::string& text) {
    return token.kind == parse::TokenKind::string && text.find('\n') != std::string::npos;
  }

  void read_comment(const std::string& text, text::Position at) {
    static const std::regex expect(R"(^--\s*expect:(.*)$)");
    static const std::regex config(R"(^--\s*config:\s*([^\s=]+)\s*=\s*(.*?)\s*$)");
    static const std::regex carets(R"(^--(\s*)(\^+)(.*)$)");
    static const std::regex help(R"(^--\s+help:\s*(.+?)\s*$)");
    static const std::regex suspicious(R"(^--\s*(expects?|config)\b.*$)");
    std::smatch match;
    if (std::regex_match(text, match, expect)) {
      for (const std::string& part : split_at_commas(match[1])) {
        Expectation expectation{.line = at.line};
        add(read_rule(part, expectation) && expectation.message.empty(), expectation, at, text);
      }
    } else if (std::regex_match(text, match, carets)) {
      Expectation expectation{.line = code_line_};
      const bool ok = code_line_ > 0 && read_rule(match[3], expectation);
      expectation.column = at.column + 2 + static_cast<std::size_t>(match[1].length());
      expectation.end_column = expectation.column + static_cast<std::size_t>(match[2].length());
      add(ok, expectation, at, text);
    } else if (std::regex_match(text, match, help) && code_line_ > 0) {
      if (result_.findings.empty() || result_.findings.back().column == 0) {
        result_.errors.push_back(fmt::format("{}: no finding above `{}`", at.line, text));
      } else {
        result_.findings.back().help = match[1];
      }
    } else if (code_line_ == 0 && std::regex_match(text, match, config)) {
      if (!configure(match[1], match[2])) {
        result_.errors.push_back(fmt::format("{}: cannot read `{}`", at.line, text));
      }
    } else if (std::regex_match(text, suspicious)) {
      result_.errors.push_back(fmt::format("{}: cannot read `{}`", at.line, text));
    }
  }

  /// False if the setting is unknown.
  bool configure(const std::string& key, const std::string& value) {
    if (key == "pg" && find_fault(OptionKind::number, value).empty()) {
      result_.pg_version = std::stoi(value);
      return true;
    }
    if (key == "grammar" && find_fault(OptionKind::number, value).empty()) {
      result_.grammar = std::stoi(value);
      return true;
    }
    if (key == "given" || key == "migration-tool") {
      (key == "given" ? result_.given : result_.migration_tool) = value;
      return true;
    }
    for (const Confidence level : {Confidence::low, Confidence::medium, Confidence::high}) {
      if (key != "confidence" || name_of(level) != value) continue;
      result_.min_confidence = level;
      return true;
    }
    const std::size_t dot = key.find('.');
    if (dot == std::string::npos) return false;
    result_.options.push_back(
        {.rule = key.substr(0, dot), .option = key.substr(dot + 1), .value = value});
    return true;
  }

  void add(bool ok, const Expectation& expectation, text::Position at, const std::string& text) {
    if (ok) {
      result_.findings.push_back(expectation);
    } else {
      result_.errors.push_back(fmt::format("{}: cannot read `{}`", at.line, text));
    }
  }

  const std::string& sql_;
  text::LineIndex lines_;
  std::size_t code_line_ = 0;  ///< the last line with code
  Expectations result_;
};

bool meets(const Finding& finding, const Expectation& expected, const text::LineIndex& lines) {
  const text::Position begin = lines.position(finding.range.begin);
  const text::Position end = lines.position(finding.range.end);
  if (begin.line != expected.line || finding.rule->id != expected.rule) return false;
  if (expected.severity && name_of(finding.severity) != *expected.severity) return false;
  if (finding.message.find(expected.message) == std::string::npos) return false;
  if (help_of(finding).find(expected.help) == std::string_view::npos) return false;
  if (expected.column == 0) return true;
  const std::size_t line_end = lines.position(lines.line_range(begin.line).end).column;
  const std::size_t end_column = end.line == begin.line ? end.column : line_end;
  return begin.column == expected.column && end_column == expected.end_column;
}

}  // namespace

Expectations read_expectations(const std::string& content, std::string_view path) {
  const bool is_sql = host::kind_of(path, content) == host::FileKind::sql;
  return is_sql ? Reader(content).read_sql() : Reader(content).read_lines();
}

std::vector<std::string> compare(const Expectations& expected, const std::vector<Finding>& findings,
                                 std::string_view sql) {
  const text::LineIndex lines(sql);
  std::vector<std::string> differences = expected.errors;
  std::vector<const Finding*> open;
  open.reserve(findings.size());
  for (const Finding& finding : findings) open.push_back(&finding);

  // The strictest first, so that a lax expectation does not consume the finding of a strict one.
  std::vector<Expectation> wanted = expected.findings;
  std::ranges::stable_sort(wanted, [](const Expectation& a, const Expectation& b) {
    return (a.column > 0) > (b.column > 0);
  });
  for (const Expectation& expectation : wanted) {
    const auto met = std::ranges::find_if(
        open, [&](const Finding* finding) { return meets(*finding, expectation, lines); });
    if (met != open.end()) {
      open.erase(met);
      continue;
    }
    differences.push_back(fmt::format(
        "{}:{}: missing: {}{} {}{}", expectation.line, expectation.column, expectation.rule,
        expectation.severity ? "(" + *expectation.severity + ")" : "", expectation.message,
        expectation.help.empty() ? "" : "; help: " + expectation.help));
  }
  for (const Finding* finding : open) {
    const text::Position begin = lines.position(finding->range.begin);
    differences.push_back(fmt::format("{}:{}-{}: unexpected: {}({}) {}; help: {}", begin.line,
                                      begin.column, lines.position(finding->range.end).column,
                                      finding->rule->id, name_of(finding->severity),
                                      finding->message, help_of(*finding)));
  }
  return differences;
}

}  // namespace pglint::tests
