// The file system, as recognising migration tools asks about it.
#pragma once

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
};

/// What there is to recognise in a file that begins with `bytes`.
[[nodiscard]] std::string start_of(std::string_view bytes);

/// `path` from the root, without `.` and `..`.
[[nodiscard]] std::string absolute_path(const std::string& path);

}  // namespace pglint::cli
