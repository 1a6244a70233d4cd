// The comments of files that are not SQL. A comment after something covers its line and what ends
// on it; one on its own line covers what comes next.
#pragma once

#include <string_view>
#include <vector>

#include "host/host_file.h"
#include "suppress/suppression_reader.h"
#include "text/range.h"

namespace pglint {

/// The units that a comment before them covers as a whole: commands, records, and what shares their
/// lines. In order, disjoint.
[[nodiscard]] std::vector<text::Range> host_extents(const host::HostFile& file,
                                                    std::string_view content);

/// All comments of `file`, whose text is `content`, in order.
[[nodiscard]] std::vector<Comment> host_comments(const host::HostFile& file,
                                                 std::string_view content);

}  // namespace pglint
