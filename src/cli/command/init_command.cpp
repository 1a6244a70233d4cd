// Looks at the project to propose a configuration.
#include <algorithm>
#include <array>
#include <cassert>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "cli/command/commands.h"
#include "cli/input/discovery.h"
#include "cli/terminal/complain.h"
#include "config/config.h"
#include "config/preset.h"
#include "host/file_kind.h"
#include "parse/source/dialect.h"
#include "parse/source/dialect_name.h"
#include "rule/settings.h"
#include "text/file.h"
#include "text/json.h"
#include "text/pattern.h"
#include "text/printable.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view file_name = "pglint.toml";

/// Larger files name no image.
constexpr std::size_t most_yaml_bytes = 1024 * 1024;

struct Found {
  std::string value;
  std::string place;  ///< the file where it was found
};

/// Files that may name the image of the server.
std::vector<fs::path> files_about_servers() {
  std::vector<fs::path> files;
  std::error_code error;
  for (const char* folder : {".", ".github/workflows", ".devcontainer"}) {
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      const bool is_yaml = name.ends_with(".yml") || name.ends_with(".yaml");
      const bool is_about = folder != std::string_view(".") || name.find("compose") == 0 ||
                            name.find("docker-compose") == 0 || name.starts_with(".gitlab-ci");
      if (is_yaml && is_about) files.push_back(entry->path().lexically_normal());
    }
    error.clear();
  }
  std::ranges::sort(files);
  return files;
}

