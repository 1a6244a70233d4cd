#include "cli/flag/configuration.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "cli/flag/typed_key.h"
#include "cli/flag/values.h"
#include "config/glob.h"
#include "config/key.h"
#include "config/preset.h"
#include "text/absolute_path.h"
#include "text/nearest.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view variable_prefix = "PGLINT_";

/// Of standard input, the place where it would be.
std::string absolute(std::string_view path) {
  return path.empty() ? std::string() : text::absolute_path(path == "-" ? "." : path);
}

std::string without_end_slash(std::string path) {
  if (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

/// The folder whose configuration applies to `path`: itself, or its parent.
std::string folder_of(const std::string& path) {
  std::string whole = without_end_slash(absolute(path));
  struct stat info = {};
  const bool is_folder = ::stat(whole.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
  return is_folder ? whole : text::folder_above(whole);
}

/// `PGLINT_PG_VERSION` of `pg-version`.
std::string variable_of(std::string_view key) {
  std::string name(variable_prefix);
  for (const char letter : key) {
    name += letter == '-'
                ? '_'
                : static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);
  }
  return name;
}

/// The path relative to the working directory.
std::string shown(const std::string& path) {
  std::error_code error;
  return fs::path(path).lexically_proximate(fs::current_path(error)).string();
}

/// An environment variable that looks like a mistyped `PGLINT_*`.
std::optional<Error> find_mistyped_variable() {
  std::vector<std::string_view> names;
  names.reserve(typed_keys().size());
  for (const TypedKey& typed : typed_keys()) names.push_back(typed.key.name);
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view variable(*entry);
    if (!variable.starts_with(variable_prefix)) continue;
    const std::string_view name = variable.substr(0, variable.find('='));
    std::string key;
    for (const char letter : name.substr(variable_prefix.size())) {
      key += letter == '_'
                 ? '-'
                 : static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
    }
    if (std::ranges::count(names, key) > 0) continue;
    const std::string_view near = text::nearest(key, names);
    if (near.empty()) continue;
    return Error{fmt::format("unknown variable `{}`; did you mean `{}`?", name, variable_of(near))};
  }
  return std::nullopt;
}

bool has_excludes(const config::Values& values) { return values.contains("exclude"); }

bool fits_any(const config::Values& values, const std::string& path) {
  const auto found = values.find("exclude");
  if (found == values.end()) return false;
  return std::ranges::any_of(found->second.items, [&](const std::string& pattern) {
    return config::fits({.pattern = pattern, .folder = found->second.folder}, path);
  });
}

bool is_about_run(std::string_view key) {
  const config::Key* found = config_language().find(key);
  return found != nullptr && found->scope == config::Scope::run;
}

using RuleOptions = decltype(config::Layer::rules);

/// An explicit selection, or else that of the presets.
RuleSelection with_presets(const KeyValues& values) {
  RuleSelection selection = values.selection;
  const bool is_chosen = !selection.select.empty();
  for (const std::string& name : values.presets) {
    const config::Preset& preset = *config::find_preset(name);
    if (!is_chosen) {
      for (const std::string_view rule : preset.select) selection.select.emplace_back(rule);
      if (preset.select.empty()) selection.select.emplace_back("default");
    }
    for (const std::string_view rule : preset.ignore) {
      // A rule that is selected by name runs even if the preset ignores it.
      const auto& select = selection.select;
      if (std::ranges::find(select, rule) == select.end()) selection.ignore.emplace_back(rule);
    }
  }
  return selection;
}

/// Setting the severity of a rule turns it on, even if it is off by default.
RuleSelection with_severities(RuleSelection selection, const RuleOptions& rules) {
  const bool is_chosen = !selection.select.empty();
  for (const auto& [rule, options] : rules) {
    if (!options.contains("severity")) continue;
    const bool is_off = config::text_of(options, "severity") == "off";
    if (is_off) selection.ignore.push_back(rule);
    if (!is_off && !is_chosen) selection.select.push_back(rule);
  }
  if (!is_chosen && !selection.select.empty()) selection.select.emplace_back("default");
  return selection;
}

/// The explicit one, else the lowest of the presets.
Confidence min_confidence_of(const KeyValues& values) {
  Confidence lowest = Settings().min_confidence;
  for (const std::string& name : values.presets) {
    if (config::find_preset(name)->reports_doubts) lowest = Confidence::low;
  }
  return values.min_confidence.value_or(lowest);
}

/// True if `path` is `folder` or lies in it.
bool is_in(const std::string& path, const std::string& folder) {
  return path == folder || path.starts_with(folder.ends_with('/') ? folder : folder + "/");
}

}  // namespace

