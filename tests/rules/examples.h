// Lints examples and fixtures, which may consist of several files.
#pragma once

#include <string>
#include <string_view>

#include "lint/dispatch.h"
#include "migration/runner.h"
#include "rule/file_result.h"
#include "rule/settings.h"

namespace pglint::tests {

/// The facts of a file that this tool runs, or psql without a name.
[[nodiscard]] migration::FileFacts facts_of_tool(std::string_view tool);

/// As `pglint::lint`. Lines such as `-- file: 0001_orders.up.sql` begin the next file of a run;
/// then the ranges of the findings are in `content` as a whole. Without a tool in `facts`, they are
/// those of golang-migrate.
[[nodiscard]] FileResult lint_example(const std::string& path, const std::string& content,
                                      const Settings& settings,
                                      const migration::FileFacts& facts = migration::psql_facts(),
                                      const std::string& given = {});

}  // namespace pglint::tests
