// Lints files that are not SQL, and the shell commands in psql scripts.
#pragma once

#include "host/file_kind.h"
#include "lint/source_text.h"
#include "rule/file_result.h"
#include "rule/settings.h"
#include "suppress/suppression.h"

namespace pglint {

/// Adds the findings in `text` to `result`, which has its path and content. Does not sort. Returns
/// the suppressions of its comments.
[[nodiscard]] Suppressions lint_host_file(host::FileKind kind, const SourceText& text,
                                          const Settings& settings, FileResult& result);

/// Adds the findings in the shell commands after `\!` of an SQL script.
void lint_shell_escapes(SourceText& text, const Settings& settings, FileResult& result);

}  // namespace pglint
