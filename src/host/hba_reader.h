// Reads pg_hba.conf as the server does, with continued lines and its quoting.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/hba_record.h"
#include "text/range.h"

namespace pglint::host {

/// A line because of which PostgreSQL rejects the whole file.
struct HbaProblem {
  text::Range range;
  std::string message;       ///< one line, lower case, no final period
  std::string help;          ///< how to correct it, in the same form
  bool is_template = false;  ///< it has a placeholder of a template
};

struct HbaFile {
  std::vector<HbaRecord> records;
  std::vector<text::Range> comments;  ///< bytes of the file, from `#` on
  std::vector<HbaProblem> problems;
};

/// Does not read the files named by `include` and `@file`.
[[nodiscard]] HbaFile read_hba(std::string_view content);

}  // namespace pglint::host
