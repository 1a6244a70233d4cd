#include "config/config.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

#include <fmt/format.h>
// toml++ asserts, and with NDEBUG lets the compiler assume, what hostile files do not keep: `[` and
// a line end. Without both, it reports an error.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(condition) static_cast<void>(0)
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#include "config/glob.h"
#include "text/absolute_path.h"
#include "text/ascii.h"
#include "text/file.h"
#include "text/nearest.h"
#include "text/printable.h"
#include "text/project.h"

namespace pglint::config {
namespace {

namespace fs = std::filesystem;

/// The longest chain of files that extend one another.
constexpr std::size_t max_depth = 16;

/// The largest file. The parser is recursive over the parts of dotted keys, so dots are limited
/// too.
constexpr std::size_t most_bytes = 1024 * 1024;
constexpr std::ptrdiff_t most_dots = 10'000;

constexpr std::array<std::string_view, 2> file_names = {"pglint.toml", ".pglint.toml"};
constexpr std::string_view repository_name = ".git";

/// Keys that this reader handles itself.
constexpr std::array<std::string_view, 4> structure = {"extends", "rules", "override", "database"};

std::string_view form_of(KeyKind kind) {
  switch (kind) {
    case KeyKind::text:
      return "a string in quotes";
    case KeyKind::number:
      return "a whole number";
    case KeyKind::flag:
      return "true or false";
    case KeyKind::list:
    case KeyKind::rules:
      return "a string or a list, such as [\"a\", \"b\"]";
    case KeyKind::path:
      return "a path in quotes";
    case KeyKind::paths:
      return "a path or a list, such as [\"a\", \"b\"]";
  }
  return {};
}

/// The text of a scalar if `kind` takes it.
std::optional<std::string> word_of(const toml::node& node, KeyKind kind) {
  if (const auto* text = node.as_string()) {
    if (kind == KeyKind::flag) return std::nullopt;
    return text->get();
  }
  if (const auto* flag = node.as_boolean()) {
    if (kind != KeyKind::flag) return std::nullopt;
    return std::string(flag->get() ? "true" : "false");
  }
  if (const auto* number = node.as_integer()) {
    if (kind != KeyKind::number && kind != KeyKind::text) return std::nullopt;
    return std::to_string(number->get());
  }
  return std::nullopt;
}

class Reader {
 public:
  explicit Reader(const Language& language) : language_(language) {}

  Result<Config> read(const std::string& path) {
    Config config = {.path = path, .folder = folder_of(path)};
    project_ = project_around(config.folder);
    read_into(path, config);
    if (error_) return *error_;
    return config;
  }

 private:
  static std::string folder_of(const std::string& path) {
    std::error_code error;
    return fs::absolute(path, error).lexically_normal().parent_path().string();
  }

  /// What the file may name: its repository, or without one its folder and the working directory.
  static std::string project_around(const std::string& folder) {
    const std::string repository = text::repository_around(folder);
    if (!repository.empty()) return text::without_links(repository);
    const std::string here = text::without_links(".");
    const std::string itself = text::without_links(folder);
    return text::is_within(itself, here) ? here : itself;
  }

  void read_into(const std::string& path, Config& config) {
    const auto content = text::read_small_file(path, most_bytes);
    if (!content.ok()) return fail(content.error().message);
    if (std::ranges::count(content.value(), '.') > most_dots) {
      return fail(fmt::format("cannot read `{}`: it has more than {} dots", path, most_dots));
    }
    chain_.push_back(fs::absolute(path).lexically_normal().string());
    path_ = path;
    folder_ = folder_of(path);
    config.sources.push_back(path);
    try {
      const toml::table table = toml::parse(content.value(), path);
      read_table(table, config);
    } catch (const toml::parse_error& problem) {
      const auto& at = problem.source().begin;
      fail(fmt::format("{}:{}:{}: invalid TOML: {}", path, at.line, at.column,
                       text::printable(problem.description())));
    }
    chain_.pop_back();
  }

