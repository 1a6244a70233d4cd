// Lints what runs on the host around a database: files that are not SQL, and the shell commands in
// psql scripts.
#pragma once

#include "host/file_kind.h"
#include "lint/source_text.h"
#include "rule/file_result.h"
#include "rule/settings.h"
#include "suppress/suppression.h"

namespace pglint {

/// Adds to `result`, which has its path and content already, the findings in `text`. Sorts nothing.
/// Returns what its comments turn off.
[[nodiscard]] Suppressions lint_host_file(host::FileKind kind, const SourceText& text,
                                          const Settings& settings, FileResult& result);

/// Adds the findings in the shell commands behind `\!` of an SQL script.
void lint_shell_escapes(SourceText& text, const Settings& settings, FileResult& result);

}  // namespace pglint
