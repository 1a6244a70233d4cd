// The listing of `pglint locks`: what each statement locks, for how long, and who waits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "locks/record.h"

namespace pglint::page {

/// A file and what its statements lock, in their order.
struct FileLocks {
  std::string path;
  std::string content;
  std::string_view tool;  ///< the migration tool's title
  std::vector<locks::Record> records = {};
};

[[nodiscard]] std::string locks_as_text(const std::vector<FileLocks>& files);
[[nodiscard]] std::string locks_as_json(const std::vector<FileLocks>& files);

}  // namespace pglint::page
