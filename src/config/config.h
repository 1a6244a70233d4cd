// Reads a configuration file and those that it extends into layers. The only code that uses TOML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/key.h"
#include "config/value.h"
#include "text/result.h"

namespace pglint::config {

/// Settings for some files only.
struct Override {
  Value paths;  ///< patterns; see `fits`
  Layer layer;
};

/// Files that make up a database.
struct Database {
  std::string name;  ///< as reports call it
  Value paths;       ///< patterns; see `fits`
};

/// One file with what it extends.
struct Config {
  std::string path;    ///< as it was found
  std::string folder;  ///< absolute
  Layer base;
  std::vector<Override> overrides;   ///< a later one wins
  std::vector<Database> databases;   ///< the first whose paths fit counts
  std::vector<std::string> sources;  ///< the paths of the file and of those that it extends
};

/// Reads `path` and what it extends. Error: one line with the file, the line, and what to do.
[[nodiscard]] Result<Config> read_config(const std::string& path, const Language& language);

/// What a folder says of the configuration for files in it.
struct FolderConfig {
  std::string file;      ///< its `pglint.toml` or `.pglint.toml`; empty: it has none
  bool is_last = false;  ///< what lies in folders above does not count
};

/// Whether `name` may be that of a file that `look_for_config` looks for.
[[nodiscard]] bool is_about_folder(std::string_view name);

/// Looks into `folder` (absolute) alone. Error: both files are there.
[[nodiscard]] Result<FolderConfig> look_for_config(const std::string& folder);

/// The configuration for files in `folder` (absolute): that of the folder or of the nearest one
/// above that has any, up to the one that holds a repository; empty if there is none. Error: as
/// above.
[[nodiscard]] Result<std::string> find_config(const std::string& folder);

/// The configuration of the file at `path`, which is absolute.
[[nodiscard]] Layer layer_for(const Config& config, std::string_view path);

/// The name of the database that the file at `path` (absolute) belongs to; empty: none is named.
[[nodiscard]] std::string_view database_of(const Config& config, std::string_view path);

/// The indexes of the overrides that match the file at `path`.
[[nodiscard]] std::vector<std::size_t> overrides_for(const Config& config, std::string_view path);

}  // namespace pglint::config
