#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command/color.h"
#include "cli/command/commands.h"
#include "cli/terminal/complain.h"
#include "cli/terminal/pager.h"
#include "page/fix_example.h"
#include "page/rule_list.h"
#include "rule/rule_page.h"
#include "rule/settings.h"
#include "text/file.h"

namespace pglint::cli {
namespace {

ExitCode print(const std::string& text) {
  if (const auto error = text::write_stdout(text)) return complain(error->message);
  return ExitCode::clean;
}

/// Markdown with bold headings; the rest stays readable as it is.
std::string with_bold_headings(std::string_view markdown, report::Color color) {
  const report::Painter paint(color);
  std::string text;
  bool in_code = false;  // `#` begins a comment there, not a heading
  while (!markdown.empty()) {
    const std::size_t end = std::min(markdown.find('\n'), markdown.size());
    const std::string_view line = markdown.substr(0, end);
    if (line.starts_with("```")) in_code = !in_code;
    text +=
        !in_code && line.starts_with('#') ? paint(report::Paint::bold, line) : std::string(line);
    text += '\n';
    markdown.remove_prefix(std::min(end + 1, markdown.size()));
  }
  return text;
}

}  // namespace

ExitCode run_explain(const ExplainOptions& options) {
  const auto found = rule_called(options.rule);
  if (!found.ok()) return complain(found.error().message);
  const Rule& rule = *found.value();
  std::string page = rule_page(rule, fix_example(rule));
  if (const std::string url = rule_url(rule); !url.empty()) page += "\n" + url + "\n";
  const std::string text = with_bold_headings(page, color_of_stdout(options.color));
  return show_in_pager(text) ? ExitCode::clean : print(text);
}

ExitCode run_rules(const RulesOptions& options) {
  std::vector<const Rule*> rules(all_rules().begin(), all_rules().end());
  if (!options.names.empty()) {
    const auto selected = rules_called(options.names);
    if (!selected.ok()) {
      return complain(selected.error().message +
                      " (for a folder called rules: `pglint check rules`)");
    }
    rules = selected.value();
  }
  if (options.format == report::Format::json) return print(page::rules_as_json(rules));
  return print(page::rule_table(rules, color_of_stdout(options.color)));
}

ExitCode run_show(const ShowText& show) { return print(show.text); }

}  // namespace pglint::cli
