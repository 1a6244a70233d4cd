#include "page/wiki_page.h"

#include <array>
#include <iterator>

#include <fmt/format.h>

#include "rule/rule.h"
#include "rule/rule_page.h"
#include "text/trimmed.h"

namespace pglint::page {
namespace {

constexpr std::array<WikiEntry, 19> entries = {{
    {.number = "1.1", .title = "The encoding SQL_ASCII"},
    {.number = "2.1", .title = "psql -W"},
    {.number = "2.2", .title = "Rules"},
    {.number = "2.3", .title = "Table inheritance"},
    {.number = "3.1", .title = "NOT IN"},
    {.number = "3.2", .title = "Upper case in names"},
    {.number = "3.3", .title = "BETWEEN, above all with timestamps"},
    {.number = "4.1", .title = "timestamp without time zone"},
    {.number = "4.2", .title = "timestamp without time zone for UTC"},
    {.number = "4.3", .title = "timetz"},
    {.number = "4.4", .title = "CURRENT_TIME"},
    {.number = "4.5", .title = "timestamp(0) and timestamptz(0)"},
    {.number = "4.6", .title = "Offsets as names of time zones"},
    {.number = "5.1", .title = "char(n)"},
    {.number = "5.2", .title = "char(n) for identifiers of fixed length"},
    {.number = "5.3", .title = "varchar(n) by default"},
    {.number = "6.1", .title = "money"},
    {.number = "6.2", .title = "serial"},
    {.number = "7.1", .title = "trust authentication over TCP/IP"},
}};

constexpr std::string_view introduction = R"(# PostgreSQL wiki: Don't Do This

The PostgreSQL wiki has a page, [Don't Do This](https://wiki.postgresql.org/wiki/Don%27t_Do_This), of
habits that end badly. This is that page seen from pglint: for each entry the rules that look for it,
what they report and, as important, what they leave alone. Why it ends badly and every step of the
way out are on the rules' own pages.

Rules about types look at every place where a type can be written: columns of tables and foreign
tables (CREATE TABLE, ADD COLUMN, ALTER COLUMN … TYPE), attributes of composite types, domains; casts,
arguments and results of functions, variables of PL/pgSQL, columns of rows in FROM, RETURNING of
SQL/JSON functions, parameters of PREPARE, subtypes of ranges. Names are resolved as PostgreSQL does
it, arrays are looked through, and what only names something that exists is left alone.
)";

/// `text` as a paragraph that begins with `lead` in bold; empty where there is none.
std::string paragraph(std::string_view lead, std::string_view text) {
  return text::trimmed(text, "\n").empty()
             ? std::string()
             : fmt::format("\n**{}:**\n{}\n", lead, text::trimmed(text, "\n"));
}

std::string about(const Rule& rule) {
  return fmt::format("\n[`{0}`](rules/{0}.md), {1}{2}: {3}.\n", rule.id, name_of(rule.severity),
                     rule.on_by_default ? "" : ", off by default", rule.summary) +
         paragraph("Reported", rule.reported) + paragraph("Not reported", rule.not_reported);
}

}  // namespace

std::span<const WikiEntry> wiki_entries() { return entries; }

std::string wiki_page() {
  std::string page(introduction);
  for (const WikiEntry& entry : entries) {
    fmt::format_to(std::back_inserter(page), "\n## {} {}\n", entry.number, entry.title);
    std::string rules;
    for (const Rule* rule : all_rules()) {
      if (rule->wiki_entry == entry.number) rules += about(*rule);
    }
    page += rules.empty() ? "\nNo rule looks for this yet.\n" : rules;
  }
  return page;
}

}  // namespace pglint::page
