#include "cli/flag/config_options.h"

#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "cli/flag/options.h"
#include "config/key.h"
#include "rule/settings.h"

namespace pglint::cli {
namespace {

bool holds_paths(const config::Key& key) {
  return key.kind == config::KeyKind::path || key.kind == config::KeyKind::paths;
}

std::optional<Error> find_selection_fault(std::string_view key, const config::Value& value) {
  RuleSelection selection;
  (key == "select" ? selection.select : selection.ignore) = value.items;
  const auto rules = select_rules(selection);
  if (rules.ok()) return std::nullopt;
  return rules.error();
}

/// Patterns that can fit nothing are a mistake.
std::optional<Error> find_pattern_fault(std::string_view key, const config::Value& value) {
  for (const std::string& pattern : value.items) {
    const bool leads_out = pattern.starts_with("../") || pattern.starts_with("~");
    std::string_view fault;
    if (pattern.empty()) fault = "an empty pattern fits nothing";
    if (pattern.starts_with('!')) fault = "there is no negation; name what is meant";
    if (pattern.starts_with('#')) fault = "a pattern is no comment";
    if (leads_out) fault = "patterns start from the folder of the file that has them";
    if (pattern.find('{') != std::string::npos) fault = "there are no braces; write two patterns";
    if (!fault.empty()) return Error{fmt::format("`{}` has `{}`: {}", key, pattern, fault)};
  }
  return std::nullopt;
}

/// As the command line would say it, but for the dashes.
std::optional<Error> find_value_fault(std::string_view key, const config::Value& value) {
  if (key == "select" || key == "ignore") return find_selection_fault(key, value);
  if (key == "exclude" || key == "paths") return find_pattern_fault(key, value);
  if (key == "preset") {
    for (const std::string& name : value.items) {
      if (auto fault = find_preset_fault(name)) return fault;
    }
    return std::nullopt;
  }
  auto fault = find_option_fault(key, value.items);
  if (!fault) return std::nullopt;
  const std::string flag = fmt::format("`--{}", key);
  const std::size_t at = fault->message.find(flag);
  if (at != std::string::npos) fault->message.erase(at + 1, 2);
  return fault;
}

std::optional<Error> find_rule_fault(std::string_view rule, std::string_view option,
                                     const config::Value& value) {
  Settings scratch;
  const bool about_rule = option.empty();
  return set_option({.rule = std::string(rule),
                     .option = about_rule ? "severity" : std::string(option),
                     .value = about_rule ? "off" : value.items.front()},
                    scratch);
}

/// Keys that commands have which only read files.
constexpr std::array<std::string_view, 7> keys_about_reading = {
    "all-files", "automatic-context", "check-down", "context", "jobs", "placeholders", "runner"};

void set_default(const config::Key& key, const config::Value& value, Arguments& arguments) {
  std::error_code error;
  if (key.name == "automatic-context") {
    const bool is_off = value.items.front() == "false";
    return arguments.set_default("--no-context", {is_off ? "true" : "false"});
  }
  const std::string here = std::filesystem::current_path(error).string();
  arguments.set_default(fmt::format("--{}", key.name),
                        holds_paths(key) ? config::paths_of(value, here) : value.items);
}

}  // namespace

void ConfigOptions::add(Arguments& arguments) {
  arguments.heading("Configuration");
  arguments.text({.names = "--config",
                  .value = "FILE",
                  .help = "read this file instead of the nearest pglint.toml above each path"},
                 file);
  arguments.flag({.names = "--isolated",
                  .help = "read no pglint.toml and no PGLINT_* variables: flags alone count"},
                 isolated);
}

Result<Configuration> ConfigOptions::open(std::span<const std::string> paths,
                                          config::Layer flags) const {
  std::error_code error;
  if (isolated && !file.empty()) {
    return Error{"`--isolated` reads no file, so it does not go with `--config`"};
  }
  if (!file.empty() && !std::filesystem::is_regular_file(file, error)) {
    return Error{fmt::format("`--config` names `{}`, but there is no such file", file)};
  }
  Configuration configuration({.file = file,
                               .is_isolated = isolated,
                               .checks = config_checks(),
                               .flags = std::move(flags)});
  if (auto problem = configuration.open(paths.empty() ? "." : paths.front())) return *problem;
  return configuration;
}

Result<Configuration> ConfigOptions::configure(std::span<const std::string> paths,
                                               config::Layer flags, Arguments& arguments) const {
  auto configuration = open(paths, std::move(flags));
  if (!configuration.ok()) return configuration.error();
  const config::Layer layer = configuration.value().run();
  for (const auto& [name, value] : layer.values) {
    const config::Key& key = *config::find_key(name);
    // What may differ from file to file waits for the files.
    const bool is_of_run = key.scope == config::Scope::run && name != "exclude";
    if (is_of_run) set_default(key, value, arguments);
  }
  return configuration;
}

std::optional<Error> ConfigOptions::configure_reading(std::span<const std::string> paths,
                                                      Arguments& arguments) const {
  const auto configuration = open(paths, {});
  if (!configuration.ok()) return configuration.error();
  const config::Layer layer = configuration.value().run();
  for (const std::string_view name : keys_about_reading) {
    const auto value = layer.values.find(name);
    if (value == layer.values.end()) continue;
    set_default(*config::find_key(name), value->second, arguments);
  }
  return std::nullopt;
}

config::Checks config_checks() { return {.value = find_value_fault, .rule = find_rule_fault}; }

}  // namespace pglint::cli
