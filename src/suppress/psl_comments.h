// The comments of a Prisma schema. A comment after something covers its line; one on its own line
// covers the block, or the line of a block, that comes next.
#pragma once

#include <string_view>
#include <vector>

#include "psl/syntax.h"
#include "suppress/suppression_reader.h"

namespace pglint {

/// All comments of `file`, whose text is `content`, in order.
[[nodiscard]] std::vector<Comment> psl_comments(const psl::SchemaFile& file,
                                                std::string_view content);

/// The blocks, and the lines in them, in the order of their first bytes.
[[nodiscard]] std::vector<text::Range> psl_extents(const psl::SchemaFile& file);

}  // namespace pglint
