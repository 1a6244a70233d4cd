// The schema that pglint replays, and the one that a server makes of the same scripts.
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "parse/pg_nodes.h"
#include "tests/support/corpus.h"
#include "tests/support/process.h"

namespace pglint::tests {
namespace {

constexpr int nothing_to_compare_with = 77;

/// The server is PostgreSQL 18, and so is the DDL that it is given.
void skip_with_older_grammar() {
  if (PG_VERSION_NUM < 180000) SKIP("the server speaks a newer grammar than libpg_query 17");
}

/// Requires that a server makes the schemas that pglint says, up to `allowed` differences.
void require_agreement(const std::string& paths, const std::string& allowed = "0") {
  const Outcome outcome = run_shell(
      "tools/compare-schema --pglint '" PGLINT_BINARY "' --allow " + allowed + " " + paths,
      PGLINT_SOURCE_DIR);
  if (outcome.status == nothing_to_compare_with) SKIP(outcome.err);
  INFO(outcome.out << outcome.err);
  CHECK(outcome.status == 0);
}

TEST_CASE("agreement: the replayed schema is the one that a server makes") {
  skip_with_older_grammar();
  require_agreement("fixtures/server/catalog/*.sql");
}

TEST_CASE("agreement: the replayed schema of real projects is the one that a server makes") {
  skip_with_older_grammar();
  const std::string migrations = (corpus_folder("langfuse") / "migrations").string();
  const std::string script = (corpus_folder("chinook") / "Chinook_PostgreSql.sql").string();
  require_agreement("'" + migrations + "' '" + script + "'");
  // One of its tables needs an extension that the server does not have.
  require_agreement("'" + (corpus_folder("pagila") / "pagila-schema.sql").string() + "'", "1");
}

}  // namespace
}  // namespace pglint::tests
