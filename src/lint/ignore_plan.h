// Plans `pglint: ignore rule-id` comments before the line of each finding, or after it if there is
// no place before.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lint/dispatch.h"
#include "migration/runner.h"
#include "rule/file_result.h"
#include "rule/settings.h"

namespace pglint {

struct IgnorePlan {
  std::string content;               ///< the file with the comments in it
  std::vector<std::size_t> covered;  ///< indexes of the findings that they cover, ascending
};

/// The file whose findings are to be ignored.
struct IgnoreRequest {
  const FileResult& result;  ///< with all findings
  const migration::FileFacts& facts;
  std::vector<std::size_t> unwanted;  ///< indexes of the findings to ignore
  std::string_view reason = {};       ///< one line; may be empty
};

/// Rules at the same place share a comment, and extend an existing one. Findings without a place
/// are not in `covered`. The caller must lint the new content to check the effect.
[[nodiscard]] IgnorePlan plan_ignores(const IgnoreRequest& request, const Settings& settings,
                                      const DispatchTable& table);

}  // namespace pglint
