// Which tool runs a file: its markers tell, else its surroundings, else its name.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migration/runner.h"

namespace pglint::migration {

/// So many bytes of a file are searched for markers.
inline constexpr std::size_t head_bytes = 4096;

/// What recognising asks about files and folders. Paths are absolute and without `.` and `..`.
class Surroundings {
 public:
  Surroundings() = default;
  Surroundings(const Surroundings&) = delete;
  Surroundings& operator=(const Surroundings&) = delete;
  virtual ~Surroundings() = default;

  [[nodiscard]] virtual bool exists(const std::string& path) const = 0;

  /// The first `limit` bytes of a file; empty for what is none.
  [[nodiscard]] virtual std::string read(const std::string& path, std::size_t limit) const = 0;

  /// The names of the `*.sql` files in a folder, sorted by their bytes.
  [[nodiscard]] virtual std::vector<std::string> sql_files(const std::string& folder) const = 0;
};

/// Recognises the runners of files. What it says of a file does not depend on which other files it
/// was asked about before.
class Recogniser {
 public:
  /// `fixed` is the runner of all files; null where each is to be recognised. `surroundings` must
  /// outlive this.
  Recogniser(const Surroundings& surroundings, const Runner* fixed)
      : surroundings_(surroundings), fixed_(fixed) {}

  /// The file `path`, which begins with `head`.
  [[nodiscard]] FileFacts recognise(const std::string& path, std::string_view head);

 private:
  struct Found {
    const Runner* runner = nullptr;
    std::string why;
  };
  using List = std::map<std::string, std::size_t, std::less<>>;
  using Sidecars = std::map<std::string, std::string_view, std::less<>>;
  class Names;

  [[nodiscard]] Found find(Names& names, std::string_view head);
  [[nodiscard]] std::optional<Found> by_sidecar(Names& names);
  [[nodiscard]] std::optional<Found> by_neighbours(Names& names);
  [[nodiscard]] const std::optional<Found>& marked_in(std::string_view folder);
  [[nodiscard]] std::string_view sidecar_of(const Runner& runner, std::string_view directory);
  [[nodiscard]] std::string setting_beside(const std::string& path, const Runner& runner);
  [[nodiscard]] const List& list_of(const std::string& directory, const Runner& runner);

  const Surroundings& surroundings_;
  const Runner* fixed_;
  std::map<std::string, std::optional<Found>, std::less<>> marked_;  ///< by folder
  /// The runner's file that lies in a directory of migrations, or nothing.
  std::map<const Runner*, Sidecars> sidecars_;
  std::map<std::string, bool> settings_;  ///< whether it is set, by path of the file
  std::map<std::string, List> lists_;     ///< positions by entry, by path of the list
};

/// The order in which to take `files`, as indexes: those of one directory and runner in the order
/// in which they run, on the places that they have together; all others stay where they are.
[[nodiscard]] std::vector<std::size_t> run_order(std::span<const FileFacts> files);

}  // namespace pglint::migration
