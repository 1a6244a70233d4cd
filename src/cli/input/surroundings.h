// The file system for recognizing migration tools.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migration/recognition.h"
#include "text/folder.h"

namespace pglint::cli {

class DiskSurroundings : public migration::Surroundings {
 public:
  [[nodiscard]] bool exists(const std::string& path) const override;
  [[nodiscard]] std::string read(const std::string& path, std::size_t limit) const override;
  [[nodiscard]] std::vector<std::string> sql_files(const std::string& folder) const override;
  [[nodiscard]] std::vector<std::string> folders(const std::string& folder) const override;

  /// As `read_at_first`, of a file that was looked at as the neighbor of another. Only once.
  [[nodiscard]] std::optional<std::string> take_start(const std::string& path);

  /// Lists `folder`, an absolute path, once: so it costs less to ask for each file beside another.
  void look_into(std::string_view folder);

  /// What lies in `folder`, an absolute path, so that the disk is not asked again.
  void note_listing(std::string folder, std::vector<text::FolderEntry> entries);

 private:
  using Entries = std::vector<text::FolderEntry>;

  [[nodiscard]] std::string head_of(const std::string& path) const;
  /// What lies in `folder`, sorted by name. Valid until the next call.
  [[nodiscard]] const Entries& entries_of(const std::string& folder) const;
  /// False for what a listing would have named.
  [[nodiscard]] bool may_be_there(const std::string& path) const;

  mutable std::map<std::string, Entries, std::less<>> listings_;    ///< sorted, by folder
  mutable Entries incomplete_;                                      ///< a listing with an error
  mutable std::map<std::string, std::string, std::less<>> starts_;  ///< of files, by path
  mutable std::size_t kept_ = 0;                                    ///< bytes of `starts_`
};

/// So much is read to recognize the tool of a file: mostly all of it, so that it need not be opened
/// again.
inline constexpr std::size_t most_at_first = 64 * 1024;

/// The bytes of a regular file as they are on the disk, one more than `most_at_first` if it has
/// more; nothing if it cannot be read.
[[nodiscard]] std::optional<std::string> read_at_first(const std::string& path);

/// The part of a file that markers are searched in, as UTF-8; the file begins with `bytes`.
[[nodiscard]] std::string start_of(std::string_view bytes);

/// The absolute path without `.` and `..`.
[[nodiscard]] std::string absolute_path(const std::string& path);

}  // namespace pglint::cli
