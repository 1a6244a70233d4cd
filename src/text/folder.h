// What lies in a folder, as the system lists it.
#pragma once

#include <cstdint>
#include <string>
#include <system_error>
#include <vector>

namespace pglint::text {

/// What an entry is itself: a link is not followed.
enum class EntryType : std::uint8_t { file, folder, link, other };

struct FolderEntry {
  std::string name;
  EntryType type = EntryType::other;
};

struct FolderListing {
  std::vector<FolderEntry> entries;  ///< in no order, without `.` and `..`
  std::error_code error;             ///< why there may be more
};

[[nodiscard]] FolderListing list_folder(const std::string& path);

}  // namespace pglint::text
