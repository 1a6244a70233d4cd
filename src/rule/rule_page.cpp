#include "rule/rule_page.h"

#include <iterator>

#include <fmt/format.h>

#include "host/file_kind.h"
#include "text/trimmed.h"

namespace pglint {
namespace {

void append_section(std::string& page, std::string_view title, std::string_view text) {
  if (text::trimmed(text, "\n").empty()) return;
  fmt::format_to(std::back_inserter(page), "\n## {}\n\n{}\n", title, text::trimmed(text, "\n"));
}

/// The language of the rule's examples, as a Markdown info string.
std::string_view language_of(const Rule& rule) {
  switch (host::kind_of_name(rule.example_file)) {
    case host::FileKind::sql:
      return "sql";
    case host::FileKind::shell:
      return "sh";
    case host::FileKind::dockerfile:
      return "dockerfile";
    case host::FileKind::yaml:
      return "yaml";
    case host::FileKind::makefile:
      return "make";
    case host::FileKind::pg_hba:
      return "pg_hba";
    case host::FileKind::prisma:
      return "prisma";
    case host::FileKind::env_file:
    case host::FileKind::procfile:
      break;
  }
  return "text";
}

std::string example(std::string_view lead, std::string_view language, std::string_view text) {
  if (text::trimmed(text, "\n").empty()) return {};
  return fmt::format("\n{}:\n\n```{}\n{}\n```\n", lead, language, text::trimmed(text, "\n"));
}

/// ` for PostgreSQL 13`, ` in a migration of goose`.
std::string circumstances_of(const Rule& rule) {
  std::string text;
  if (rule.example_pg_version > 0)
    text += fmt::format(" for PostgreSQL {}", rule.example_pg_version);
  if (!rule.example_tool.empty()) text += fmt::format(" in a migration of {}", rule.example_tool);
  return text;
}

void append_examples(std::string& page, const Rule& rule) {
  const std::string_view language = language_of(rule);
  append_section(page, "Examples",
                 example("After an earlier migration with", language, rule.given) +
                     example("Reported" + circumstances_of(rule), language, rule.bad) +
                     example("Not reported", language, rule.good));
}

std::string option_table(const Rule& rule) {
  std::string table;
  for (const RuleOption& option : rule.options) {
    if (option.name.empty()) break;
    std::string value(option.default_value);
    for (std::size_t at = 0; (at = value.find('|', at)) != std::string::npos; at += 2) {
      value.insert(at, 1, '\\');  // otherwise it ends the cell
    }
    fmt::format_to(std::back_inserter(table), "| `{}` | {} | {} | {} |\n", option.name,
                   name_of(option.kind), value.empty() ? "none" : "`" + value + "`",
                   option.description);
  }
  if (table.empty()) return table;
  return fmt::format(
      "| Option | Type | Default | Description |\n| --- | --- | --- | --- |\n{}\n"
      "On the command line: `--option {}.{}=VALUE`.",
      table, rule.id, rule.options.front().name);
}

}  // namespace

std::string rule_page(const Rule& rule, std::string_view fix) {
  std::string page = fmt::format("# {}\n\n{}.\n\n", rule.id, rule.summary);
  auto out = std::back_inserter(page);
  fmt::format_to(out, "Group `{}`, about {}, severity {}, {} by default", name_of(rule.group),
                 name_of(rule.concern), severities_of(rule), rule.on_by_default ? "on" : "off");
  if (rule.min_pg_version > 0) fmt::format_to(out, ", PostgreSQL {}+", rule.min_pg_version);
  if (!rule.wiki_entry.empty()) {
    fmt::format_to(out, ".\nEntry {} of Don't Do This", rule.wiki_entry);
  }
  return page + ".\n" + rule_sections(rule, fix);
}

std::string rule_page_url(const Rule& rule, std::string_view homepage) {
  return homepage.empty() ? "" : fmt::format("{}/blob/main/docs/rules/{}.md", homepage, rule.id);
}

std::string rule_sections(const Rule& rule, std::string_view fix) {
  std::string page;
  append_section(page, "What is reported", rule.reported);
  append_examples(page, rule);
  append_section(page, "Why", rule.why);
  append_section(page, "How to fix it", rule.instead);
  append_section(page, "Fixed by pglint", fix);
  append_section(page, "When it is fine", rule.fine);
  append_section(page, "What is not reported", rule.not_reported);
  append_section(page, "Options", option_table(rule));
  std::string links;
  for (const std::string_view link : rule.links) {
    if (!link.empty()) links += fmt::format("- <{}>\n", link);
  }
  append_section(page, "Further reading", links);
  return page;
}

}  // namespace pglint
