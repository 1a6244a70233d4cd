#include "migration/databases.h"

#include <algorithm>
#include <map>
#include <set>

namespace pglint::migration {
namespace {

std::string_view parent_of(std::string_view path) {
  return path.substr(0, std::min(path.rfind('/'), path.size()));
}

/// How many folders from the root on the paths have in common.
std::size_t common_folders(std::string_view a, std::string_view b) {
  std::size_t common = 0;
  std::size_t at = 0;
  for (; at < a.size() && at < b.size() && a[at] == b[at]; ++at) {
    if (a[at] == '/') ++common;
  }
  const bool is_whole = (at == a.size() || a[at] == '/') && (at == b.size() || b[at] == '/');
  return is_whole ? common + 1 : common;
}

class Assignment {
 public:
  explicit Assignment(std::span<const DatabaseMember> files) {
    for (const DatabaseMember& file : files) {
      if (file.named.empty() && !file.directory.empty()) roots_.insert(file.directory);
    }
  }

  /// The name of the database of `file`; empty where it belongs to no history.
  [[nodiscard]] std::string_view name_of(const DatabaseMember& file) const {
    if (!file.named.empty()) return file.named;
    if (roots_.size() == 1) return *roots_.begin();
    return file.directory.empty() ? nearest(file.path) : file.directory;
  }

 private:
  /// The history whose folder has most folders in common with `path`, if it is the only one.
  [[nodiscard]] std::string_view nearest(std::string_view path) const {
    std::string_view found;
    std::size_t most = 0;
    bool is_only = false;
    for (const std::string_view root : roots_) {
      const std::size_t common = common_folders(root, parent_of(path));
      if (common < most) continue;
      is_only = common > most;
      most = common;
      found = root;
    }
    return is_only ? found : std::string_view();
  }

  std::set<std::string_view> roots_;
};

}  // namespace

Databases databases_of(std::span<const DatabaseMember> files) {
  const Assignment assignment(files);
  std::map<std::string_view, std::size_t> numbers;
  Databases databases;
  databases.of_files.reserve(files.size());
  for (const DatabaseMember& file : files) {
    const std::string_view name = assignment.name_of(file);
    const auto [entry, is_new] = numbers.emplace(name, numbers.size());
    if (is_new) databases.names.emplace_back(name);
    databases.of_files.push_back(entry->second);
  }
  if (databases.names.size() == 1) databases.names.front().clear();
  return databases;
}

}  // namespace pglint::migration
