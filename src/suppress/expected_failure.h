// Comments of test scripts that say that a statement is meant to fail.
#pragma once

#include <string_view>

#include "text/range.h"

namespace pglint {

/// Whether a comment says that PostgreSQL rejects the statement at `extent` of `content`: `--
/// fail`,
/// `-- error` or `-- should fail` and the like, after it on its last line, or alone on the line
/// above.
[[nodiscard]] bool is_meant_to_fail(std::string_view content, text::Range extent);

}  // namespace pglint
