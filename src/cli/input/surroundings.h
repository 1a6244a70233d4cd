// The file system for recognizing migration tools.
#pragma once

#include <functional>
#include <map>
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

  /// Caches the names in `folder`, an absolute path, so that missing files cost no disk access.
  void note_listing(std::string folder, std::vector<std::string> names);

 private:
  /// False if a listing shows that the file does not exist.
  [[nodiscard]] bool may_be_there(const std::string& path) const;

  std::map<std::string, std::vector<std::string>, std::less<>> listings_;  ///< sorted, by folder
};

/// The part of a file that markers are searched in, as UTF-8; the file begins with `bytes`.
[[nodiscard]] std::string start_of(std::string_view bytes);

/// The absolute path without `.` and `..`.
[[nodiscard]] std::string absolute_path(const std::string& path);

}  // namespace pglint::cli
