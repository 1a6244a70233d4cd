// Lints what runs on the host around a database: files that are not SQL, and the shell commands in
// psql scripts.
#pragma once

#include <string>

#include "host/file_kind.h"
#include "rule/file_result.h"
#include "rule/settings.h"
#include "suppress/suppression.h"

namespace pglint {

/// Adds to `result`, which has its path and content already, the findings in `text`: that content
/// as valid UTF-8, byte for byte. Sorts nothing. Returns what its comments turn off.
[[nodiscard]] Suppressions lint_host_file(host::FileKind kind, const std::string& text,
                                          const Settings& settings, FileResult& result);

/// Adds the findings in the shell commands behind `\!` of the SQL script `text`.
void lint_shell_escapes(const std::string& text, const Settings& settings, FileResult& result);

}  // namespace pglint
