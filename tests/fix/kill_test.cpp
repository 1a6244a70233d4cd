// A run that is killed leaves each file as it was or as it was to be.
#include <chrono>
#include <filesystem>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

constexpr int files = 40;

/// Large enough for several writes to the disk.
std::string table(const std::string& type) {
  std::string sql = "CREATE TABLE t (a " + type + ");\n";
  for (int line = 0; line < 4000; ++line) sql += "-- a comment that stays, and fills the file\n";
  return sql;
}

std::string name_of(int number) { return std::to_string(number) + ".sql"; }

/// Writes the files, lets pglint fix them, and kills it after `milliseconds`. The number of files
/// that are fixed.
int fixed_before_kill(const TemporaryFolder& folder, int milliseconds) {
  const std::string before = table("varchar(255)");
  const std::string after = table("text");
  for (int number = 0; number < files; ++number) folder.write(name_of(number), before);
  const std::string seconds = std::to_string(milliseconds / 1000) + "." +
                              std::to_string(1000 + milliseconds % 1000).substr(1);
  (void)run_shell(
      "timeout -s KILL " + seconds +
          " pglint --fix --unsafe --quiet --select varchar-length --min-severity info .",
      folder.path());
  int fixed = 0;
  for (int number = 0; number < files; ++number) {
    const std::string content = text::read_file((folder.path() / name_of(number)).string()).value();
    CHECK((content == before || content == after));
    if (content == after) ++fixed;
  }
  return fixed;
}

TEST_CASE("fix: whenever it is killed, each file is the old one or the new one") {
  constexpr int forever = 600'000;
  constexpr int kills = 40;
  const TemporaryFolder folder;
  const auto start = std::chrono::steady_clock::now();
  REQUIRE(fixed_before_kill(folder, forever) == files);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  int between = 0;
  for (int kill = 0; kill < kills; ++kill) {
    const int after = 1 + static_cast<int>(took.count()) * kill / kills;
    const int fixed = fixed_before_kill(folder, after);
    if (fixed > 0 && fixed < files) ++between;
  }
  INFO("kills while files were written: " << between);
  // What a killed run has left does not become part of the next one.
  CHECK(fixed_before_kill(folder, forever) == files);
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    const fs::path left = entry.path();
    if (left.extension() == ".sql") continue;
    CHECK(run_shell("pglint files .", folder.path()).out.find(left.filename().string()) ==
          std::string::npos);
  }
}

}  // namespace
}  // namespace pglint::tests
