#include "report/sarif/sarif_rule.h"

#include <cassert>
#include <string>

#include <fmt/format.h>

#include "report/severity_words.h"
#include "rule/rule_page.h"
#include "text/ascii.h"
#include "text/trimmed.h"
#include "text/utf8.h"

namespace pglint::report {
namespace {

constexpr std::size_t longest_name = 255;
constexpr std::size_t longest_description = 1024;

/// At most `limit` code points of `text`.
std::string_view cut(std::string_view text, std::size_t limit) {
  return text.substr(0, text::offset_of_code_point(text, limit));
}

/// Joins the lines of hard-wrapped paragraphs, because plain text is shown with its line breaks.
std::string unwrapped(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool ends_paragraph = text.substr(at).starts_with("\n\n");
    if (ends_paragraph) result += "\n\n";
    if (!ends_paragraph) result += text[at] == '\n' ? ' ' : text[at];
    if (ends_paragraph) ++at;
  }
  return result;
}

/// `MoneyType` of `money-type`: SARIF asks for this spelling of names for people.
std::string pascal_case(std::string_view id) {
  std::string name;
  bool starts_word = true;
  for (const char letter : id) {
    if (letter != '-') name += starts_word ? text::uppered(letter) : letter;
    starts_word = letter == '-';
  }
  return name;
}

std::string_view problem_severity(Severity severity) {
  return severity == Severity::info ? "recommendation" : name_of(severity);
}

text::Json message(std::string_view text) { return {{"text", text}}; }

}  // namespace

std::string_view sarif_level(Severity severity) {
  return severity == Severity::info ? "note" : name_of(severity);
}

text::Json sarif_rule(const Rule& rule) {
  const std::string summary = sentence(rule.summary);
  const std::string why = rule.why.empty() ? summary : unwrapped(text::trimmed(rule.why, "\n"));
  const std::string help = rule.help.empty() ? summary : sentence(rule.help);
  const std::string url = rule_url(rule);
  std::string help_text = help;
  std::string markdown = fmt::format("{}\n{}", help, rule_sections(rule));
  if (!url.empty()) {
    help_text += " See " + url;
    markdown += fmt::format("\n[{}]({})\n", rule.id, url);
  }
  const text::Json tags = {"postgresql", "sql", name_of(rule.group)};
  text::Json described = {
      {"id", rule.id},
      {"name", cut(pascal_case(rule.id), longest_name)},
      {"shortDescription", message(cut(summary, longest_description))},
      {"fullDescription", message(cut(why, longest_description))},
      {"help", {{"text", help_text}, {"markdown", markdown}}},
      {"defaultConfiguration", {{"level", sarif_level(rule.severity)}}},
      {"properties",
       {{"tags", tags},
        {"precision", "high"},
        {"problem.severity", problem_severity(rule.severity)}}},
  };
  if (!url.empty()) described["helpUri"] = url;
  return described;
}

}  // namespace pglint::report
