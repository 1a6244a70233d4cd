#include "cli/input/expansion.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "text/folder.h"
#include "text/glob.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

using Paths = std::set<std::string>;

std::string listed(const std::string& folder) { return folder.empty() ? "." : folder; }

/// `folder` and all folders below it, without hidden ones and links.
void add_folders_below(const std::string& folder, Paths& found) {
  std::vector<std::string> pending = {folder};
  while (!pending.empty()) {
    const std::string at = std::move(pending.back());
    pending.pop_back();
    found.insert(at);
    for (const text::FolderEntry& entry : text::list_folder(listed(at)).entries) {
      const bool is_searched =
          entry.type == text::EntryType::folder && !entry.name.starts_with('.');
      if (is_searched) pending.push_back(text::path_in(at, entry.name));
    }
  }
}

void add_matches(const std::string& folder, const std::string& pattern, Paths& found) {
  for (const text::FolderEntry& entry : text::list_folder(listed(folder)).entries) {
    const bool is_hidden = entry.name.starts_with('.') && !pattern.starts_with('.');
    if (is_hidden || !text::fits_glob(pattern, entry.name)) continue;
    found.insert(text::path_in(folder, entry.name));
  }
}

/// One step further: what `part` names in each of `folders`.
Paths step(const Paths& folders, const std::string& part) {
  Paths next;
  std::error_code error;
  for (const std::string& folder : folders) {
    if (part == "**") {
      add_folders_below(folder, next);
    } else if (is_pattern(part)) {
      add_matches(folder, part, next);
    } else if (std::string path = text::path_in(folder, part); fs::exists(path, error)) {
      next.insert(std::move(path));
    }
  }
  return next;
}

}  // namespace

bool is_pattern(std::string_view path) {
  return path.find_first_of("*?[") != std::string_view::npos;
}

std::vector<std::string> expanded(const std::string& pattern) {
  Paths found = {pattern.starts_with('/') ? "/" : ""};
  for (std::size_t begin = 0; begin < pattern.size();) {
    const std::size_t end = std::min(pattern.find('/', begin), pattern.size());
    const std::string part = pattern.substr(begin, end - begin);
    begin = end + 1;
    if (!part.empty() && part != ".") found = step(found, part);
  }
  found.erase("");
  return {found.begin(), found.end()};
}

}  // namespace pglint::cli
