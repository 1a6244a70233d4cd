// The configuration of the run and of each file. Flags override the environment, which overrides
// the nearest `pglint.toml`.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "config/config.h"
#include "rule/settings.h"
#include "text/result.h"

namespace pglint::cli {

/// The sources of configuration.
struct ConfigurationSource {
  std::string file;          ///< used instead of the nearest; empty: the nearest
  bool is_isolated = false;  ///< files and the environment are ignored
  config::Layer flags = {};  ///< from the command line
};

/// The settings of every file of a run. Files with the same configuration share one `Settings`.
class Configuration {
 public:
  explicit Configuration(ConfigurationSource source);

  /// Reads the configuration of the run, which is that of `root_of` its `paths`; `-` is standard
  /// input. Call it once, before anything else. Error: it cannot be read.
  [[nodiscard]] std::optional<Error> open(std::span<const std::string> paths);

  /// Says that `folders`, which are absolute, hold no configuration, which saves looking for it.
  void note_plain_folders(std::vector<std::string> folders);

  /// Says that `path` is a file, which saves looking. Error: as of `file_for`.
  [[nodiscard]] std::optional<Error> note_file(const std::string& path);

  /// The configuration of the run, from all sources.
  [[nodiscard]] config::Layer run() const;

  /// The path of the configuration for the file at `path`; empty if there is none.
  [[nodiscard]] Result<std::string> file_for(const std::string& path);

  /// The paths of all files that were read for configuration.
  [[nodiscard]] std::vector<std::string> files() const;

  /// The configuration for the file at `path`, which need not exist. Error: it cannot be read.
  [[nodiscard]] Result<config::Layer> layer_for(const std::string& path);

  /// The index of the file's settings in `take_settings()`.
  [[nodiscard]] Result<std::size_t> settings_for(const std::string& path, const Settings& of_run);

  /// In the order in which `settings_for` was asked for them.
  [[nodiscard]] std::vector<Settings> take_settings() { return std::move(settings_); }

  /// The name of the database that the file at `path` belongs to by its configuration; empty: it
  /// names none.
  [[nodiscard]] Result<std::string> database_of(const std::string& path);

  /// Whether configuration or flags exclude the file at `path`.
  [[nodiscard]] Result<bool> is_excluded(const std::string& path);

 private:
  /// Adds the keys about the whole run that `layer`, which is from `file`, does not have, from the
  /// files around it.
  void add_keys_around(const std::string& file, config::Layer& layer) const;
  /// As `file_for`, for the files in `folder`, which is absolute.
  [[nodiscard]] Result<std::string> file_in(const std::string& folder);
  [[nodiscard]] std::optional<Error> load(const std::string& file);
  /// Loads `file`, the one that counts for `path`, and remembers it.
  [[nodiscard]] Result<std::string> found(const std::string& path, Result<std::string> file);
  /// The file whose keys about the whole run count where those of `config` say nothing; may be
  /// empty.
  [[nodiscard]] Result<std::string> file_around(const config::Config& config);
  /// Null if there is no file.
  [[nodiscard]] const config::Config* loaded(const std::string& file) const;
  [[nodiscard]] std::optional<Error> read_environment();

  ConfigurationSource source_;
  config::Layer environment_;
  std::string run_file_;
  std::map<std::string, config::Config> files_;                ///< by path
  std::map<std::string, std::string> around_;                  ///< see `file_around`, by path
  std::map<std::string, std::string, std::less<>> by_folder_;  ///< the paths of those that count
  /// The same, by path as it was asked about: each file is, several times.
  std::unordered_map<std::string, std::string> by_path_;
  std::unordered_set<std::string> plain_folders_;  ///< see `note_plain_folders`
  /// By the file that counts and the overrides that fit.
  std::map<std::pair<std::string, std::vector<std::size_t>>, std::size_t> known_;
  std::vector<Settings> settings_;
};

/// The only one of `paths`, or the folder nearest to all of them, whatever their order; `.` without
/// any.
[[nodiscard]] std::string root_of(std::span<const std::string> paths);

/// Applies the keys of `layer` about rules and SQL to `settings`. Error: a wrong value on the
/// command line.
[[nodiscard]] std::optional<Error> apply_layer(const config::Layer& layer, Settings& settings);

}  // namespace pglint::cli
