#include "text/file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/temporary_folder.h"

namespace pglint::text {
namespace {

namespace fs = std::filesystem;
using tests::TemporaryFolder;

/// The names in a folder, to check that no temporary file is left.
std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST_CASE("read_file: all bytes of files of any size") {
  const TemporaryFolder folder;
  CHECK(read_file(folder.write("empty")).value().empty());
  const std::string large(300'000, 'x');
  CHECK(read_file(folder.write("large", large)).value() == large);
  const std::string binary("a\0b\r\n", 5);
  CHECK(read_file(folder.write("binary", binary)).value() == binary);
}

TEST_CASE("read_regular_file: only regular files are read") {
  const TemporaryFolder folder;
  CHECK(read_regular_file(folder.write("file", "abc").string()) == "abc");
  CHECK_FALSE(read_regular_file(folder.path().string()));
  CHECK_FALSE(read_regular_file("/dev/null"));
}

TEST_CASE("read_file: a file without a size is read to its end") {
  CHECK(read_file("/dev/null").value().empty());
}

TEST_CASE("read_file: errors name the file and the reason") {
  const TemporaryFolder folder;
  const auto missing = read_file(folder.path() / "nope.sql");
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().message.find("nope.sql`: No such file") != std::string::npos);
  const auto directory = read_file(folder.path());
  REQUIRE_FALSE(directory.ok());
  CHECK(directory.error().message.find("it is a directory") != std::string::npos);
}

TEST_CASE("write_file_atomically: new files, and existing ones with their mode") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "report";
  REQUIRE(write_file_atomically(path, "one").ok());
  CHECK(read_file(path).value() == "one");

  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  const auto written = write_file_atomically(path, "three");
  REQUIRE(written.ok());
  CHECK(written.value() == 5);
  CHECK(read_file(path).value() == "three");
  CHECK(fs::status(path).permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read));
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("write_file_atomically: a new file has a mode by the umask") {
  const TemporaryFolder folder;
  const mode_t mask = ::umask(027);
  const bool written = write_file_atomically(folder.path() / "report", "x").ok();
  ::umask(mask);
  REQUIRE(written);
  CHECK(fs::status(folder.path() / "report").permissions() == fs::perms(0640));
}

TEST_CASE("write_file_atomically: an open old file is not changed") {
  const TemporaryFolder folder;
  const fs::path path = folder.write("report", "old");
  std::ifstream reader(path);
  REQUIRE(write_file_atomically(path, "new").ok());
  std::string seen;
  reader >> seen;
  CHECK(seen == "old");
}

TEST_CASE("write_file_atomically: a link stays a link") {
  const TemporaryFolder folder;
  folder.write("real/report", "old");
  fs::create_symlink("real/report", folder.path() / "link");
  REQUIRE(write_file_atomically(folder.path() / "link", "new").ok());
  CHECK(fs::is_symlink(folder.path() / "link"));
  CHECK(read_file(folder.path() / "real/report").value() == "new");
}

TEST_CASE("write_file_atomically: devices are written, not replaced") {
  CHECK(write_file_atomically("/dev/null", "x").ok());
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("write_file_atomically: errors are reported, and no temporary file is left") {
  const TemporaryFolder folder;
  const auto missing = write_file_atomically(folder.path() / "no/report", "x");
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().message.find("cannot write") != std::string::npos);
  const auto directory = write_file_atomically(folder.path(), "x");
  REQUIRE_FALSE(directory.ok());
  CHECK(entries(folder.path()) == 0);
}

}  // namespace
}  // namespace pglint::text
