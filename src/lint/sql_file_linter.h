// Lints one SQL file: what its migration tool makes of it, its statements, its shell commands.
#pragma once

#include <string>

#include "lint/checked_file.h"
#include "lint/dispatch.h"
#include "rule/settings.h"
#include "suppress/code_map.h"

namespace pglint {

/// Adds to `file`, which has its path and content already, what is found in `text`: that content as
/// valid UTF-8, byte for byte. What is known of the file stands in `linted`, whose content is not
/// looked at. Notes what the file consists of in `code`, if that is not null.
void lint_sql_file(const std::string& text, const LintedText& linted, const Settings& settings,
                   const DispatchTable& table, CheckedFile& file, CodeMap* code);

}  // namespace pglint
