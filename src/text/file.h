// Reads files as bytes, and writes them atomically.
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

/// All bytes of `path` (a file or a pipe); of a file above `max_bytes`, one byte more than that.
/// Error: a sentence with the path and the system's reason.
[[nodiscard]] Result<std::string> read_file(const std::string& path,
                                            std::size_t max_bytes = no_limit);

/// As `read_file`, for a path that the user did not write: what a folder or a configuration holds
/// may be a pipe that never ends. Reads regular files only, without blocking, and follows no
/// symbolic link out of the project. Error also if it is not such a file.
[[nodiscard]] Result<std::string> read_project_file(const std::string& path,
                                                    std::size_t max_bytes = no_limit);

/// As `read_project_file`; a file above `max_bytes` is an error.
[[nodiscard]] Result<std::string> read_small_file(const std::string& path, std::size_t max_bytes);

/// As `read_project_file`, but nothing if it cannot be read.
[[nodiscard]] std::optional<std::string> read_regular_file(const std::string& path,
                                                           std::size_t max_bytes = no_limit);

/// All bytes of standard input, or one more than `max_bytes`.
[[nodiscard]] Result<std::string> read_stdin(std::size_t max_bytes = no_limit);

/// Writes to standard output. A reader that went away is not an error.
[[nodiscard]] std::optional<Error> write_stdout(std::string_view content);

/// Replaces `path` by `content` atomically: a reader sees the old file or the new one. Other files
/// (devices, pipes) are written directly; for a symbolic link, its target is replaced, unless it
/// leads out of the project. Returns the number of bytes written.
[[nodiscard]] Result<std::size_t> write_file_atomically(const std::filesystem::path& path,
                                                        std::string_view content);

}  // namespace pglint::text
