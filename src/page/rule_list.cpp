#include "page/rule_list.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "rule/rule.h"
#include "rule/rule_page.h"
#include "text/json.h"
#include "text/trimmed.h"

namespace pglint::page {
namespace {

text::Json links(const Rule& rule) {
  text::Json list = text::Json::array();
  for (const std::string_view link : rule.links) {
    if (!link.empty()) list.push_back(link);
  }
  return list;
}

/// All severities that findings can have, the default first.
text::Json severities(const Rule& rule) {
  text::Json list = text::Json::array({name_of(rule.severity)});
  for (const std::optional<Severity>& other : rule.also) {
    if (other) list.push_back(name_of(*other));
  }
  return list;
}

text::Json options(const Rule& rule) {
  text::Json list = text::Json::array();
  for (const RuleOption& option : rule.options) {
    if (option.name.empty()) break;
    list.push_back({{"name", option.name},
                    {"kind", name_of(option.kind)},
                    {"default", option.default_value},
                    {"description", option.description}});
  }
  return list;
}

text::Json as_json(const Rule& rule) {
  text::Json members = {{"id", rule.id},
                        {"group", name_of(rule.group)},
                        {"concern", name_of(rule.concern)},
                        {"severity", name_of(rule.severity)},
                        {"severities", severities(rule)},
                        {"on_by_default", rule.on_by_default},
                        {"min_pg_version", rule.min_pg_version},
                        {"summary", rule.summary},
                        {"help", rule.help},
                        {"why", text::trimmed(rule.why, "\n")},
                        {"instead", text::trimmed(rule.instead, "\n")},
                        {"fine", text::trimmed(rule.fine, "\n")},
                        {"bad", text::trimmed(rule.bad, "\n")},
                        {"good", text::trimmed(rule.good, "\n")},
                        {"links", links(rule)},
                        {"options", options(rule)}};
  if (std::string url = rule_url(rule); !url.empty()) members["url"] = std::move(url);
  return members;
}

}  // namespace

std::string rule_table(std::span<const Rule* const> rules, report::Color color) {
  const report::Painter paint(color);
  std::size_t width = 0;
  for (const Rule* rule : rules) width = std::max(width, rule->id.size());
  std::string table;
  std::optional<Group> group;
  for (const Rule* rule : rules) {
    if (rule->group != group) {
      table += fmt::format("{}{}\n", group ? "\n" : "",
                           paint(report::Paint::bold, name_of(rule->group)));
    }
    group = rule->group;
    std::string severity(name_of(rule->severity));
    for (const std::optional<Severity>& other : rule->also) {
      if (other) severity.append("/").append(name_of(*other));
    }
    severity.resize(std::max<std::size_t>(severity.size(), 12), ' ');
    table += fmt::format("  {:<{}}  {}  {:<3}  {}\n", rule->id, width,
                         paint(report::paint_of(rule->severity), severity),
                         rule->on_by_default ? "on" : "off", rule->summary);
  }
  return table;
}

std::string rules_as_json(std::span<const Rule* const> rules) {
  text::Json list = text::Json::array();
  for (const Rule* rule : rules) list.push_back(as_json(*rule));
  return text::dump({{"version", 1}, {"rules", std::move(list)}}, text::Layout::indented) + "\n";
}

}  // namespace pglint::page
