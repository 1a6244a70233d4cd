// Lists a folder.
#pragma once

#include <cstdint>
#include <string>
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

}  // namespace pglint::text
