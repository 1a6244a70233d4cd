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

namespace pglint::cli {

class DiskSurroundings : public migration::Surroundings {
 public:
  [[nodiscard]] bool exists(const std::string& path) const override;
  [[nodiscard]] std::string read(const std::string& path, std::size_t limit) const override;
  [[nodiscard]] std::vector<std::string> sql_files(const std::string& folder) const override;
  [[nodiscard]] std::vector<std::string> folders(const std::string& folder) const override;

  /// The first bytes of a file that was looked at as the neighbor of another, more than a head if
  /// it has more, as they are on the disk. Only once.
  [[nodiscard]] std::optional<std::string> take_start(const std::string& path);

  /// What lies in `folder`, an absolute path, so that the disk is not asked for what is not there.
  void note_listing(std::string folder, std::vector<std::string> names);

 private:
  [[nodiscard]] std::string head_of(const std::string& path) const;
  /// False for what a listing would have named.
  [[nodiscard]] bool may_be_there(const std::string& path) const;

  std::map<std::string, std::vector<std::string>, std::less<>> listings_;  ///< sorted, by folder
  mutable std::map<std::string, std::string, std::less<>> starts_;         ///< of files, by path
  mutable std::size_t kept_ = 0;                                           ///< bytes of `starts_`
};

/// The part of a file that markers are searched in, as UTF-8; the file begins with `bytes`.
[[nodiscard]] std::string start_of(std::string_view bytes);

/// The absolute path without `.` and `..`.
[[nodiscard]] std::string absolute_path(const std::string& path);

}  // namespace pglint::cli
