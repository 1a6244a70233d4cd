// Lists a folder.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace pglint::text {

/// The type of an entry; links are not followed.
enum class EntryType : std::uint8_t { file, folder, link, other };

struct FolderEntry {
  std::string name;
  EntryType type = EntryType::other;
};

struct FolderListing {
  std::vector<FolderEntry> entries;  ///< in no order, without `.` and `..`
  std::error_code error;             ///< set if the list may be incomplete
};

[[nodiscard]] FolderListing list_folder(const std::string& path);

/// Whether `entries` have one of that name.
[[nodiscard]] bool has_entry(std::span<const FolderEntry> entries, std::string_view name);

/// The path of `name` in `folder`; `name` itself in the working directory, `.` or empty.
[[nodiscard]] std::string path_in(std::string_view folder, std::string_view name);

}  // namespace pglint::text
