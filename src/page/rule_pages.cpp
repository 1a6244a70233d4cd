#include "page/rule_pages.h"

#include <iterator>

#include <fmt/format.h>

#include "page/fix_example.h"
#include "page/other_linters.h"
#include "page/wiki_page.h"

namespace pglint::page {
namespace {

constexpr std::string_view generated_note =
    "<!-- Generated from the sources of the rules by `make docs`. Do not edit. -->\n";

constexpr std::string_view introduction = R"(# Rules

Each rule has a page: why it is there, what it reports and what not, what to do instead, and when
the pattern is acceptable. `pglint explain RULE` prints the same. [Severity](../severity.md) lists
every severity that findings of the rule can have, the usual one first; rules marked `off` run only
if `--select` or `pglint.toml` turns them on.
)";

/// The index of the pages: a table for each group that has rules.
std::string index_page() {
  std::string page(introduction);
  const Rule* previous = nullptr;
  for (const Rule* rule : all_rules()) {
    if (previous == nullptr || previous->group != rule->group) {
      fmt::format_to(std::back_inserter(page),
                     "\n## {} (`{}`)\n\n| Rule | About | Severity | What it finds |\n"
                     "| --- | --- | --- | --- |\n",
                     title_of(rule->group), name_of(rule->group));
    }
    fmt::format_to(std::back_inserter(page), "| [`{0}`]({0}.md) | {1} | {2}{3} | {4} |\n", rule->id,
                   name_of(rule->concern), severities_of(*rule), rule->on_by_default ? "" : ", off",
                   rule->summary);
    previous = rule;
  }
  return page;
}

}  // namespace

std::map<std::string, std::string> rule_pages() {
  std::map<std::string, std::string> pages;
  for (const Rule* rule : all_rules()) {
    pages[fmt::format("docs/rules/{}.md", rule->id)] =
        std::string(generated_note) + rule_page(*rule, fix_example(*rule));
  }
  pages["docs/rules/README.md"] = std::string(generated_note) + index_page();
  pages["docs/other-linters.md"] = std::string(generated_note) + other_linters_page();
  pages["docs/wiki.md"] = std::string(generated_note) + wiki_page();
  return pages;
}

}  // namespace pglint::page
