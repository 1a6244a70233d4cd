// The parts of a file other than SQL that are linted, the same for all kinds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/command.h"
#include "host/file_kind.h"
#include "host/hba_reader.h"
#include "host/invocation.h"
#include "text/range.h"

namespace pglint::host {

/// A place that could not be read, and why: one line, lower case, no final period.
struct Unread {
  text::Range range;
  std::string reason;
  std::string help;
};

struct HostFile {
  Activity activity;
  std::vector<HbaRecord> records;
  std::vector<HbaProblem> hba_problems;
  std::vector<Unread> unread;
  std::vector<text::Range> comments;  ///< bytes of the file, marks included; in no order
};

/// Reads `content`, a file of `kind`; empty for SQL.
[[nodiscard]] HostFile read_host_file(FileKind kind, std::string_view content);

/// Adds the commands and comments of a script in a file.
void add_script(const Excerpt& script, HostFile& file);

/// The offset after the line at `at` and its ending.
[[nodiscard]] std::size_t next_line(std::string_view content, std::size_t at);

}  // namespace pglint::host
