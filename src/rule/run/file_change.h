// What the changes that a run is about do to a file.
#pragma once

#include <cstdint>

namespace pglint {

/// By `--since`, `--staged` or `--diff-file`.
enum class FileChange : std::uint8_t { none, added, edited };

}  // namespace pglint
