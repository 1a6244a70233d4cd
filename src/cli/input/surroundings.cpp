#include "cli/input/surroundings.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "text/encoding.h"
#include "text/file.h"

namespace pglint::cli {

namespace fs = std::filesystem;

bool DiskSurroundings::exists(const std::string& path) const {
  std::error_code error;
  return fs::exists(path, error);
}

std::string DiskSurroundings::read(const std::string& path, std::size_t limit) const {
  // Who reads from a pipe takes something away.
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return {};
  auto content = text::read_file(path, limit);
  if (!content.ok()) return {};
  content.value().resize(std::min(content.value().size(), limit));
  return text::to_utf8(std::move(content).value());
}

std::vector<std::string> DiskSurroundings::sql_files(const std::string& folder) const {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (name.ends_with(".sql")) names.push_back(std::move(name));
  }
  std::ranges::sort(names);
  return names;
}

std::string start_of(std::string_view bytes) {
  return text::to_utf8(std::string(bytes.substr(0, migration::head_bytes)));
}

std::string absolute_path(const std::string& path) {
  std::error_code error;
  return fs::absolute(path, error).lexically_normal().string();
}

}  // namespace pglint::cli
