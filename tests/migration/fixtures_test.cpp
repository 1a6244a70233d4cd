// Runs `pglint files` and `pglint --lint-down` over each folder of fixtures/migrations; the
// expected output is in the file of the same name with `.out`.
#include <algorithm>
#include <filesystem>
#include <set>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "migration/runner.h"
#include "tests/support/golden.h"
#include "tests/support/process.h"
#include "tests/support/project.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

const fs::path root = std::string(project::source_dir) + "/fixtures/migrations";

std::set<std::string> folders() {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(root)) {
    if (entry.is_directory()) names.insert(entry.path().filename().string());
  }
  return names;
}

TEST_CASE("migrations: the fixtures of every runner", "[golden]") {
  for (const std::string& name : folders()) {
    INFO(name);
    const Outcome files = run_shell("pglint files .", root / name);
    CHECK(files.err.empty());
    check_golden({root / (name + ".out")}, files.out);
    const Outcome errors = run_shell("pglint --lint-down --select syntax-error .", root / name);
    CHECK(errors.out.find("no findings") != std::string::npos);
  }
}

TEST_CASE("migrations: every runner has a fixture and is recognized in it") {
  const std::set<std::string> names = folders();
  for (const migration::Runner* runner : migration::all_runners()) {
    INFO(runner->name);
    REQUIRE(names.contains(std::string(runner->name)));
    const Outcome files =
        run_shell("pglint files --format json .", root / std::string(runner->name));
    CHECK(files.out.find("\"migration_tool\": \"" + std::string(runner->name) + "\"") !=
          std::string::npos);
  }
  CHECK(names.size() == migration::all_runners().size());
}

}  // namespace
}  // namespace pglint::tests
