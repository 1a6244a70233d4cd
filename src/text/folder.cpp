#include "text/folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace pglint::text {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

EntryType type_of(mode_t mode) {
  if (S_ISREG(mode)) return EntryType::file;
  if (S_ISDIR(mode)) return EntryType::folder;
  return S_ISLNK(mode) ? EntryType::link : EntryType::other;
}

/// Some file systems do not list types.
EntryType type_of(DIR* folder, const dirent& entry) {
  if (entry.d_type != DT_UNKNOWN) return type_of(static_cast<mode_t>(DTTOIF(entry.d_type)));
  struct stat info = {};
  const bool is_known = ::fstatat(::dirfd(folder), entry.d_name, &info, AT_SYMLINK_NOFOLLOW) == 0;
  return is_known ? type_of(info.st_mode) : EntryType::other;
}

}  // namespace

FolderListing list_folder(const std::string& path) {
  FolderListing listing;
  const auto fail = [&] { listing.error = {errno, std::generic_category()}; };
  const std::unique_ptr<DIR, CloseFolder> folder(::opendir(path.c_str()));
  if (!folder) {
    fail();
    return listing;
  }
  errno = 0;
  while (const dirent* entry = ::readdir(folder.get())) {
    const std::string_view name(entry->d_name);
    if (name != "." && name != "..") {
      listing.entries.push_back({.name = std::string(name), .type = type_of(folder.get(), *entry)});
    }
    errno = 0;
  }
  if (errno != 0) fail();
  return listing;
}

bool has_entry(std::span<const FolderEntry> entries, std::string_view name) {
  return std::ranges::find(entries, name, &FolderEntry::name) != entries.end();
}

std::string path_in(std::string_view folder, std::string_view name) {
  if (folder.empty() || folder == ".") return std::string(name);
  std::string path(folder);
  if (!path.ends_with('/')) path += '/';
  return path.append(name);
}

}  // namespace pglint::text
