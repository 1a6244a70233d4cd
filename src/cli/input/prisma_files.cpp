#include "cli/input/prisma_files.h"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "cli/input/discovery.h"
#include "host/file_kind.h"
#include "text/folder.h"

namespace pglint::cli {
namespace {

bool is_prisma(std::string_view path) { return host::kind_of_name(path) == host::FileKind::prisma; }

/// The folder of `path`, with a slash at its end or empty.
std::string prisma_folder_of(std::string_view path) {
  return std::string(path.substr(0, path.find_last_of('/') + 1));
}

/// The folder above one with a slash at its end; nothing if the path does not say it.
std::optional<std::string> above(const std::string& folder) {
  if (folder.empty() || folder.ends_with("../")) return std::nullopt;
  return prisma_folder_of(std::string_view(folder).substr(0, folder.size() - 1));
}

/// The folders of the schemas among `files`, and those above.
std::set<std::string> folders_around(const std::vector<SourceFile>& files) {
  std::set<std::string> folders;
  for (const SourceFile& file : files) {
    if (!is_prisma(file.path) || file.leads_out) continue;
    const std::string folder = prisma_folder_of(file.path);
    if (auto outer = above(folder)) folders.insert(std::move(*outer));
    folders.insert(folder);
  }
  return folders;
}

}  // namespace

void add_prisma_context(std::vector<SourceFile>& files) {
  std::set<std::string> known;
  for (const SourceFile& file : files) known.insert(file.path);
  for (const std::string& folder : folders_around(files)) {
    for (const text::FolderEntry& entry :
         text::list_folder(folder.empty() ? "." : folder).entries) {
      std::string path = folder + entry.name;
      const bool is_other =
          entry.type == text::EntryType::file && is_prisma(path) && known.insert(path).second;
      if (!is_other) continue;
      const std::uintmax_t bytes = size_of(path);
      files.push_back({.path = std::move(path), .is_context = true, .bytes = bytes});
    }
  }
}

std::vector<std::string> prisma_migration_folders(const std::vector<SourceFile>& files) {
  std::vector<std::string> found;
  for (const std::string& folder : folders_around(files)) {
    const text::FolderListing listing = text::list_folder(folder.empty() ? "." : folder);
    for (const std::string_view name : {"migrations", "migration"}) {
      if (!text::has_entry(listing.entries, name)) continue;
      std::error_code error;
      const std::filesystem::path path =
          std::filesystem::absolute(folder + std::string(name), error);
      if (!error) found.push_back(path.lexically_normal().string());
    }
  }
  return found;
}

}  // namespace pglint::cli