/// The oldest major version of an image of PostgreSQL in the project.
std::optional<Found> find_version() {
  const auto image =
      text::Pattern::compile(R"((?:^|[\s"'/])(?:postgres|postgis|pgvector):(?:pg)?([0-9]{2}))");
  assert(image.ok());
  std::optional<Found> oldest;
  for (const fs::path& file : files_about_servers()) {
    const auto content = text::read_small_file(file, most_yaml_bytes);
    if (!content.ok()) continue;
    for (const std::string& version : image.value().first_groups_in(content.value())) {
      const int number = std::stoi(version);
      const bool is_known = number >= oldest_pg_version && number <= newest_pg_version;
      if (is_known && (!oldest || version < oldest->value)) {
        oldest = Found{.value = version, .place = file.string()};
      }
    }
  }
  return oldest;
}

std::optional<Found> find_framework() {
  struct Sign {
    std::string_view file;
    std::string_view preset;
  };
  constexpr std::array signs = {Sign{"prisma/schema.prisma", "prisma"},
                                Sign{"config/application.rb", "rails"},
                                Sign{"manage.py", "django"},
                                Sign{"drizzle.config.ts", "drizzle"},
                                Sign{"drizzle.config.js", "drizzle"},
                                Sign{"drizzle.config.json", "drizzle"}};
  std::error_code error;
  for (const Sign& sign : signs) {
    if (!fs::is_regular_file(sign.file, error)) continue;
    return Found{.value = std::string(sign.preset), .place = std::string(sign.file)};
  }
  return std::nullopt;
}

/// What was found in one folder of migrations.
struct FoundMigrations {
  std::string_view tool;
  std::string place;  ///< the folder, or its only file
};

/// What the files below the working directory say.
struct FoundSql {
  std::map<std::string, FoundMigrations> migrations;  ///< by folder
  std::set<std::string> of_others;  ///< folders that are named after another database
  std::string prisma_schema;        ///< the first one; empty without one
};

/// The folder of `path` that is named after a database other than PostgreSQL; empty if none is.
std::string folder_of_other_database(std::string_view path) {
  const parse::NamedDialect named = parse::dialect_of_path(path);
  const bool is_folder = named.end < path.size();
  if (!named.is_clear || named.name == parse::postgresql || !is_folder) return {};
  return std::string(path.substr(0, named.end));
}

FoundSql find_sql() {
  FoundSql sql;
  const std::vector<std::string> here = {"."};
  for (const SourceFile& file : discover(here).files) {
    if (std::string folder = folder_of_other_database(file.path); !folder.empty()) {
      sql.of_others.insert(std::move(folder));
      continue;
    }
    const bool is_schema = host::kind_of_name(file.path) == host::FileKind::prisma;
    if (is_schema && sql.prisma_schema.empty()) sql.prisma_schema = file.path;
    if (file.facts.runner == &migration::psql_runner()) continue;
    const std::string folder =
        fs::path(file.facts.name.directory).lexically_proximate(fs::current_path()).string();
    const auto [found, is_new] =
        sql.migrations.try_emplace(folder.empty() ? "." : folder, FoundMigrations{});
    found->second.place = is_new ? file.path : found->first;
    if (is_new) found->second.tool = file.facts.runner->name;
  }
  return sql;
}

/// The framework whose migrations were found.
std::optional<Found> framework_of(const std::map<std::string, FoundMigrations>& migrations) {
  for (const auto& [folder, found] : migrations) {
    if (config::find_preset(found.tool) == nullptr) continue;
    return Found{.value = std::string(found.tool), .place = found.place};
  }
  return std::nullopt;
}

/// `Rails` of `rails`, the name of a migration tool.
std::string_view title_of(std::string_view tool) {
  const migration::Runner* runner = migration::find_runner(tool);
  return runner == nullptr ? tool : runner->title.substr(0, runner->title.find(" ("));
}

/// As a string of TOML, which has the escapes of JSON.
std::string quoted(const std::string& value) {
  return text::dump(text::Json(value), text::Layout::one_line);
}

std::string version_lines(bool may_ask) {
  if (const auto version = find_version()) {
    return fmt::format("# The oldest server version, found in {}.\npg-version = {}\n\n",
                       version->place, version->value);
  }
  if (!may_ask) return {};
  return fmt::format("# The oldest PostgreSQL version that runs the SQL.\n# pg-version = {}\n\n",
                     newest_pg_version);
}

std::string rule_lines(const FoundSql& sql) {
  auto framework = find_framework();
  if (!framework) framework = framework_of(sql.migrations);
  if (!framework && !sql.prisma_schema.empty()) {
    framework = Found{.value = "prisma", .place = sql.prisma_schema};
  }
  if (framework) {
    return fmt::format("# Leaves out what {} generates (found {}).\npreset = \"{}\"\n\n",
                       title_of(framework->value), framework->place, framework->value);
  }
  return "# Rules to run in addition to the default ones, and rules to leave out;\n"
         "# `pglint rules` lists all of them.\n"
         "# select = [\"default\", \"missing-comment\"]\n# ignore = [\"serial-column\"]\n\n";
}

std::string migration_lines(const FoundSql& sql) {
  std::string lines;
  for (const auto& [folder, found] : sql.migrations) {
    lines += fmt::format("# Found: {} migrations in {}\n", title_of(found.tool),
                         folder == "." ? "this folder" : text::printable(folder));
  }
  return lines.empty() ? lines : lines + "\n";
}

std::string exclude_lines(const FoundSql& sql) {
  if (sql.of_others.empty()) {
    return "# Files to skip; patterns as in .gitignore.\n# exclude = [\"vendor/\"]\n\n";
  }
  std::vector<std::string> patterns;
  for (const std::string& folder : sql.of_others) {
    patterns.push_back(quoted(fmt::format("/{}/", folder)));
  }
  return fmt::format("# SQL for other databases; patterns as in .gitignore.\nexclude = [{}]\n\n",
                     fmt::join(patterns, ", "));
}

/// `above` is the configuration that applies here; empty if there is none.
std::string proposal(const std::string& above) {
  const FoundSql sql = find_sql();
  const bool is_first = above.empty();
  std::string text =
      "# Configuration of pglint. Command-line flags override this file;\n"
      "# `pglint config --show FILE` shows the settings for a file.\n\n";
  if (!is_first) {
    text += fmt::format(
        "# The settings of the folder above, which those below override.\nextends = [{}]\n\n",
        quoted(fs::path(above).lexically_proximate(fs::current_path()).string()));
  }
  text += version_lines(is_first) + rule_lines(sql) + migration_lines(sql) + exclude_lines(sql);
  if (is_first) {
    text +=
        "# Known findings to hide; `pglint . --write-baseline pglint-baseline.json` writes the "
        "file.\n"
        "# baseline = \"pglint-baseline.json\"\n\n"
        "# The lowest severity that fails a run: error, warning, info or never.\n"
        "fail-on = \"warning\"\n\n";
  }
  return text +
         "# [rules]\n# wide-table = \"off\"\n\n"
         "# [[override]]\n# paths = [\"seeds/**\"]\n# ignore = [\"normalization\"]\n";
}

}  // namespace

ExitCode run_init(const InitOptions& options) {
  std::error_code error;
  for (const char* name : {"pglint.toml", ".pglint.toml"}) {
    if (options.to_stdout || !fs::exists(name, error)) continue;
    return complain(
        fmt::format("`{}` already exists; `pglint init --stdout` prints a new one", name));
  }
  const auto above = config::find_config(fs::current_path(error).parent_path().string());
  const bool is_repository = fs::exists(".git", error);
  const std::string applies = above.ok() && !is_repository ? above.value() : "";
  if (!applies.empty() && !options.to_stdout) {
    return complain(
        fmt::format("`{}` already applies here; `pglint init --stdout` prints a new "
                    "file, which builds on it with `extends`",
                    applies));
  }
  const std::string text = proposal(applies);
  if (options.to_stdout) {
    if (const auto problem = text::write_stdout(text)) return complain(problem->message);
    return ExitCode::clean;
  }
  const auto written = text::write_file_atomically(file_name, text);
  if (!written.ok()) return complain(written.error().message);
  const auto problem = text::write_stdout(
      "wrote pglint.toml; `pglint .` lints this folder, `pglint config --show FILE` shows the "
      "settings for a file\n");
  return problem ? complain(problem->message) : ExitCode::clean;
}

}  // namespace pglint::cli