std::string root_of(std::span<const std::string> paths) {
  if (paths.empty()) return ".";
  if (paths.size() == 1) return paths.front();
  std::string root = folder_of(paths.front());
  for (const std::string& path : paths.subspan(1)) {
    // In both cases: a file of a folder below, or a folder below.
    if (is_in(text::folder_above(without_end_slash(absolute(path))), root)) continue;
    const std::string folder = folder_of(path);
    while (!is_in(folder, root)) root = text::folder_above(root);
  }
  return root;
}

std::optional<Error> apply_layer(const config::Layer& layer, Settings& settings) {
  const auto read = read_values(layer);
  if (!read.ok()) return read.error();
  const KeyValues& values = read.value();
  for (const auto& [rule, options] : layer.rules) {
    for (const auto& [name, value] : options) {
      const std::string& word = value.items.front();
      auto problem = set_option({.rule = rule, .option = name, .value = word}, settings);
      if (problem) return problem;
    }
  }
  auto rules = select_rules(with_severities(with_presets(values), layer.rules));
  if (!rules.ok()) return rules.error();
  settings.rules = std::move(rules).value();
  settings.min_confidence = min_confidence_of(values);
  settings.pg_version = values.pg_version;
  settings.placeholders = values.placeholders;
  settings.lint_down = values.lint_down;
  return std::nullopt;
}

Configuration::Configuration(ConfigurationSource source) : source_(std::move(source)) {}

std::optional<Error> Configuration::open(std::span<const std::string> paths) {
  if (!source_.is_isolated) {
    if (auto error = read_environment()) return error;
  }
  auto file = file_for(root_of(paths));
  if (!file.ok()) return file.error();
  run_file_ = std::move(file).value();
  return std::nullopt;
}

void Configuration::add_keys_around(const std::string& file, config::Layer& layer) const {
  const config::Config* config = loaded(file);
  if (config == nullptr) return;
  for (config = loaded(around_.at(file)); config != nullptr;
       config = loaded(around_.at(config->path))) {
    for (const auto& [key, value] : config->base.values) {
      if (is_about_run(key)) layer.values.emplace(key, value);
    }
  }
}

void Configuration::note_plain_folders(std::vector<std::string> folders) {
  plain_folders_.insert(std::make_move_iterator(folders.begin()),
                        std::make_move_iterator(folders.end()));
}

config::Layer Configuration::run() const {
  const config::Config* config = loaded(run_file_);
  config::Layer layer = config == nullptr ? config::Layer() : config->base;
  add_keys_around(run_file_, layer);
  config::put_over(layer, environment_);
  config::put_over(layer, source_.flags);
  return layer;
}

std::vector<std::string> Configuration::files() const {
  std::vector<std::string> paths;
  for (const auto& [path, config] : files_) {
    paths.insert(paths.end(), config.sources.begin(), config.sources.end());
  }
  return paths;
}

Result<config::Layer> Configuration::layer_for(const std::string& path) {
  const auto file = file_for(path);
  if (!file.ok()) return file.error();
  const config::Config* config = loaded(file.value());
  config::Layer layer =
      config == nullptr ? config::Layer() : config::layer_for(*config, absolute(path));
  add_keys_around(file.value(), layer);
  config::put_over(layer, environment_);
  config::put_over(layer, source_.flags);
  return layer;
}

Result<std::size_t> Configuration::settings_for(const std::string& path, const Settings& of_run) {
  const auto file = file_for(path);
  if (!file.ok()) return file.error();
  const config::Config* config = loaded(file.value());
  std::vector<std::size_t> overrides;
  if (config != nullptr) overrides = config::overrides_for(*config, absolute(path));
  const auto known = known_.find({file.value(), overrides});
  if (known != known_.end()) return known->second;
  const auto layer = layer_for(path);
  if (!layer.ok()) return layer.error();
  Settings settings = of_run;
  if (auto error = apply_layer(layer.value(), settings)) return *error;
  known_.emplace(std::pair(file.value(), std::move(overrides)), settings_.size());
  settings_.push_back(std::move(settings));
  return settings_.size() - 1;
}

