// Lints one SQL file: sections of its migration tool, statements, shell commands.
#pragma once

#include "lint/dispatch.h"
#include "lint/linted_file.h"
#include "lint/neighbors.h"
#include "lint/source_text.h"
#include "migration/script.h"
#include "rule/settings.h"
#include "suppress/code_map.h"

namespace pglint {

/// Whether the statements of `section` are linted; if not, they are only parsed.
[[nodiscard]] bool is_linted(const migration::Section& section, const Settings& settings);

/// Adds the findings in `text`, the content of `file`, to `file`. `neighbors` are those of the run;
/// `code`, if not null, gets what the file consists of.
void lint_sql_file(SourceText& text, const Settings& settings, const DispatchTable& table,
                   LintedFile& file, Neighbors& neighbors, CodeMap* code);

}  // namespace pglint
