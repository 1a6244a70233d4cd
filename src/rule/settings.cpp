#include "rule/settings.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <tuple>

#include <fmt/format.h>

#include "rule/builtin_rules.h"
#include "rule/former_names.h"
#include "text/ascii.h"
#include "text/glob.h"
#include "text/nearest.h"
#include "text/pattern.h"

namespace pglint {
namespace {

bool matches(const std::string& name, const Rule& rule) {
  if (name == "default") return rule.on_by_default;
  if (name == "all" || name == rule.id || name == name_of(rule.group)) return true;
  return text::fits_glob(name, std::string(rule.id));
}

bool matches_any(const std::vector<std::string>& names, const Rule& rule) {
  return std::ranges::any_of(names, [&](const std::string& name) { return matches(name, rule); });
}

Error no_rule_matches(const std::string& name) {
  const bool is_glob = name.find_first_of("*?[") != std::string::npos;
  if (is_glob) return Error{fmt::format("no rule matches `{}`; `pglint rules` lists them", name)};
  const std::string_view near = nearest_rule_name(name);
  const std::string hint = near.empty() ? std::string("`pglint rules` lists them")
                                        : fmt::format("did you mean `{}`?", near);
  return Error{fmt::format("no rule or group is called `{}`; {}", name, hint)};
}

std::optional<Error> check_names(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const bool fits = name == "default" || std::ranges::any_of(all_rules(), [&](const Rule* rule) {
                        return matches(name, *rule);
                      });
    if (!fits) return no_rule_matches(name);
  }
  return std::nullopt;
}

}  // namespace

bool collects_evidence(const Settings& settings) {
  return settings.collect_evidence || std::ranges::any_of(settings.rules, [&](const Rule* rule) {
           return rule->wants_evidence && settings.pg_version >= rule->min_pg_version;
         });
}

Settings settings_for_context(Settings settings) {
  settings.collect_evidence = collects_evidence(settings);
  settings.rules = {&not_analyzed, &syntax_error};
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

Result<std::vector<const Rule*>> rules_called(std::span<const std::string> names) {
  const std::vector<std::string> asked(names.begin(), names.end());
  if (auto error = check_names(asked)) return *error;
  std::vector<const Rule*> rules;
  std::ranges::copy_if(all_rules(), std::back_inserter(rules),
                       [&](const Rule* rule) { return matches_any(asked, *rule); });
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
      return digits && !value.empty() && value.size() <= most_digits ? "" : "is not a whole number";
    }
    case OptionKind::pattern:
      if (const auto compiled = text::Pattern::compile(value); !compiled.ok()) {
        return compiled.error().message;
      }
      return {};
  }
  return {};
}

namespace {

/// The severity with this name.
std::optional<Severity> severity_called(std::string_view word) {
  for (const Severity severity : {Severity::info, Severity::warning, Severity::error}) {
    if (word == name_of(severity)) return severity;
  }
  return std::nullopt;
}

std::optional<FixPolicy> fix_policy_called(std::string_view word) {
  if (word == "safe") return FixPolicy::safe;
  if (word == "unsafe") return FixPolicy::unsafe;
  if (word == "never") return FixPolicy::never;
  return std::nullopt;
}

Error unknown_option(const Rule& rule, std::string_view option) {
  std::vector<std::string_view> names;
  for (const RuleOption& known : rule.options) {
    if (!known.name.empty()) names.push_back(known.name);
  }
  if (names.empty()) {
    return Error{fmt::format("`{}` has no option `{}`, only `severity`", rule.id, option)};
  }
  const std::string_view near = text::nearest(option, names);
  return Error{fmt::format("unknown option `{}.{}`; {}", rule.id, option,
                           near.empty() ? fmt::format("`pglint explain {}` lists them", rule.id)
                                        : fmt::format("did you mean `{}.{}`?", rule.id, near))};
}

}  // namespace

Result<const Rule*> rule_called(std::string_view id) {
  if (const Rule* rule = find_rule(id)) return rule;
  if (std::ranges::count(all_groups, id, &GroupInfo::name) > 0) {
    return Error{
        fmt::format("`{0}` is a group, not a rule; `pglint rules {0}` lists its rules", id)};
  }
  const std::string_view near = nearest_rule_name(id);
  const bool is_group = !near.empty() && find_rule(near) == nullptr;
  return Error{fmt::format(
      "no rule is called `{}`; {}", id,
      near.empty() ? std::string("`pglint rules` lists them")
                   : fmt::format("did you mean `{}{}`?", is_group ? "pglint rules " : "", near))};
}

std::optional<Error> find_option_fault(const Rule& rule, std::string_view option,
                                       const std::string& value) {
  if (option == "severity") {
    if (value == "off" || severity_called(value)) return std::nullopt;
    return Error{
        fmt::format("`{}.severity` takes error, warning, info or off, not `{}`", rule.id, value)};
  }
  if (option == "fix") {
    if (fix_policy_called(value)) return std::nullopt;
    return Error{fmt::format("`{}.fix` takes safe, unsafe or never, not `{}`", rule.id, value)};
  }
  const RuleOption* known = find_option(rule, option);
  if (known == nullptr) return unknown_option(rule, option);
  const std::string fault = find_fault(known->kind, value);
  if (fault.empty()) return std::nullopt;
  constexpr std::size_t most_shown = 80;
  const std::string shown =
      value.size() > most_shown ? value.substr(0, most_shown) + "…" : std::string(value);
  return Error{fmt::format("`{}.{}`: `{}` {}", rule.id, option, shown, fault)};
}

std::optional<Error> set_option(const OptionValue& wanted, Settings& settings) {
  const auto rule = rule_called(wanted.rule);
  if (!rule.ok()) return rule.error();
  if (auto fault = find_option_fault(*rule.value(), wanted.option, wanted.value)) return fault;
  if (wanted.option == "fix") {
    settings.fixes.insert_or_assign(rule.value(), *fix_policy_called(wanted.value));
  } else if (wanted.option != "severity") {
    settings.options.insert_or_assign(fmt::format("{}.{}", wanted.rule, wanted.option),
                                      wanted.value);
  } else if (const auto severity = severity_called(wanted.value)) {
    settings.severities.insert_or_assign(rule.value(), *severity);
  }
  return std::nullopt;
}

std::string_view nearest_rule_name(std::string_view name) {
  if (const std::string_view present = present_name_of(name); !present.empty()) return present;
  std::vector<std::string_view> names;
  names.reserve(all_rules().size());
  for (const Rule* rule : all_rules()) names.push_back(rule->id);
  for (const GroupInfo& group : all_groups) names.push_back(group.name);
  return text::nearest(name, names);
}

}  // namespace pglint
