// A run over a repository finds what runs over its folders find, in whatever order they are named.
#include <algorithm>
#include <array>
#include <cstddef>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace pglint::tests {
namespace {

using Texts = std::vector<std::string>;

/// How a service keeps its migrations.
struct Tool {
  const char* name;
  /// Of a migration; `{0}` is its number.
  const char* path;
  const char* before = "";
  const char* sidecar = "";
};

constexpr std::array tools = {
    Tool{"goose", "migrations/{0}_step.sql", "-- +goose Up\n"},
    Tool{"golang", "migrations/{0}_step.up.sql"},
    Tool{"numbered", "migrations/{0}/01_step.up.sql"},
    Tool{"diesel", "migrations/2024-01-{0:02}-{0:02}00-step/up.sql"},
    Tool{"prisma", "migrations/202401{0:02}000000_step/migration.sql", "",
         "migrations/migration_lock.toml"},
    Tool{"drizzle", "drizzle/202401{0:02}000000_step/migration.sql", "--> statement-breakpoint\n"},
    Tool{"pop", "migrations/202401{0:02}_step.postgres.up.sql"},
    Tool{"pairs", "sql/V{0}.Step.up.sql"},
    Tool{"versions", "db/v1.{0}/V{0}__step.sql"},
};

/// A repository with a service for each tool, whose tables have the same names.
class Repository {
 public:
  explicit Repository(unsigned seed) : random_(seed) {
    std::vector<Tool> chosen(tools.begin(), tools.end());
    std::ranges::shuffle(chosen, random_);
    constexpr std::size_t most = 5;
    for (std::size_t number = 0; number < most; ++number) add_service(chosen[number]);
    add_plain();
  }

  [[nodiscard]] const Texts& services() const { return services_; }
  [[nodiscard]] Texts shuffled() {
    Texts services = services_;
    std::ranges::shuffle(services, random_);
    return services;
  }

  /// The findings of a run, sorted.
  [[nodiscard]] Texts findings(const Texts& paths) const {
    std::string command = "pglint check --format concise --min-severity info";
    for (const std::string& path : paths) command += " " + path;
    std::istringstream lines(run_shell(command, folder_.path()).out);
    Texts found;
    for (std::string line; std::getline(lines, line);) {
      if (line.ends_with("]")) found.push_back(line);
    }
    std::ranges::sort(found);
    return found;
  }

 private:
  void add_service(const Tool& tool) {
    const std::string root = std::string("services/") + tool.name;
    services_.push_back(root);
    if (*tool.sidecar != '\0') folder_.write(root + "/" + tool.sidecar);
    const std::size_t steps = 9 + random_() % 4;  // so that numbers have two digits
    for (std::size_t step = 1; step <= steps; ++step) {
      const std::string path = root + "/" + fmt::format(fmt::runtime(tool.path), step);
      folder_.write(path, tool.before + statement(step));
      const std::size_t end = path.rfind("up.sql");
      if (end != std::string::npos)
        folder_.write(path.substr(0, end) + "down.sql", "DROP TABLE t1;\n");
    }
    folder_.write(root + "/queries/read.sql",
                  "SELECT * FROM t1 WHERE id NOT IN (SELECT t1_id FROM t2);\n");
  }

  /// A service of no tool, whose files need each other.
  void add_plain() {
    services_.emplace_back("services/plain");
    folder_.write(
        "services/plain/constraints.sql",
        "ALTER TABLE t1 ADD PRIMARY KEY (id);\nALTER TABLE t2 ADD FOREIGN KEY (t1_id) "
        "REFERENCES t1 (id);\nCREATE INDEX t2_short ON t2 (t1_id);\nCREATE INDEX t2_long ON t2 "
        "(t1_id, id);\n");
    folder_.write("services/plain/tables.sql",
                  "CREATE TABLE t1 (id bigint NOT NULL);\nCREATE TABLE t2 (id bigint PRIMARY KEY, "
                  "t1_id bigint NOT NULL);\n");
    folder_.write("services/plain/DropTables.sql", "DROP TABLE t2;\nDROP TABLE t1;\n");
  }

  std::string statement(std::size_t step) {
    const std::size_t before = step == 1 ? 1 : 1 + random_() % (step - 1);
    switch (step == 1 ? 0 : random_() % 4) {
      case 1:
        return fmt::format("ALTER TABLE t{} ADD COLUMN IF NOT EXISTS seen timestamp;\n", before);
      case 2:
        return fmt::format("DROP INDEX IF EXISTS t{}_note;\nCREATE INDEX t{}_note ON t1 (note);\n",
                           before, before);
      default:
        return fmt::format(
            "CREATE TABLE t{} (id serial PRIMARY KEY, t{}_id bigint REFERENCES t{}, note "
            "varchar(20), code char(2), paid money);\n",
            step, before, before);
    }
  }

  TemporaryFolder folder_;
  std::mt19937 random_;
  Texts services_;
};

TEST_CASE("each folder: a run over all finds what runs over each find") {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    INFO("seed " << seed);
    Repository repository(seed);
    const Texts all = repository.findings({"services"});
    REQUIRE(all.size() > 20);
    CHECK(std::ranges::any_of(
        all, [](const std::string& finding) { return finding.ends_with("[redundant-index]"); }));
    Texts each;
    for (const std::string& service : repository.services()) {
      const Texts found = repository.findings({service});
      each.insert(each.end(), found.begin(), found.end());
    }
    std::ranges::sort(each);
    CHECK(all == each);
    CHECK(repository.findings(repository.shuffled()) == all);
  }
}

}  // namespace
}  // namespace pglint::tests
