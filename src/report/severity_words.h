// What reports say in words, the same in every format.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "rule/finding.h"

namespace pglint::report {

/// `text` as a sentence: with a capital letter and a full stop; empty stays empty.
[[nodiscard]] std::string sentence(std::string_view text);

/// One sentence for what is wrong, one for what to do: for readers that show nothing else beside a
/// line.
[[nodiscard]] std::string message_with_help(const Finding& finding);

/// `1 file`, `2 files`.
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

}  // namespace pglint::report