  void read_table(const toml::table& table, Config& config) {
    if (const toml::node* extends = table.get("extends")) extend(*extends, config);
    Layer own;
    for (const auto& [name, node] : table) {
      if (error_) return;
      const std::string_view key = name.str();
      if (key == "extends") continue;
      if (key == "rules") {
        read_rules(node, own);
      } else if (key == "override") {
        read_overrides(node, config);
      } else if (key == "database") {
        read_databases(node, config);
      } else {
        read_key(name, node, own);
      }
    }
    put_over(config.base, own);
  }

  /// Extended files come first, with paths relative to their own folders.
  void extend(const toml::node& node, Config& config) {
    const auto paths = value_of("extends", KeyKind::paths, node);
    if (!paths) return;
    for (const std::string& item : paths->items) {
      const fs::path path = fs::path(folder_) / item;
      const std::string shown =
          fs::path(path_).parent_path().empty()
              ? item
              : (fs::path(path_).parent_path() / item).lexically_normal().string();
      if (leaves_project(item)) return fail(at(node) + left_project("extends", item));
      if (std::ranges::count(chain_, path.lexically_normal().string()) > 0) {
        return fail(
            at(node) +
            fmt::format(": `{}` extends itself, directly or through others; remove it", item));
      }
      if (chain_.size() >= max_depth) {
        return fail(at(node) + fmt::format(": more than {} files extend one another", max_depth));
      }
      std::error_code error;
      if (!fs::is_regular_file(path, error)) {
        return fail(at(node) + fmt::format(": `extends`: no such file `{}`", item));
      }
      const std::string before = std::exchange(path_, shown);
      const std::string folder = folder_;
      read_into(shown, config);
      path_ = before;
      folder_ = folder;
      if (error_) return;
    }
  }

  void read_key(const toml::key& written, const toml::node& node, Layer& layer) {
    const std::string_view name = written.str();
    const Key* key = language_.find(name);
    if (key == nullptr) return fail_unknown(written, node);
    auto value = value_of(name, key->kind, node);
    if (!value) return;
    if (holds_paths(key->kind)) {
      for (const std::string& item : value->items) {
        if (leaves_project(item)) return fail(at(node) + left_project(name, item));
        if (is_special(item)) {
          return fail(at(node) + fmt::format(": `{}` is neither a file nor a folder", item));
        }
      }
    }
    if (const auto problem = language_.find_fault(*key, *value)) {
      return fail(at(node) + ": " + problem->message);
    }
    layer.values.insert_or_assign(std::string(name), std::move(*value));
  }

  /// Whether `item`, relative to the file, is outside of the project. A file that comes with a
  /// project must not make pglint read what else is on the machine.
  [[nodiscard]] bool leaves_project(const std::string& item) const {
    return !text::is_within(text::without_links((fs::path(folder_) / item).string()), project_);
  }

  /// Whether `item` is a pipe, a device or such, which reading may wait for without end.
  [[nodiscard]] bool is_special(const std::string& item) const {
    std::error_code error;
    const fs::file_status status = fs::status(fs::path(folder_) / item, error);
    return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
  }

  [[nodiscard]] std::string left_project(std::string_view key, std::string_view item) const {
    const std::string way = key == "extends" ? "" : fmt::format("; give it as `--{}`", key);
    return fmt::format(": `{}` names `{}`, which is outside of `{}`{}", key, item, project_, way);
  }

  void read_rules(const toml::node& node, Layer& layer) {
    const toml::table* rules = node.as_table();
    if (rules == nullptr) {
      return fail(at(node) + ": `rules` must be a table, such as [rules.wide-table]");
    }
    for (const auto& [id, value] : *rules) {
      if (error_) return;
      read_rule(id, value, layer.rules[std::string(id.str())]);
    }
  }

  /// `wide-table = "info"` or a table with `severity` and options.
  void read_rule(const toml::key& written, const toml::node& node, Values& options) {
    const std::string_view id = written.str();
    if (const auto problem = language_.find_rule_fault(id, {}, {})) {
      return fail(at(written, node) + ": " + problem->message);
    }
    if (const toml::table* table = node.as_table()) {
      for (const auto& [name, value] : *table) {
        if (!error_) read_rule_option(id, name.str(), value, options);
      }
      return;
    }
    read_rule_option(id, "severity", node, options);
  }

