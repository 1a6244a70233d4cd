// Runs every case of fixtures/cli: a folder with a shell line `cmd`, the files that it reads, and
// the expected standard output (`out`), standard error (`err`) and exit code (`status`).
#include <algorithm>
#include <filesystem>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/golden.h"
#include "tests/support/process.h"
#include "tests/support/project.h"
#include "tests/support/temporary_folder.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

// One test case would be the longest of all under the sanitizers: ctest runs these in parallel.
constexpr std::size_t kParts = 4;

std::vector<fs::path> cases_of_part(std::size_t part) {
  const fs::path root = std::string(project::source_dir) + "/fixtures/cli";
  std::vector<fs::path> folders(fs::directory_iterator(root), fs::directory_iterator{});
  std::ranges::sort(folders);
  std::vector<fs::path> chosen;
  for (std::size_t i = part; i < folders.size(); i += kParts) chosen.push_back(folders[i]);
  return chosen;
}

void check_case(const fs::path& folder) {
  INFO(folder.filename().string());
  const auto command = text::read_file(folder / "cmd");
  REQUIRE(command.ok());
  // Use a copy, because commands may write files and links.
  const TemporaryFolder copy;
  fs::copy(folder, copy.path(), fs::copy_options::recursive);
  for (const char* part : {"cmd", "out", "err", "status"}) fs::remove(copy.path() / part);
  const Outcome outcome = run_shell(command.value(), copy.path());
  check_golden({folder / "out"}, outcome.out);
  check_golden({folder / "err", true}, outcome.err);
  check_golden({folder / "status"}, std::to_string(outcome.status) + "\n");
}

void check_cases(std::size_t part) {
  for (const fs::path& folder : cases_of_part(part)) check_case(folder);
}

TEST_CASE("command line: the cases of fixtures/cli, 1 of 4", "[golden]") { check_cases(0); }
TEST_CASE("command line: the cases of fixtures/cli, 2 of 4", "[golden]") { check_cases(1); }
TEST_CASE("command line: the cases of fixtures/cli, 3 of 4", "[golden]") { check_cases(2); }
TEST_CASE("command line: the cases of fixtures/cli, 4 of 4", "[golden]") { check_cases(3); }

}  // namespace
}  // namespace pglint::tests
