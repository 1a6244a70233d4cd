// Shows long texts a screen at a time.
#pragma once

#include <string>

namespace pglint::cli {

/// Shows `text` by the program that `PAGER` names (default: `less`), if standard output is a
/// terminal with fewer rows than the text has lines. False if nothing was shown: `PAGER` is empty
/// or `cat`, the program is missing, or the text fits.
[[nodiscard]] bool show_in_pager(const std::string& text);

}  // namespace pglint::cli
