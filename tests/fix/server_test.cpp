// What fixes do on a server, and that wrong ones do something else.
#include <filesystem>
#include <string>

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include "tests/support/process.h"
#include "tests/support/project.h"

namespace pglint::tests {
namespace {

void require_equal(const std::string& options) {
  const std::string program = std::string("PGLINT='") + project::program + "' ";
  const Outcome outcome =
      run_shell(program + "tools/compare-fixes " + options, project::source_dir);
  constexpr int no_server = 77;
  if (outcome.status == no_server) end_for_want("server: " + outcome.err);
  INFO(outcome.out << outcome.err);
  CHECK(outcome.status == 0);
}

TEST_CASE("fix: the schema changes on a server as the fixtures say, and by no safe fix") {
  require_equal("schemas --fixtures");
}

TEMPLATE_TEST_CASE_SIG("fix: the schema changes as the fixtures say on an older server, version",
                       "", ((int version), version), 10, 14) {
  const std::string programs = ".deps/postgres-" + std::to_string(version) + "/bin";
  // Only servers that someone asked for are there, in CI too.
  if (!std::filesystem::exists(std::filesystem::path(project::source_dir) / programs)) {
    SKIP("no server of version " << version << " (tools/setup servers gets it)");
  }
  require_equal("schemas --bin " + programs);
}

TEST_CASE("fix: queries return the same rows in all small databases, or those that they mean") {
  require_equal("rows --random 500");
}

TEST_CASE("fix: wrong fixes are caught on a server") { require_equal("wrong"); }

}  // namespace
}  // namespace pglint::tests
