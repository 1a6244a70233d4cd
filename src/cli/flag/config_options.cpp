#include "cli/flag/config_options.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "cli/flag/typed_key.h"

namespace pglint::cli {
void ConfigOptions::add(Arguments& arguments) {
  arguments.heading("Configuration");
  arguments.text({.names = "--config",
                  .value = "FILE",
                  .help = "use this file instead of the nearest pglint.toml above each path"},
                 file);
  arguments.flag(
      {.names = "--isolated", .help = "ignore pglint.toml and PGLINT_* variables; use only flags"},
      isolated);
}

Result<Configuration> ConfigOptions::open(std::span<const std::string> paths,
                                          config::Layer flags) const {
  std::error_code error;
  if (isolated && !file.empty()) {
    return Error{"`--isolated` cannot be combined with `--config`"};
  }
  if (!file.empty() && !std::filesystem::is_regular_file(file, error)) {
    return Error{fmt::format("`--config {}`: no such file", file)};
  }
  Configuration configuration({.file = file, .is_isolated = isolated, .flags = std::move(flags)});
  if (auto problem = configuration.open(paths)) return *problem;
  return configuration;
}

Result<KeyValues> ConfigOptions::read(std::span<const std::string> paths,
                                      config::Layer flags) const {
  const auto configuration = open(paths, std::move(flags));
  if (!configuration.ok()) return configuration.error();
  return read_values(configuration.value().run());
}

}  // namespace pglint::cli
