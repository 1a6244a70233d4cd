#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/command/commands.h"
#include "cli/flag/typed_key.h"
#include "cli/terminal/complain.h"
#include "text/file.h"

namespace pglint::cli {
namespace {

/// `text` as a TOML string.
std::string toml_text(std::string_view text) {
  std::string written = "\"";
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      written += '\\';
      written += letter;
    } else if (byte < 0x20 || byte == 0x7f) {
      written += fmt::format("\\u{:04X}", byte);
    } else {
      written += letter;
    }
  }
  return written + '"';
}

std::string list_of(const std::vector<std::string>& items) {
  std::vector<std::string> shown;
  shown.reserve(items.size());
  for (const std::string& item : items) shown.push_back(toml_text(item));
  return fmt::format("[{}]", fmt::join(shown, ", "));
}

std::string value_of(const config::Key& key, const config::Value& value) {
  switch (key.kind) {
    case config::KeyKind::flag:
      return value.items.front();
    case config::KeyKind::list:
    case config::KeyKind::rules:
    case config::KeyKind::paths:
      return list_of(value.items);
    case config::KeyKind::number:
    case config::KeyKind::text:
    case config::KeyKind::path:
      return toml_text(value.items.front());
  }
  return {};
}

std::string line(std::string_view name, std::string_view value, std::string_view place) {
  return fmt::format("{:<40}  # {}\n", fmt::format("{} = {}", name, value), place);
}

/// The settings for a file as an equivalent configuration, with the place of each.
std::string shown(const std::string& path, const std::string& file, const config::Layer& layer) {
  std::string text = fmt::format("# Settings for {}, {}\n", path,
                                 file.empty() ? "without a pglint.toml" : "from " + file);
  std::string defaults;
  for (const TypedKey& typed : typed_keys()) {
    const config::Key& key = typed.key;
    const auto found = layer.values.find(key.name);
    if (found == layer.values.end()) {
      defaults += fmt::format("{}{}", defaults.empty() ? "" : ", ", key.name);
      continue;
    }
    text += line(key.name, value_of(key, found->second), found->second.place);
  }
  if (!defaults.empty()) text += "# at their defaults: " + defaults + "\n";
  for (const auto& [rule, options] : layer.rules) {
    text += fmt::format("\n[rules.{}]\n", rule);
    for (const auto& [name, value] : options) {
      text += line(name, toml_text(value.items.front()), value.place);
    }
  }
  return text;
}

std::string rules_that_run(const Settings& settings) {
  std::string text = fmt::format("\n# {} rules run:\n", settings.rules.size());
  for (const Rule* rule : settings.rules) {
    const auto set = settings.severities.find(rule);
    const Severity severity = set == settings.severities.end() ? rule->severity : set->second;
    text += fmt::format("#   {:<32}{}\n", rule->id, name_of(severity));
  }
  return text;
}

ExitCode print_out(const std::string& text) {
  if (const auto error = text::write_stdout(text)) return complain(error->message);
  return ExitCode::clean;
}

}  // namespace

ExitCode run_config(const ConfigCommandOptions& options) {
  if (options.schema) return print_out(config_schema());
  Configuration configuration = options.configuration;
  const auto file = configuration.file_for(options.path);
  if (!file.ok()) return complain(file.error().message);
  const auto layer = configuration.layer_for(options.path);
  if (!layer.ok()) return complain(layer.error().message);
  Settings settings;
  if (const auto error = apply_layer(layer.value(), settings)) return complain(error->message);
  const auto excluded = configuration.is_excluded(options.path);
  const bool is_excluded = excluded.ok() && excluded.value();
  return print_out(shown(options.path, file.value(), layer.value()) +
                   (is_excluded ? "\n# This file is excluded and not linted.\n" : "") +
                   rules_that_run(settings));
}

}  // namespace pglint::cli
