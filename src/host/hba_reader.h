// Reads pg_hba.conf as the server does, continued lines and its own way of quoting included.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/hba_record.h"
#include "text/range.h"

namespace pglint::host {

/// A line for which PostgreSQL refuses the whole file.
struct HbaProblem {
  text::Range range;
  std::string message;       ///< one line, lower case, no final period
  bool is_template = false;  ///< it has a mark that some tool replaces before PostgreSQL reads it
};

struct HbaFile {
  std::vector<HbaRecord> records;
  std::vector<text::Range> comments;  ///< bytes of the file, from `#` on
  std::vector<HbaProblem> problems;
};

/// Files that `include` and `@file` name are not read.
[[nodiscard]] HbaFile read_hba(std::string_view content);

}  // namespace pglint::host
