// Compares the schema that pglint replays with that of a server for the same scripts: recorded for
// our scripts, or from a running server.
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "parse/tree/pg_nodes.h"
#include "tests/support/corpus.h"
#include "tests/support/process.h"
#include "tests/support/project.h"
#include "tests/support/temporary_folder.h"

namespace pglint::tests {
namespace {

/// The server is PostgreSQL 18, and the scripts use its DDL.
void skip_with_older_grammar() {
  if (PG_VERSION_NUM < 180000) SKIP("the server speaks a newer grammar than libpg_query 17");
}

/// Facts that are known to differ, and the reason; `*` and `?` are wildcards.
struct Exception {
  std::string facts;
  std::string why;
};

/// Requires that the schemas of pglint and a server are equal, except for `exceptions`.
void require_agreement(const std::string& arguments,
                       const std::vector<Exception>& exceptions = {}) {
  std::string command = "compare-schema --pglint '" + std::string(project::program) + "'";
  for (const Exception& exception : exceptions) command += " --except '" + exception.facts + "'";
  require_content_of(command + " " + arguments);
}

std::string quoted(const std::filesystem::path& path) { return " '" + path.string() + "'"; }

TEST_CASE("catalog: the replayed schema equals the one recorded from a server") {
  skip_with_older_grammar();
  require_agreement("--recorded fixtures/server/catalog/*.sql");
}

TEST_CASE("agreement: the replayed schema equals the server's, which equals the recorded one") {
  skip_with_older_grammar();
  require_agreement("fixtures/server/catalog/*.sql");
}

TEST_CASE("agreement: the replayed schema of real projects equals the server's") {
  skip_with_older_grammar();
  require_agreement(quoted(corpus_folder("langfuse") / "migrations") +
                    quoted(corpus_folder("chinook") / "Chinook_PostgreSql.sql"));
  require_agreement(quoted(corpus_folder("pagila") / "pagila-schema.sql"),
                    {{"relation public.film_embedding", "needs an extension of the server"}});
}

TEST_CASE("agreement: the replayed schema of a workflow engine equals the server's") {
  skip_with_older_grammar();
  require_agreement(quoted(corpus_folder("hatchet") / "sql" / "schema"));
  // Partitions whose names contain the current date.
  const std::string partitions = "relation public.v1_*_20[0-9][0-9][0-9][0-9][0-9][0-9]*";
  require_agreement(
      quoted(corpus_folder("hatchet") / "cmd" / "hatchet-migrate" / "migrate" / "migrations"),
      {{partitions, "made by functions"},
       {"relation public.v1_*s_olap / index ix_v1_*s_olap_additional_metadata_gin / valid",
        "an index ON ONLY a table whose partitions were made by functions"}});
}

TEST_CASE("agreement: the replayed schema of versioned scripts equals the server's") {
  skip_with_older_grammar();
  const std::filesystem::path folder = corpus_folder("temporal") / "v12";
  const TemporaryFolder temporary;
  for (const std::string name : {"temporal", "visibility"}) {
    // The project's tool runs them in the order of their versions.
    const std::filesystem::path all = temporary.path() / (name + ".sql");
    const Outcome outcome = run_shell("find" + quoted(folder / name / "versioned") +
                                          " -name '*.sql' | sort -V | xargs cat >" + quoted(all),
                                      project::source_dir);
    REQUIRE(outcome.status == 0);
    require_agreement(quoted(folder / name / "schema.sql"));
    require_agreement(quoted(all));
  }
}

/// PostgreSQL's own scripts contain many statements that it rejects, partly because they are for
/// its next version. They are removed before pglint reads the scripts.
void require_agreement_about_regression(const std::string& scripts,
                                        const std::vector<Exception>& exceptions = {}) {
  const std::filesystem::path folder = corpus_folder("postgres-regress");
  const TemporaryFolder temporary;
  std::string paths;
  std::istringstream names(scripts);
  for (std::string name; names >> name;) paths += quoted(folder / (name + ".sql"));
  require_agreement("--accepted --restore --first" + quoted(folder / "test_setup.sql") + paths,
                    exceptions);
}

TEST_CASE("agreement: PostgreSQL's scripts about tables and columns") {
  skip_with_older_grammar();
  require_agreement_about_regression(
      "create_table alter_table create_table_like constraints identity generated_stored "
      "generated_virtual inherit index_including",
      {{"relation public.extra_wide_table", "its CREATE TABLE is the result of a query"},
       {"relation public.partitioned", "goes with the type of a column that is its partition key"},
       {"domain public.array_of_recur1", "made of a temporary table, and goes with it"},
       {"relation public.part_rp / constraint part_rp_a_check",
        "DETACH CONCURRENTLY leaves the bounds of the partition behind as a CHECK"}});
}

TEST_CASE("agreement: PostgreSQL's scripts about indexes, keys and partitions") {
  skip_with_older_grammar();
  require_agreement_about_regression(
      "foreign_key indexing create_index hash_index partition_info partition_prune partition_join "
      "partition_aggregate without_overlaps replica_identity");
}

TEST_CASE("agreement: PostgreSQL's scripts about types, views and other objects") {
  skip_with_older_grammar();
  require_agreement_about_regression(
      "domain enum rangetypes multirangetypes typed_table create_type create_view rules triggers "
      "namespace sequence create_schema create_procedure create_function_sql drop_if_exists "
      "rowsecurity select_into truncate foreign_data");
}

}  // namespace
}  // namespace pglint::tests
