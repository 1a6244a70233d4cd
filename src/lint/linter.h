// Lints one file: reads its statements, walks them, calls the checks.
#pragma once

#include <string>

#include "lint/dispatch.h"
#include "migration/runner.h"
#include "rule/file_result.h"
#include "rule/settings.h"

namespace pglint {

/// Lints `content`, the bytes of the file that `facts` are about, as if there were no other file.
[[nodiscard]] FileResult lint(std::string path, std::string content, const Settings& settings,
                              const DispatchTable& table,
                              const migration::FileFacts& facts = migration::psql_facts());

}  // namespace pglint
