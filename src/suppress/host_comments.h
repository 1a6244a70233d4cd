// The comments of files that are not SQL, and what each is about by where it stands: behind
// something, its line and what ends on it; on a line of its own, what comes next.
#pragma once

#include <string_view>
#include <vector>

#include "host/host_file.h"
#include "suppress/suppression_reader.h"
#include "text/range.h"

namespace pglint {

/// What a comment in front of it covers as a whole: a command, a record, and what shares its lines.
/// In order, apart.
[[nodiscard]] std::vector<text::Range> host_extents(const host::HostFile& file,
                                                    std::string_view content);

/// All comments of `file`, whose text is `content`, in order.
[[nodiscard]] std::vector<Comment> host_comments(const host::HostFile& file,
                                                 std::string_view content);

}  // namespace pglint
