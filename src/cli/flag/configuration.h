// Which configuration counts for the run, and which for each file: flags before the environment
// before the nearest `pglint.toml`.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/config.h"
#include "rule/settings.h"
#include "text/result.h"

namespace pglint::cli {

/// Where configuration is looked for.
struct ConfigurationSource {
  std::string file;          ///< counts instead of any that is found; empty: the nearest is
  bool is_isolated = false;  ///< neither files nor the environment count
  config::Layer flags = {};  ///< what the command line says
};

/// The settings of every file of a run. Files that say the same share one `Settings`.
class Configuration {
 public:
  explicit Configuration(ConfigurationSource source);

  /// Reads the configuration of the run, which is that of `first_path`: what is linted first, `-`
  /// for standard input. To be called once, before anything else. Error: it cannot be read.
  [[nodiscard]] std::optional<Error> open(const std::string& first_path);

  /// What files, the environment and flags say of the run.
  [[nodiscard]] config::Layer run() const;

  /// The path of the configuration that counts for the file at `path`; empty: none.
  [[nodiscard]] Result<std::string> file_for(const std::string& path);

  /// The paths of all files that were read for configuration.
  [[nodiscard]] std::vector<std::string> files() const;

  /// What counts for the file at `path`, which need not be there. Error: its configuration cannot
  /// be read.
  [[nodiscard]] Result<config::Layer> layer_for(const std::string& path);

  /// The number of the settings of the file at `path` in `all()`.
  [[nodiscard]] Result<std::size_t> settings_for(const std::string& path, const Settings& of_run);

  /// The first are those of the run's first path.
  [[nodiscard]] std::vector<Settings> take_settings() { return std::move(settings_); }

  /// True if configuration or flags leave the file at `path` out.
  [[nodiscard]] Result<bool> is_excluded(const std::string& path);

 private:
  [[nodiscard]] std::optional<Error> load(const std::string& file);
  /// Null for no file.
  [[nodiscard]] const config::Config* loaded(const std::string& file) const;
  [[nodiscard]] std::optional<Error> read_environment();

  ConfigurationSource source_;
  config::Layer environment_;
  std::string run_file_;
  std::map<std::string, config::Config> files_;                ///< by path
  std::map<std::string, std::string, std::less<>> by_folder_;  ///< the paths of those that count
  /// By the file that counts and the overrides that fit.
  std::map<std::pair<std::string, std::vector<std::size_t>>, std::size_t> known_;
  std::vector<Settings> settings_;
};

/// Puts what `layer` says of rules and SQL into `settings`. Error: a value of the command line that
/// is wrong.
[[nodiscard]] std::optional<Error> apply_layer(const config::Layer& layer, Settings& settings);

}  // namespace pglint::cli
