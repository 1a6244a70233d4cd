#include "page/rule_pages.h"

#include <iterator>

#include <fmt/format.h>

#include "page/generated_part.h"
#include "page/wiki_page.h"

namespace pglint::page {
namespace {

constexpr std::string_view generated_note =
    "<!-- Generated from the sources of the rules by `make docs`. Do not edit. -->\n";

/// A table for each group that has rules; links are relative to `folder`.
std::string rule_tables(std::string_view heading, std::string_view folder) {
  std::string tables;
  const Rule* previous = nullptr;
  for (const Rule* rule : all_rules()) {
    if (previous == nullptr || previous->group != rule->group) {
      fmt::format_to(std::back_inserter(tables),
                     "\n{} {} (`{}`)\n\n| Rule | Severity | What it finds |\n| --- | --- | --- |\n",
                     heading, title_of(rule->group), name_of(rule->group));
    }
    fmt::format_to(std::back_inserter(tables), "| [`{0}`]({1}{0}.md) | {2}{3} | {4} |\n", rule->id,
                   folder, severities_of(*rule), rule->on_by_default ? "" : ", off", rule->summary);
    previous = rule;
  }
  return tables;
}

}  // namespace

std::map<std::string, std::string> rule_pages() {
  std::map<std::string, std::string> pages;
  for (const Rule* rule : all_rules()) {
    pages[fmt::format("docs/rules/{}.md", rule->id)] =
        std::string(generated_note) + rule_page(*rule);
  }
  pages["docs/rules/README.md"] = std::string(generated_note) + "# Rules\n" + rule_tables("##", "");
  pages["docs/wiki.md"] = std::string(generated_note) + wiki_page();
  return pages;
}

std::string with_rule_table(std::string_view readme) {
  return with_part(readme, {.name = "rules", .content = rule_tables("###", "docs/rules/")});
}

}  // namespace pglint::page
