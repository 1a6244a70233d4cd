// Files as bytes: reading them whole, and writing reports so that no half of one is ever seen.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "text/result.h"

namespace pglint::text {

/// All bytes of `path` (a file or a pipe). Error: a sentence with the path and the system's reason.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path);

/// All bytes of standard input.
[[nodiscard]] Result<std::string> read_stdin();

/// Writes to standard output. A reader that went away is no error: nobody wants the rest.
[[nodiscard]] std::optional<Error> write_stdout(std::string_view content);

/// Replaces `path` by `content` in one step: a reader sees the old file or the new one. What is no
/// regular file (a device, a pipe) is written directly; of a symbolic link, its target is replaced.
/// Returns the number of bytes written.
[[nodiscard]] Result<std::size_t> write_file_atomically(const std::filesystem::path& path,
                                                        std::string_view content);

}  // namespace pglint::text
