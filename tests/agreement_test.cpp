// Compares pglint with a real PostgreSQL, if tools/setup installed one; results: docs/agreement.md.
#include <filesystem>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/corpus.h"
#include "tests/support/process.h"
#include "tests/support/project.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

const std::string compare_server =
    "compare-server --list --pglint '" + std::string(project::program) + "' ";
const std::string compare_dump = "compare-dump --pglint '" + std::string(project::program) + "' ";

TEST_CASE("agreement: a server rejects exactly what pglint reports in our scripts") {
  require_content_of(compare_server + "--at-least 100 fixtures/server/*.sql");
}

TEST_CASE("agreement: pg_dump's scripts are read and give the same schema as the originals") {
  require_content_of(compare_dump + "--same fixtures/server/schema.sql");
}

TEST_CASE("agreement: no finding is about what is gone or changed on a server") {
  const std::string final_state = "final-state --pglint '" + std::string(project::program) + "' ";
  require_content_of(final_state + "--server fixtures/cli/databases fixtures/histories");
}

TEST_CASE("final state: no finding about real projects is about what is gone or changed") {
  std::string command = "final-state --pglint '" + std::string(project::program) + "'";
  for (const std::string name :
       {"boundary", "chinook", "concourse", "crates.io", "documenso", "formbricks", "hatchet",
        "lago-api", "langfuse", "lemmy", "openstreetmap-website", "pagila", "supabase-auth",
        "temporal", "trigger.dev", "umami"}) {
    command += " '" + corpus_folder(name).string() + "'";
  }
  require_content_of(command);
}

TEST_CASE("agreement: a server rejects what pglint reports in PostgreSQL's own scripts") {
  const fs::path scripts = corpus_folder("postgres-regress");
  // These have most of the errors; all scripts would take minutes.
  std::string arguments = "--restore --first '" + (scripts / "test_setup.sql").string() + "'";
  for (const std::string name :
       {"comments", "create_function_sql", "create_table", "errors", "for_portion_of", "merge",
        "numerology", "plpgsql", "strings", "with"}) {
    if (fs::exists(scripts / (name + ".sql"))) {
      arguments += " '" + (scripts / (name + ".sql")).string() + "'";
    }
  }
  require_content_of(compare_server + arguments);
}

}  // namespace
}  // namespace pglint::tests
