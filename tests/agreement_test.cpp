// What a real PostgreSQL says, where tools/setup has got one; docs/agreement.md has the figures.
#include <cstdlib>
#include <filesystem>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/process.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

void require_server() {
  if (!fs::exists(PGLINT_SOURCE_DIR "/.deps/postgres-18/bin/initdb")) {
    SKIP("no PostgreSQL 18 server (tools/setup gets one)");
  }
  if (run_shell("command -v psql python3", "/").status != 0) SKIP("no psql, or no python3");
}

void require_agreement(const std::string& arguments) {
  const Outcome outcome = run_shell(
      "tools/compare-server --list --pglint '" PGLINT_BINARY "' " + arguments, PGLINT_SOURCE_DIR);
  INFO(outcome.out << outcome.err);
  CHECK(outcome.status == 0);
}

TEST_CASE("agreement: a server rejects in our scripts what pglint reports, and nothing else") {
  require_server();
  require_agreement("--at-least 100 fixtures/server");
}

TEST_CASE("agreement: a server rejects in PostgreSQL's own scripts what pglint reports") {
  require_server();
  const char* given = std::getenv("PGLINT_CORPUS");
  const fs::path corpus = given != nullptr
                              ? fs::path(given)
                              : fs::path(PGLINT_SOURCE_DIR).parent_path() / "shared" / "corpus";
  const fs::path scripts = corpus / "postgres-regress";
  if (!fs::is_directory(scripts)) SKIP("no " << scripts << "; set PGLINT_CORPUS");
  // All of them take minutes; these have most of the errors.
  std::string arguments = "--restore --first '" + (scripts / "test_setup.sql").string() + "'";
  for (const std::string name :
       {"comments", "create_function_sql", "create_table", "errors", "for_portion_of", "interval",
        "merge", "numeric", "numerology", "plpgsql", "rules", "strings", "triggers", "with"}) {
    if (fs::exists(scripts / (name + ".sql"))) {
      arguments += " '" + (scripts / (name + ".sql")).string() + "'";
    }
  }
  require_agreement(arguments);
}

}  // namespace
}  // namespace pglint::tests
