#include "text/folder.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/temporary_folder.h"

namespace pglint::text {
namespace {

EntryType type_of(const FolderListing& listing, const std::string& name) {
  const auto entry = std::ranges::find(listing.entries, name, &FolderEntry::name);
  REQUIRE(entry != listing.entries.end());
  return entry->type;
}

TEST_CASE("list_folder: all entries with their kind, links not followed") {
  const tests::TemporaryFolder folder;
  folder.write("file.sql");
  folder.write("inner/deep.sql");
  folder.write(".hidden");
  std::filesystem::create_directory_symlink("inner", folder.path() / "link");
  const FolderListing listing = list_folder(folder.path().string());
  CHECK_FALSE(listing.error);
  CHECK(listing.entries.size() == 4);
  CHECK(type_of(listing, "file.sql") == EntryType::file);
  CHECK(type_of(listing, "inner") == EntryType::folder);
  CHECK(type_of(listing, ".hidden") == EntryType::file);
  CHECK(type_of(listing, "link") == EntryType::link);
}

TEST_CASE("list_folder: errors have a reason") {
  CHECK(list_folder("/nowhere/at/all").error == std::errc::no_such_file_or_directory);
}

}  // namespace
}  // namespace pglint::text
