#include "rule/rule.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "pglint_version.h"
#include "rule/rule_page.h"

namespace pglint {

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  assert(false);
  return {};
}

std::string_view name_of(Concern concern) {
  switch (concern) {
    case Concern::correctness:
      return "correctness";
    case Concern::design:
      return "design";
    case Concern::style:
      return "style";
  }
  assert(false);
  return {};
}

std::string_view name_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::low:
      return "low";
    case Confidence::medium:
      return "medium";
    case Confidence::high:
      return "high";
  }
  assert(false);
  return {};
}

std::string_view name_of(OptionKind kind) {
  switch (kind) {
    case OptionKind::text:
      return "text";
    case OptionKind::number:
      return "number";
    case OptionKind::pattern:
      return "pattern";
  }
  assert(false);
  return {};
}

std::string_view name_of(Group group) { return all_groups[static_cast<std::size_t>(group)].name; }

std::string_view title_of(Group group) { return all_groups[static_cast<std::size_t>(group)].title; }

bool runs_with_file(const Rule& rule) {
  return rule.operation_check != nullptr || rule.run_check != nullptr;
}

bool can_have(const Rule& rule, Severity severity) {
  return rule.severity == severity || std::ranges::find(rule.also, severity) != rule.also.end();
}

std::string severities_of(const Rule& rule) {
  std::string text(name_of(rule.severity));
  for (const std::optional<Severity>& other : rule.also) {
    if (other) text.append(" or ").append(name_of(*other));
  }
  return text;
}

const Rule* find_rule(std::string_view id) {
  const auto rules = all_rules();
  const auto found = std::ranges::find(rules, id, &Rule::id);
  return found == rules.end() ? nullptr : *found;
}

bool looks_at_schema(const Rule& rule) {
  return std::ranges::any_of(rule.checks,
                             [](const Handler& handler) { return handler.call_schema != nullptr; });
}

const RuleOption* find_option(const Rule& rule, std::string_view name) {
  const auto* const found = std::ranges::find(rule.options, name, &RuleOption::name);
  return name.empty() || found == rule.options.end() ? nullptr : &*found;
}

std::string rule_url(const Rule& rule) { return rule_page_url(rule, PGLINT_HOMEPAGE); }

}  // namespace pglint
