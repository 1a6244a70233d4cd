#include "cli/input/git_output.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <system_error>

namespace pglint::cli {

std::vector<std::string> split_at_nul(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\0', begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::vector<StagedFile> read_index(std::string_view output) {
  std::vector<StagedFile> files;
  // MODE ID STAGE, a tab, the path; other modes are links and submodules, other stages conflicts.
  for (const std::string& entry : split_at_nul(output)) {
    const std::size_t tab = entry.find('\t');
    if (tab == std::string::npos || !entry.starts_with("100")) continue;
    const std::string_view head = std::string_view(entry).substr(0, tab);
    const std::size_t id = head.find(' ') + 1;
    const std::size_t stage = head.find(' ', id) + 1;
    if (id == 0 || stage == 0 || head.substr(stage) != "0") continue;
    files.push_back(
        {.path = entry.substr(tab + 1), .blob = std::string(head.substr(id, stage - 1 - id))});
  }
  return files;
}

/// A content is a line that ends with its size, the bytes, and a line feed.
std::optional<std::string> take_content(std::string_view& output) {
  const std::size_t line_end = output.find('\n');
  if (line_end == std::string_view::npos) return std::nullopt;
  const std::string_view line = output.substr(0, line_end);
  const std::string_view digits = line.substr(line.rfind(' ') + 1);
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  output.remove_prefix(line_end + 1);
  if (output.size() <= size) return std::nullopt;
  std::string content(output.substr(0, size));
  output.remove_prefix(size + 1);
  return content;
}

}  // namespace pglint::cli
