// Lints one file: reads its statements, walks them, calls the checks.
#pragma once

#include <cstddef>
#include <string>

#include "lint/dispatch.h"
#include "lint/linted_file.h"
#include "lint/neighbors.h"
#include "lint/source_file.h"
#include "migration/runner.h"
#include "rule/file_result.h"
#include "rule/settings.h"

namespace pglint {

/// Reads `file`, number `number` of the run, and lints it without the schema. Threads may share one
/// table, and share the neighbors of the run.
[[nodiscard]] LintedFile lint_file(SourceFile file, std::size_t number, const Settings& settings,
                                   const DispatchTable& table, Neighbors& neighbors);

/// Lints `content`, the bytes of the file with `facts`, without other files. `given` is SQL of an
/// earlier migration, which is not linted: its schema is there before.
[[nodiscard]] FileResult lint(std::string path, std::string content, const Settings& settings,
                              const DispatchTable& table,
                              const migration::FileFacts& facts = migration::psql_facts(),
                              std::string given = {});

}  // namespace pglint