Result<bool> Configuration::is_excluded(const std::string& path) {
  const auto file = file_for(path);
  if (!file.ok()) return file.error();
  const config::Config* config = loaded(file.value());
  std::vector<const config::Values*> sources = {&environment_.values, &source_.flags.values};
  for (; config != nullptr; config = loaded(around_.at(config->path))) {
    sources.push_back(&config->base.values);
  }
  std::erase_if(sources, [](const config::Values* values) { return !has_excludes(*values); });
  if (sources.empty()) return false;
  const std::string whole = absolute(path);
  return std::ranges::any_of(
      sources, [&](const config::Values* values) { return fits_any(*values, whole); });
}

Result<std::string> Configuration::database_of(const std::string& path) {
  const auto file = file_for(path);
  if (!file.ok()) return file.error();
  const config::Config* config = loaded(file.value());
  if (config == nullptr) return std::string();
  return std::string(config::database_of(*config, absolute(path)));
}

Result<std::string> Configuration::file_for(const std::string& path) {
  if (source_.is_isolated) return std::string();
  const auto known = by_path_.find(path);
  if (known != by_path_.end()) return known->second;
  return found(path, source_.file.empty() ? file_in(folder_of(path)) : Result(source_.file));
}

std::optional<Error> Configuration::note_file(const std::string& path) {
  if (source_.is_isolated || by_path_.contains(path)) return std::nullopt;
  const auto file = found(path, source_.file.empty() ? file_in(text::folder_above(absolute(path)))
                                                     : Result(source_.file));
  return file.ok() ? std::nullopt : std::optional(file.error());
}

Result<std::string> Configuration::found(const std::string& path, Result<std::string> file) {
  if (!file.ok()) return file;
  if (auto error = load(file.value())) return *error;
  by_path_.emplace(path, file.value());
  return file;
}

Result<std::string> Configuration::file_in(const std::string& folder) {
  const auto known = by_folder_.find(folder);
  if (known != by_folder_.end()) return known->second;
  const auto here = plain_folders_.contains(folder)
                        ? Result(config::FolderConfig{.file = {}, .is_last = folder == "/"})
                        : config::look_for_config(folder);
  if (!here.ok()) return here.error();
  std::string file = here.value().file.empty() ? "" : shown(here.value().file);
  if (!here.value().is_last) {
    auto above = file_in(text::folder_above(folder));
    if (!above.ok()) return above;
    file = std::move(above).value();
  }
  by_folder_.emplace(folder, file);
  return file;
}

std::optional<Error> Configuration::load(const std::string& file) {
  if (file.empty() || files_.contains(file)) return std::nullopt;
  auto config = config::read_config(file, config_language());
  if (!config.ok()) return config.error();
  const config::Config& read = files_.emplace(file, std::move(config).value()).first->second;
  const auto around = file_around(read);
  if (!around.ok()) return around.error();
  around_.emplace(file, around.value());
  return load(around.value());
}

Result<std::string> Configuration::file_around(const config::Config& config) {
  std::error_code error;
  const bool is_outermost =
      !source_.file.empty() || config.folder == "/" || fs::exists(config.folder + "/.git", error);
  return is_outermost ? Result(std::string()) : file_in(text::folder_above(config.folder));
}

const config::Config* Configuration::loaded(const std::string& file) const {
  const auto found = files_.find(file);
  return found == files_.end() ? nullptr : &found->second;
}

std::optional<Error> Configuration::read_environment() {
  std::error_code error;
  const std::string here = fs::current_path(error).string();
  const config::Language language = config_language();
  for (const config::Key& key : language.keys) {
    const std::string name = variable_of(key.name);
    const char* text = std::getenv(name.c_str());
    if (text == nullptr) continue;
    config::Value value = {.items = {text}, .place = name, .folder = here};
    if (config::is_list(key.kind)) value.items = split_at_commas(text);
    if (value.items.empty()) continue;
    if (key.kind == config::KeyKind::flag && value.items[0] != "true" &&
        value.items[0] != "false") {
      return Error{fmt::format("{}: `{}` takes true or false, not `{}`", name, key.name, text)};
    }
    if (const auto problem = language.find_fault(key, value)) {
      return Error{name + ": " + problem->message};
    }
    environment_.values.emplace(std::string(key.name), std::move(value));
  }
  return find_mistyped_variable();
}

}  // namespace pglint::cli
