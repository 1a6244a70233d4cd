#include "rule/settings.h"

#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <regex>
#include <tuple>

#include <fmt/format.h>

#include "rule/builtin_rules.h"
#include "text/ascii.h"
#include "text/nearest.h"

namespace pglint {
namespace {

constexpr std::array groups = {Group::builtin,   Group::wiki,     Group::normalization,
                               Group::schema,    Group::naming,   Group::query,
                               Group::migration, Group::security, Group::prisma};

bool matches(const std::string& name, const Rule& rule) {
  if (name == "default") return rule.on_by_default;
  if (name == "all" || name == rule.id || name == name_of(rule.group)) return true;
  return ::fnmatch(name.c_str(), std::string(rule.id).c_str(), 0) == 0;
}

bool matches_any(const std::vector<std::string>& names, const Rule& rule) {
  return std::ranges::any_of(names, [&](const std::string& name) { return matches(name, rule); });
}

std::optional<Error> check_names(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const bool is_group = name == "default" || std::ranges::any_of(groups, [&](Group group) {
                            return name_of(group) == name;
                          });
    const bool fits = is_group || std::ranges::any_of(all_rules(), [&](const Rule* rule) {
                        return matches(name, *rule);
                      });
    if (fits) continue;
    const std::string_view near = nearest_rule_name(name);
    const std::string hint = near.empty() ? std::string("`pglint rules` lists them")
                                          : fmt::format("did you mean `{}`?", near);
    return Error{fmt::format("no rule or group is called `{}`; {}", name, hint)};
  }
  return std::nullopt;
}

}  // namespace

bool is_within_limits(Weight weight, const Settings& settings) {
  return weight.severity >= settings.min_severity && weight.confidence >= settings.min_confidence;
}

bool collects_evidence(const Settings& settings) {
  return settings.collect_evidence || std::ranges::any_of(settings.rules, [&](const Rule* rule) {
           return rule->wants_evidence && settings.pg_version >= rule->min_pg_version;
         });
}

Settings settings_for_context(Settings settings) {
  settings.collect_evidence = collects_evidence(settings);
  settings.rules = {&not_analysed, &syntax_error};
  settings.min_severity = Severity::info;
  return settings;
}

Settings settings_for_run(std::span<const Settings> each) {
  Settings run = each.front();
  for (const Settings& settings : each.subspan(1)) {
    for (const Rule* rule : settings.rules) {
      if (std::ranges::find(run.rules, rule) == run.rules.end()) run.rules.push_back(rule);
    }
  }
  std::ranges::stable_sort(run.rules, [](const Rule* a, const Rule* b) {
    return std::tie(a->group, a->id) < std::tie(b->group, b->id);
  });
  run.collect_evidence = std::ranges::any_of(each, collects_evidence);
  for (const Settings& settings : each) {
    run.min_severity = std::min(run.min_severity, settings.min_severity);
    run.min_confidence = std::min(run.min_confidence, settings.min_confidence);
  }
  return run;
}

Result<std::vector<const Rule*>> select_rules(const RuleSelection& selection) {
  for (const auto* names : {&selection.select, &selection.ignore}) {
    if (auto error = check_names(*names)) return *error;
  }
  std::vector<const Rule*> rules;
  for (const Rule* rule : all_rules()) {
    const bool selected =
        (rule->group == Group::builtin && rule->on_by_default) ||
        (selection.select.empty() ? rule->on_by_default : matches_any(selection.select, *rule));
    if (selected && !matches_any(selection.ignore, *rule)) rules.push_back(rule);
  }
  return rules;
}

std::string_view Settings::option(const Rule& rule, std::string_view name) const {
  const RuleOption* declared = find_option(rule, name);
  assert(declared != nullptr);
  const auto set = options.find(fmt::format("{}.{}", rule.id, name));
  return set == options.end() ? declared->default_value : std::string_view(set->second);
}

std::string find_fault(OptionKind kind, const std::string& value) {
  switch (kind) {
    case OptionKind::text:
      return {};
    case OptionKind::number: {
      constexpr std::size_t most_digits = 9;
      const bool digits = std::ranges::all_of(value, text::is_digit);
      return digits && !value.empty() && value.size() <= most_digits ? "" : "is no whole number";
    }
    case OptionKind::pattern:
      try {
        const std::regex compiled(value);
      } catch (const std::regex_error&) {
        return "is no regular expression";
      }
      return {};
  }
  return {};
}

namespace {

/// `off` is said to the selection of rules, not here.
std::optional<Error> set_severity(const Rule& rule, const std::string& word, Settings& settings) {
  for (const Severity severity : {Severity::info, Severity::warning, Severity::error}) {
    if (word != name_of(severity)) continue;
    settings.severities.insert_or_assign(&rule, severity);
    return std::nullopt;
  }
  if (word == "off") return std::nullopt;
  return Error{
      fmt::format("`{}.severity` takes error, warning, info or off, not `{}`", rule.id, word)};
}

}  // namespace

std::optional<Error> set_option(const OptionValue& wanted, Settings& settings) {
  const Rule* rule = find_rule(wanted.rule);
  const std::string written = fmt::format("{}.{}", wanted.rule, wanted.option);
  if (rule == nullptr) {
    std::vector<std::string_view> ids;
    for (const Rule* known : all_rules()) ids.push_back(known->id);
    const std::string_view near = text::nearest(wanted.rule, ids);
    return Error{fmt::format("no rule is called `{}`; {}", wanted.rule,
                             near.empty() ? std::string("`pglint rules` lists them")
                                          : fmt::format("did you mean `{}`?", near))};
  }
  if (wanted.option == "severity") return set_severity(*rule, wanted.value, settings);
  const RuleOption* option = find_option(*rule, wanted.option);
  if (option == nullptr) {
    std::vector<std::string_view> names;
    for (const RuleOption& known : rule->options) {
      if (!known.name.empty()) names.push_back(known.name);
    }
    if (names.empty()) {
      return Error{
          fmt::format("`{}` has no option `{}`, only `severity`", rule->id, wanted.option)};
    }
    const std::string_view near = text::nearest(wanted.option, names);
    return Error{fmt::format("there is no option `{}`; {}", written,
                             near.empty() ? fmt::format("`pglint explain {}` lists them", rule->id)
                                          : fmt::format("did you mean `{}.{}`?", rule->id, near))};
  }
  if (const std::string fault = find_fault(option->kind, wanted.value); !fault.empty()) {
    return Error{fmt::format("`{}` {}, which `{}` takes", wanted.value, fault, written)};
  }
  settings.options.insert_or_assign(written, wanted.value);
  return std::nullopt;
}

std::string_view nearest_rule_name(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Rule* rule : all_rules()) names.push_back(rule->id);
  for (const Group group : groups) names.push_back(name_of(group));
  return text::nearest(name, names);
}

}  // namespace pglint
