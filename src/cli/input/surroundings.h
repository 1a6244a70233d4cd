// The file system, as recognising migration tools asks about it.
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

  /// What lies in `folder`, an absolute path, so that the disk is not asked for what is not there.
  void note_listing(std::string folder, std::vector<std::string> names);

 private:
  /// False for what a listing would have named.
  [[nodiscard]] bool may_be_there(const std::string& path) const;

  std::map<std::string, std::vector<std::string>, std::less<>> listings_;  ///< sorted, by folder
};

/// What there is to recognise in a file that begins with `bytes`.
[[nodiscard]] std::string start_of(std::string_view bytes);

/// `path` from the root, without `.` and `..`.
[[nodiscard]] std::string absolute_path(const std::string& path);

}  // namespace pglint::cli