  void read_rule_option(std::string_view id, std::string_view name, const toml::node& node,
                        Values& options) {
    const std::string shown = fmt::format("{}.{}", id, name);
    auto value = value_of(shown, KeyKind::text, node);
    if (!value) return;
    if (const auto problem = language_.find_rule_fault(id, name, *value)) {
      return fail(at(node) + ": " + problem->message);
    }
    options.insert_or_assign(std::string(name), std::move(*value));
  }

  void read_overrides(const toml::node& node, Config& config) {
    for_each_table("override", node,
                   [&](const toml::table& table) { read_override(table, config); });
  }

  void read_databases(const toml::node& node, Config& config) {
    for_each_table("database", node,
                   [&](const toml::table& table) { read_database(table, config); });
  }

  /// Reads what is written in double brackets.
  void for_each_table(std::string_view name, const toml::node& node,
                      const std::function<void(const toml::table&)>& read) {
    const toml::array* list = node.as_array();
    const bool are_tables = list != nullptr && list->is_homogeneous(toml::node_type::table);
    if (!are_tables) {
      return fail(at(node) + fmt::format(": write `{0}` as [[{0}]]", name));
    }
    for (const toml::node& each : *list) {
      if (error_) return;
      read(*each.as_table());
    }
  }

  /// `paths` of a table: patterns that can fit something.
  std::optional<Value> read_patterns(const toml::node& node) {
    auto paths = value_of("paths", KeyKind::paths, node);
    if (!paths) return paths;
    if (const auto problem = find_pattern_fault("paths", paths->items)) {
      fail(at(node) + ": " + problem->message);
      return std::nullopt;
    }
    return paths;
  }

  void read_database(const toml::table& table, Config& config) {
    Database database;
    for (const auto& [name, node] : table) {
      if (error_) return;
      const std::string_view key = name.str();
      if (key == "paths") {
        database.paths = read_patterns(node).value_or(Value());
      } else if (key == "name") {
        const auto value = value_of(key, KeyKind::text, node);
        if (value) database.name = value->items.front();
      } else {
        fail(at(node) + fmt::format(": a database has a `name` and `paths`, but no `{}`",
                                    text::printable(key)));
      }
    }
    if (error_) return;
    if (database.paths.items.empty()) {
      return fail(at(table) + ": a database needs `paths`, such as paths = [\"services/a/**\"]");
    }
    if (database.name.empty()) database.name = database.paths.items.front();
    config.databases.push_back(std::move(database));
  }

  void read_override(const toml::table& table, Config& config) {
    Override override;
    for (const auto& [name, node] : table) {
      if (error_) return;
      const std::string_view key = name.str();
      if (key == "paths") {
        override.paths = read_patterns(node).value_or(Value());
        continue;
      }
      if (key == "rules") {
        read_rules(node, override.layer);
        continue;
      }
      if (key == "extends" || key == "override" || key == "database") {
        return fail(at(name, node) + fmt::format(": `{}` cannot be used in an override", key));
      }
      const Key* known = language_.find(key);
      if (known != nullptr && known->scope == Scope::run) {
        return fail(at(name, node) +
                    fmt::format(": `{}` applies to the whole run; write it above the first"
                                " [[override]]",
                                key));
      }
      read_key(name, node, override.layer);
    }
    if (override.paths.items.empty() && !error_) {
      return fail(at(table) + ": an override needs `paths`, such as paths = [\"seeds/**\"]");
    }
    config.overrides.push_back(std::move(override));
  }

  std::optional<Value> value_of(std::string_view name, KeyKind kind, const toml::node& node) {
    Value value = {.items = {}, .place = place(node), .folder = folder_};
    if (const toml::array* list = node.as_array(); list != nullptr && is_list(kind)) {
      for (const toml::node& item : *list) {
        auto word = word_of(item, kind);
        if (!word) return wrong_form(name, kind, item);
        value.items.push_back(std::move(*word));
      }
      return value;
    }
    auto word = word_of(node, kind);
    if (!word) return wrong_form(name, kind, node);
    value.items.push_back(std::move(*word));
    return value;
  }

