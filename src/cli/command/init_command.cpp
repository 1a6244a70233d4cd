// Looks at the project to propose what its configuration should say.
#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <regex>
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
#include "rule/settings.h"
#include "text/file.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view file_name = "pglint.toml";

struct Found {
  std::string value;
  std::string place;  ///< the file that told it
};

/// Files that name the server's image.
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
  static const std::regex image(R"((?:^|[\s"'/])(?:postgres|postgis|pgvector):(?:pg)?([0-9]{2}))");
  std::optional<Found> oldest;
  for (const fs::path& file : files_about_servers()) {
    const auto content = text::read_file(file);
    if (!content.ok()) continue;
    const std::string& text = content.value();
    for (std::sregex_iterator match(text.begin(), text.end(), image), end; match != end; ++match) {
      const std::string version = (*match)[1];
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
                                Sign{"manage.py", "django"}};
  std::error_code error;
  for (const Sign& sign : signs) {
    if (!fs::is_regular_file(sign.file, error)) continue;
    return Found{.value = std::string(sign.preset), .place = std::string(sign.file)};
  }
  return std::nullopt;
}

/// Folders of migrations, and whose they are.
std::map<std::string, std::string_view> find_migrations() {
  std::map<std::string, std::string_view> folders;
  const std::vector<std::string> here = {"."};
  for (const SourceFile& file : discover(here).files) {
    if (file.facts.runner == &migration::psql_runner()) continue;
    const fs::path folder =
        fs::path(file.facts.name.directory).lexically_proximate(fs::current_path());
    folders.emplace(folder.empty() ? "." : folder.string(), file.facts.runner->name);
  }
  return folders;
}

/// The framework whose migrations were found, where none of its own files was.
std::optional<Found> framework_of(const std::map<std::string, std::string_view>& migrations) {
  for (const auto& [folder, runner] : migrations) {
    if (config::find_preset(runner) == nullptr) continue;
    return Found{.value = std::string(runner), .place = folder};
  }
  return std::nullopt;
}

std::string proposal() {
  const auto migrations = find_migrations();
  std::string text =
      "# Configuration of pglint. Flags that are given count more than this file;\n"
      "# `pglint config --show FILE` tells what counts for a file.\n\n";
  if (const auto version = find_version()) {
    text += fmt::format("# The oldest server that {} starts.\npg-version = {}\n\n", version->place,
                        version->value);
  } else {
    text +=
        fmt::format("# The oldest version of PostgreSQL that runs the SQL.\n# pg-version = {}\n\n",
                    newest_pg_version);
  }
  auto framework = find_framework();
  if (!framework) framework = framework_of(migrations);
  if (framework) {
    text += fmt::format("# Without what is written by the framework of {}.\npreset = \"{}\"\n\n",
                        framework->place, framework->value);
  } else {
    text +=
        "# Rules that run besides those that are on by default, and rules that do not;\n"
        "# `pglint rules` lists them.\n"
        "# select = [\"default\", \"missing-comment\"]\n# ignore = [\"serial-column\"]\n\n";
  }
  for (const auto& [folder, runner] : migrations) {
    text += fmt::format("# Found: migrations of {} in {}\n", runner, folder);
  }
  if (!migrations.empty()) text += '\n';
  text +=
      "# What is not yours to change, as .gitignore writes it.\n# exclude = [\"vendor/\"]\n\n"
      "# Findings that are known: `pglint . --write-baseline pglint-baseline.json` writes them "
      "down.\n"
      "# baseline = \"pglint-baseline.json\"\n\n"
      "# The lowest severity that fails a run: error, warning, info or never.\n"
      "fail-on = \"warning\"\n\n"
      "# [rules]\n# wide-table = \"off\"\n\n"
      "# [[override]]\n# paths = [\"seeds/**\"]\n# ignore = [\"normalization\"]\n";
  return text;
}

}  // namespace

ExitCode run_init(const InitOptions& options) {
  std::error_code error;
  for (const char* name : {"pglint.toml", ".pglint.toml"}) {
    if (options.to_stdout || !fs::exists(name, error)) continue;
    return complain(
        fmt::format("`{}` is already there; `pglint init --stdout` shows what a new one "
                    "would say",
                    name));
  }
  const auto above = config::find_config(fs::current_path(error).parent_path().string());
  const bool is_repository = fs::exists(".git", error);
  if (above.ok() && !above.value().empty() && !is_repository && !options.to_stdout) {
    return complain(
        fmt::format("`{}` counts here; `extends` in a new file takes it over, and "
                    "`pglint init --stdout` shows what that would say",
                    above.value()));
  }
  const std::string text = proposal();
  if (options.to_stdout) {
    if (const auto problem = text::write_stdout(text)) return complain(problem->message);
    return ExitCode::clean;
  }
  const auto written = text::write_file_atomically(file_name, text);
  if (!written.ok()) return complain(written.error().message);
  const auto problem = text::write_stdout(
      "wrote pglint.toml; `pglint .` lints what is here, `pglint config --show FILE` shows what "
      "counts\n");
  return problem ? complain(problem->message) : ExitCode::clean;
}

}  // namespace pglint::cli
