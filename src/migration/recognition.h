// Recognizes the migration tool of a file by its markers, else its surroundings, else its name.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "migration/runner.h"

namespace pglint::migration {

/// The number of bytes of a file that are searched for markers.
inline constexpr std::size_t head_bytes = 4096;

/// Access to files and folders for recognition. Paths are absolute, without `.` and `..`.
class Surroundings {
 public:
  Surroundings() = default;
  Surroundings(const Surroundings&) = delete;
  Surroundings& operator=(const Surroundings&) = delete;
  virtual ~Surroundings() = default;

  [[nodiscard]] virtual bool exists(const std::string& path) const = 0;

  /// The first `limit` bytes of a file; empty if it is not a file.
  [[nodiscard]] virtual std::string read(const std::string& path, std::size_t limit) const = 0;

  /// The names of the `*.sql` files in a folder, sorted by their bytes.
  [[nodiscard]] virtual std::vector<std::string> sql_files(const std::string& folder) const = 0;

  /// The names of the folders in a folder, sorted by their bytes.
  [[nodiscard]] virtual std::vector<std::string> folders(const std::string& folder) const = 0;
};

/// Recognizes the runners of files. The answers do not depend on the order of the questions.
class Recognizer {
 public:
  /// `fixed` is the runner of all files; if null, each is recognized. `surroundings` must outlive
  /// this.
  Recognizer(const Surroundings& surroundings, const Runner* fixed)
      : surroundings_(surroundings), fixed_(fixed) {}

  /// The file `path`, which begins with `head`.
  [[nodiscard]] FileFacts recognize(const std::string& path, std::string_view head);

 private:
  struct Found {
    const Runner* runner = nullptr;
    std::string why;
  };
  struct Marked;
  using List = std::map<std::string, std::size_t, std::less<>>;
  using Sidecars = std::map<std::string, std::string_view, std::less<>>;
  class Names;

  [[nodiscard]] Found find(Names& names, std::string_view head);
  /// The runner whose marker is in `head`. Most heads have none, and are asked about twice: as
  /// neighbors, too.
  [[nodiscard]] std::optional<Marked> marked_by(std::string_view head);
  [[nodiscard]] std::optional<Found> by_sidecar(Names& names);
  [[nodiscard]] std::optional<Found> by_neighbors(Names& names);
  [[nodiscard]] std::optional<Found> by_name(Names& names);
  [[nodiscard]] std::vector<std::string> migrations_in(const std::string& directory,
                                                       const Runner& runner) const;
  [[nodiscard]] const std::optional<Found>& marked_in(std::string_view directory,
                                                      const Runner* of_folders);
  [[nodiscard]] const std::string& typical_in(std::string_view directory, const Runner& runner);
  [[nodiscard]] bool is_typical(const FileName& name) const;
  [[nodiscard]] std::string_view sidecar_of(const Runner& runner, Names& names);
  [[nodiscard]] std::string setting_beside(const std::string& path, const Runner& runner);
  [[nodiscard]] const List& list_of(const std::string& directory, const Runner& runner);

  const Surroundings& surroundings_;
  const Runner* fixed_;
  std::unordered_set<std::size_t> unmarked_;  ///< hashes of the heads without a marker
  /// By the folder, or by the folder of all migrations and the runner that has folders for each.
  std::map<std::pair<std::string, const Runner*>, std::optional<Found>> marked_;
  /// The first file with a name that only the runner has, or empty, by folder of all migrations.
  std::map<std::pair<std::string, const Runner*>, std::string> typical_;
  /// The runner's sidecar file in a folder of migrations, or empty.
  std::map<const Runner*, Sidecars> sidecars_;
  std::map<std::string, bool> settings_;  ///< whether it is set, by path of the file
  std::map<std::string, List> lists_;     ///< positions by entry, by path of the list
};

/// The order of the files with these facts as indexes. Those of one folder and runner are sorted by
/// run order among the positions they have; all others stay.
[[nodiscard]] std::vector<std::size_t> run_order(std::span<const FileFacts* const> files);

}  // namespace pglint::migration
