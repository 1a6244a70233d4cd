// Lints many files on several threads and hands the results over in input order.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/linter.h"
#include "engine/settings.h"
#include "migration/runner.h"

namespace pglint {

/// A file to lint. Without `content` it is read from `path` by the thread that lints it.
struct Input {
  std::string path;
  std::optional<std::string> content = {};
  migration::FileFacts facts = migration::psql_facts();
};

/// Lints `inputs` on up to `jobs` threads and calls `deliver` on the calling thread, once per
/// input and in their order, whatever `jobs` is. Files read ahead are bounded, so memory does not
/// grow with the number of files.
void lint_files(std::vector<Input> inputs, const Settings& settings, std::size_t jobs,
                const std::function<void(FileResult&&)>& deliver);

}  // namespace pglint
