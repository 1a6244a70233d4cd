// Plans the comments that turn findings off: `pglint: ignore rule-id` in front of the line that a
// finding stands on, or behind it where there is no place in front.
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
  std::vector<std::size_t> covered;  ///< indexes of the findings that they turn off; rising
};

/// What is known of the file whose findings are to be turned off.
struct IgnoreRequest {
  const FileResult& result;           ///< of linting it, with all findings
  const migration::FileFacts& facts;  ///< about it
  std::vector<std::size_t> unwanted;  ///< indexes of the findings to be turned off
  std::string_view reason = {};       ///< one line; may be empty
};

/// Rules that need a comment at the same place share one, and join one that is there already. A
/// finding without such a place is left out of `covered`. Whether the comments do what they should
/// is for the caller to find out: by linting the new content.
[[nodiscard]] IgnorePlan plan_ignores(const IgnoreRequest& request, const Settings& settings,
                                      const DispatchTable& table);

}  // namespace pglint
