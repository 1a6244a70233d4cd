#include "cli/input/surroundings.h"

#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "migration/names.h"
#include "text/absolute_path.h"
#include "text/encoding.h"
#include "text/file.h"

namespace pglint::cli {
namespace {

/// So much is kept of files that were looked at ahead of their turn, in bytes.
constexpr std::size_t most_looked_ahead = 4 * 1024 * 1024;

}  // namespace

void DiskSurroundings::note_listing(std::string folder, Entries entries) {
  std::ranges::sort(entries, {}, &text::FolderEntry::name);
  listings_.insert_or_assign(std::move(folder), std::move(entries));
}

void DiskSurroundings::look_into(std::string_view folder) {
  if (!listings_.contains(folder)) static_cast<void>(entries_of(std::string(folder)));
}

const DiskSurroundings::Entries& DiskSurroundings::entries_of(const std::string& folder) const {
  const auto known = listings_.find(folder);
  if (known != listings_.end()) return known->second;
  text::FolderListing listing = text::list_folder(folder);
  std::ranges::sort(listing.entries, {}, &text::FolderEntry::name);
  if (listing.error) return incomplete_ = std::move(listing.entries);
  return listings_.emplace(folder, std::move(listing.entries)).first->second;
}

bool DiskSurroundings::may_be_there(const std::string& path) const {
  const auto [folder, name] = migration::split_path(path);
  const auto listing = listings_.find(folder);
  return listing == listings_.end() ||
         std::ranges::binary_search(listing->second, name, {}, &text::FolderEntry::name);
}

bool DiskSurroundings::exists(const std::string& path) const {
  if (!may_be_there(path)) return false;
  struct stat info = {};
  return ::stat(path.c_str(), &info) == 0;
}

std::string DiskSurroundings::read(const std::string& path, std::size_t limit) const {
  if (!may_be_there(path)) return {};
  if (limit == migration::head_bytes) return head_of(path);
  auto content = text::read_regular_file(path, limit);
  if (!content) return {};
  content->resize(std::min(content->size(), limit));
  return text::to_utf8(std::move(*content));
}

std::string DiskSurroundings::head_of(const std::string& path) const {
  const auto known = starts_.find(path);
  if (known != starts_.end()) return start_of(known->second);
  auto content = read_at_first(path);
  if (!content) return {};
  std::string head = start_of(*content);
  if (kept_ + content->size() <= most_looked_ahead) {
    kept_ += content->size();
    starts_.emplace(path, std::move(*content));
  }
  return head;
}

std::optional<std::string> DiskSurroundings::take_start(const std::string& path) {
  auto known = starts_.extract(path);
  if (known.empty()) return std::nullopt;
  kept_ -= known.mapped().size();
  return std::move(known.mapped());
}

std::vector<std::string> DiskSurroundings::sql_files(const std::string& folder) const {
  std::vector<std::string> names;
  for (const text::FolderEntry& entry : entries_of(folder)) {
    if (entry.name.ends_with(".sql")) names.push_back(entry.name);
  }
  return names;
}

std::vector<std::string> DiskSurroundings::folders(const std::string& folder) const {
  std::vector<std::string> names;
  for (const text::FolderEntry& entry : entries_of(folder)) {
    if (entry.type == text::EntryType::folder) names.push_back(entry.name);
  }
  return names;
}

std::optional<std::string> read_at_first(const std::string& path) {
  return text::read_regular_file(path, most_at_first);
}

std::string start_of(std::string_view bytes) {
  return text::to_utf8(std::string(bytes.substr(0, migration::head_bytes)));
}

std::string absolute_path(const std::string& path) {
  std::string absolute = path.empty() ? path : text::absolute_path(path);
  if (absolute.size() > 1 && absolute.ends_with('/')) absolute.pop_back();
  return absolute;
}

}  // namespace pglint::cli
