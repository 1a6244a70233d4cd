// Files as bytes: reading them whole, and writing reports so that no half of one is ever seen.
#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "text/result.h"

namespace pglint::text {

inline constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max() - 1;

/// All bytes of `path` (a file or a pipe), or one more than `max_bytes` of what is larger. Error: a
/// sentence with the path and the system's reason.
[[nodiscard]] Result<std::string> read_file(const std::string& path,
                                            std::size_t max_bytes = no_limit);

/// The same of a regular file; nothing for what is none: who reads from a pipe takes something
/// away.
[[nodiscard]] std::optional<std::string> read_regular_file(const std::string& path,
                                                           std::size_t max_bytes = no_limit);

/// The first `bytes` bytes of a file, or all of a shorter one; nothing for what cannot be read. To
/// be called for regular files.
[[nodiscard]] std::optional<std::string> read_start(const std::string& path, std::size_t bytes);

/// All bytes of standard input, or one more than `max_bytes`.
[[nodiscard]] Result<std::string> read_stdin(std::size_t max_bytes = no_limit);

/// Writes to standard output. A reader that went away is no error: nobody wants the rest.
[[nodiscard]] std::optional<Error> write_stdout(std::string_view content);

/// Replaces `path` by `content` in one step: a reader sees the old file or the new one. What is no
/// regular file (a device, a pipe) is written directly; of a symbolic link, its target is replaced.
/// Returns the number of bytes written.
[[nodiscard]] Result<std::size_t> write_file_atomically(const std::filesystem::path& path,
                                                        std::string_view content);

}  // namespace pglint::text
