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
    {.number = "1.1", .title = "SQL_ASCII encoding"},
    {.number = "2.1", .title = "psql -W"},
    {.number = "2.2", .title = "Rules"},
    {.number = "2.3", .title = "Table inheritance"},
    {.number = "3.1", .title = "NOT IN"},
    {.number = "3.2", .title = "Upper-case letters in names"},
    {.number = "3.3", .title = "BETWEEN with timestamps"},
    {.number = "4.1", .title = "timestamp without time zone"},
    {.number = "4.2", .title = "timestamp without time zone for UTC values"},
    {.number = "4.3", .title = "time with time zone (timetz)"},
    {.number = "4.4", .title = "CURRENT_TIME"},
    {.number = "4.5", .title = "timestamp(0) and timestamptz(0)"},
    {.number = "4.6", .title = "Offsets as time zone names"},
    {.number = "5.1", .title = "char(n)"},
    {.number = "5.2", .title = "char(n) for fixed-length identifiers"},
    {.number = "5.3", .title = "varchar(n) by default"},
    {.number = "6.1", .title = "money"},
    {.number = "6.2", .title = "serial"},
    {.number = "7.1", .title = "trust authentication over TCP/IP"},
}};

constexpr std::string_view introduction = R"(# PostgreSQL wiki: Don't Do This

The PostgreSQL wiki lists common mistakes on its page
[Don't Do This](https://wiki.postgresql.org/wiki/Don%27t_Do_This). For each entry of that list, this
page names the rules that check it, what they report, and what they do not report. The page of each
rule explains the reasons and how to fix a finding.

Rules about types check every place where a type can be written: columns of tables and foreign
tables (CREATE TABLE, ADD COLUMN, ALTER COLUMN … TYPE), attributes of composite types, and domains;
also casts, arguments and results of functions, PL/pgSQL variables, columns of rows in FROM,
RETURNING in SQL/JSON functions, parameters of PREPARE, and subtypes of ranges. They resolve type
names as PostgreSQL does, and check the element type of arrays. They ignore types that only identify
an existing object, as in `DROP FUNCTION f(money)`.
)";

/// `text` as a paragraph that begins with `lead` in bold; empty if there is no text.
std::string paragraph(std::string_view lead, std::string_view text) {
  return text::trimmed(text, "\n").empty()
             ? std::string()
             : fmt::format("\n**{}:**\n{}\n", lead, text::trimmed(text, "\n"));
}

std::string about(const Rule& rule) {
  return fmt::format("\n[`{0}`](rules/{0}.md), {1}{2}:\n{3}.\n", rule.id, severities_of(rule),
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
    page += rules.empty() ? "\nNo rule checks this yet.\n" : rules;
  }
  return page;
}

}  // namespace pglint::page
