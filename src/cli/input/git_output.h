// Reads what git prints. Any bytes may come: a repository's names and contents are a stranger's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pglint::cli {

/// A file of the index.
struct StagedFile {
  std::string path;  ///< from the root of the work tree
  std::string blob;  ///< the id of its content
};

/// The parts of `text`, each of which a NUL ends; it may be missing behind the last one.
[[nodiscard]] std::vector<std::string> split_at_nul(std::string_view text);

/// The regular files in the output of `git ls-files --stage -z`.
[[nodiscard]] std::vector<StagedFile> read_index(std::string_view output);

/// Takes the next content out of the output of `git cat-file --batch`; nothing if there is none, or
/// an object that git does not have.
[[nodiscard]] std::optional<std::string> take_content(std::string_view& output);

}  // namespace pglint::cli
