// Runs every case of fixtures/cli: a folder with a shell line `cmd`, the files that it reads, and
// the expected standard output (`out`), standard error (`err`) and exit code (`status`).
#include <algorithm>
#include <filesystem>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/golden.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> cases() {
  const fs::path root = PGLINT_SOURCE_DIR "/fixtures/cli";
  std::vector<fs::path> folders(fs::directory_iterator(root), fs::directory_iterator{});
  std::ranges::sort(folders);
  return folders;
}

TEST_CASE("command line: the cases of fixtures/cli", "[golden]") {
  for (const fs::path& folder : cases()) {
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
}

}  // namespace
}  // namespace pglint::tests