  std::optional<Value> wrong_form(std::string_view name, KeyKind kind, const toml::node& node) {
    fail(at(node) + fmt::format(": `{}` takes {}", name, form_of(kind)));
    return std::nullopt;
  }

  void fail_unknown(const toml::key& written, const toml::node& node) {
    const std::string_view name = written.str();
    std::vector<std::string_view> names(structure.begin(), structure.end());
    for (const Key& key : language_.keys) names.push_back(key.name);
    const std::string_view near = text::nearest(name, names);
    const std::string hint = near.empty() ? std::string("`pglint config --schema` lists them")
                                          : fmt::format("did you mean `{}`?", near);
    fail(at(written, node) + fmt::format(": unknown key `{}`; {}", text::printable(name), hint));
  }

  /// `pglint.toml:3:8`, the place of a value.
  [[nodiscard]] std::string at(const toml::node& node) const { return at(node.source().begin); }
  /// The place of a key; `node` is its value.
  [[nodiscard]] std::string at(const toml::key& key, const toml::node& node) const {
    const auto& begin = key.source().begin;
    return begin ? at(begin) : at(node);
  }
  [[nodiscard]] std::string at(const toml::source_position& position) const {
    return fmt::format("{}:{}:{}", path_, position.line, position.column);
  }
  [[nodiscard]] std::string place(const toml::node& node) const {
    return fmt::format("{}:{}", path_, node.source().begin.line);
  }

  void fail(std::string message) {
    if (!error_) error_ = Error{std::move(message)};
  }

  const Language& language_;
  std::string path_;
  std::string folder_;
  std::string project_;
  std::vector<std::string> chain_;
  std::optional<Error> error_;
};

bool fits_any(const Value& patterns, std::string_view path) {
  return std::ranges::any_of(patterns.items, [&](const std::string& pattern) {
    return fits({.pattern = pattern, .folder = patterns.folder}, path);
  });
}

bool exists(const std::string& path) {
  struct stat info = {};
  return ::stat(path.c_str(), &info) == 0;
}

bool is_regular_file(const std::string& path) {
  struct stat info = {};
  return ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

}  // namespace

Result<Config> read_config(const std::string& path, const Language& language) {
  return Reader(language).read(path);
}

bool is_about_folder(std::string_view name) {
  const auto is_called = [&](std::string_view other) {
    return text::equals_ignoring_case(name, other);  // as some file systems do
  };
  return std::ranges::any_of(file_names, is_called) || is_called(repository_name);
}

Result<FolderConfig> look_for_config(const std::string& folder) {
  const std::string inside = folder.ends_with('/') ? folder : folder + "/";
  FolderConfig config;
  for (const std::string_view name : file_names) {
    std::string file = inside + std::string(name);
    if (!is_regular_file(file)) continue;
    if (!config.file.empty()) {
      return Error{fmt::format("`{}` and `{}` both exist; keep one of them", config.file, file)};
    }
    config.file = std::move(file);
  }
  // In a worktree or a submodule, `.git` is a file.
  config.is_last =
      !config.file.empty() || folder == "/" || exists(inside + std::string(repository_name));
  return config;
}

Result<std::string> find_config(const std::string& folder) {
  for (std::string at = folder;; at = text::folder_above(at)) {
    auto config = look_for_config(at);
    if (!config.ok()) return config.error();
    if (config.value().is_last) return std::move(config).value().file;
  }
}

std::string_view database_of(const Config& config, std::string_view path) {
  for (const Database& database : config.databases) {
    if (fits_any(database.paths, path)) return database.name;
  }
  return {};
}

std::vector<std::size_t> overrides_for(const Config& config, std::string_view path) {
  std::vector<std::size_t> fitting;
  for (std::size_t number = 0; number < config.overrides.size(); ++number) {
    if (fits_any(config.overrides[number].paths, path)) fitting.push_back(number);
  }
  return fitting;
}

Layer layer_for(const Config& config, std::string_view path) {
  Layer layer = config.base;
  for (const std::size_t number : overrides_for(config, path)) {
    put_over(layer, config.overrides[number].layer);
  }
  return layer;
}

}  // namespace pglint::config
