// Words that all formats share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "rule/finding.h"

namespace pglint::report {

/// `text` with a capital and a final period; empty stays empty.
[[nodiscard]] std::string sentence(std::string_view text);

/// Message and help as two sentences, for formats that show nothing else at a line.
[[nodiscard]] std::string message_with_help(const Finding& finding);

/// `1 file`, `2 files`.
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

}  // namespace pglint::report
