// A baseline as JSON: one entry per line, so that diffs and merges stay readable. Each line ends
// with a comma, and an empty entry is last: a merge that keeps the lines of both sides is valid
// JSON, too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "suppress/known/baseline.h"
#include "text/result.h"

namespace pglint {

/// `entries`, sorted, as the document that is kept in a repository.
[[nodiscard]] std::string baseline_json(const std::vector<BaselineEntry>& entries);

/// The entries of such a document, sorted, each key once. Error: the reason, without the file's
/// name.
[[nodiscard]] Result<std::vector<BaselineEntry>> read_baseline_json(std::string_view document);

/// `name` as it is after writing and reading: invalid UTF-8 is replaced.
[[nodiscard]] std::string name_in_json(const std::string& name);

}  // namespace pglint
