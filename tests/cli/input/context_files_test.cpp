#include "cli/input/context_files.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "cli/input/discovery.h"
#include "tests/support/working_folder.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;
using tests::WorkingFolder;
using Paths = std::vector<std::string>;

struct Asked {
  Paths paths;
  Paths context = {};
  bool is_automatic = true;
};

/// The files in the order in which they are read; context in parentheses.
Paths taken(const Asked& asked) {
  std::vector<SourceFile> files =
      with_context(discover(asked.paths).files,
                   {.given = discover(asked.context).files, .is_automatic = asked.is_automatic});
  Paths shown;
  for (const SourceFile& file : files) {
    shown.push_back(file.is_context ? "(" + file.path + ")" : file.path);
  }
  return shown;
}

void write_goose(const tests::TemporaryFolder& folder, const Paths& names) {
  for (const std::string& name : names) folder.write(name, "-- +goose Up\nSELECT 1;\n");
}

TEST_CASE("context: a named migration gets the others of its folder, before and after it") {
  const WorkingFolder folder;
  write_goose(folder, {"m/1_a.sql", "m/2_b.sql", "m/10_c.sql"});
  folder.write("m/seed.sql", "SELECT 1;");
  folder.write("a.sql");
  folder.write("z.sql");
  CHECK(taken({.paths = {"m/2_b.sql"}}) == Paths{"(m/1_a.sql)", "m/2_b.sql", "(m/10_c.sql)"});
  CHECK(taken({.paths = {"m/2_b.sql"}, .is_automatic = false}) == Paths{"m/2_b.sql"});
  CHECK(taken({.paths = {"a.sql", "m/2_b.sql", "z.sql"}}) ==
        Paths{"a.sql", "(m/1_a.sql)", "m/2_b.sql", "(m/10_c.sql)", "z.sql"});
  CHECK(taken({.paths = {"m/10_c.sql", "z.sql", "m/1_a.sql"}}) ==
        Paths{"m/1_a.sql", "(m/2_b.sql)", "m/10_c.sql", "z.sql"});
}

TEST_CASE("context: none for files of a searched folder, or files that are not migrations") {
  const WorkingFolder folder;
  write_goose(folder, {"m/1_a.sql", "m/2_b.sql"});
  folder.write("plain/1_a.sql");
  folder.write("plain/2_b.sql");
  folder.write("prisma/20240101_a/migration.sql");
  folder.write("prisma/20240102_b/migration.sql");
  CHECK(taken({.paths = {"m"}}) == Paths{"m/1_a.sql", "m/2_b.sql"});
  CHECK(taken({.paths = {"plain/2_b.sql"}}) == Paths{"plain/2_b.sql"});
  CHECK(taken({.paths = {"prisma"}}) ==
        Paths{"prisma/20240101_a/migration.sql", "prisma/20240102_b/migration.sql"});
}

TEST_CASE("context: a schema of Prisma gets its other files and its migrations") {
  const WorkingFolder folder;
  folder.write("migrations/20240101_a/migration.sql");
  folder.write("schema/main.prisma");
  folder.write("schema/other.prisma");
  const Paths expected = {"(migrations/20240101_a/migration.sql)", "(schema/other.prisma)",
                          "schema/main.prisma"};
  Paths found = taken({.paths = {"schema/main.prisma"}});
  std::ranges::sort(found);
  CHECK(found == expected);
}

TEST_CASE("context: a folder that is a part of a history gets the rest") {
  const WorkingFolder folder;
  folder.write("prisma/20240101_a/migration.sql");
  folder.write("prisma/20240102_b/migration.sql");
  write_goose(folder, {"m/9/1_a.sql", "m/10/1_a.sql", "m/10/2_b.sql", "m/old/1_a.sql"});
  CHECK(taken({.paths = {"prisma/20240102_b"}}) ==
        Paths{"(prisma/20240101_a/migration.sql)", "prisma/20240102_b/migration.sql"});
  CHECK(taken({.paths = {"m/10"}}) == Paths{"(m/9/1_a.sql)", "m/10/1_a.sql", "m/10/2_b.sql"});
  CHECK(taken({.paths = {"m/10/1_a.sql"}}) ==
        Paths{"(m/9/1_a.sql)", "m/10/1_a.sql", "(m/10/2_b.sql)"});
  CHECK(taken({.paths = {"m/10"}, .is_automatic = false}) == Paths{"m/10/1_a.sql", "m/10/2_b.sql"});
}

TEST_CASE("context: only folders of the tool are searched") {
  const WorkingFolder folder;
  folder.write("sqitch.plan",
               "%project=p\n\na 2024-01-01T00:00:00Z A <a@b> # a\n"
               "b/c 2024-01-02T00:00:00Z A <a@b> # b\n");
  folder.write("deploy/a.sql");
  folder.write("deploy/b/c.sql");
  folder.write("vendor/deploy/d.sql");
  folder.write("verify/a.sql");
  CHECK(taken({.paths = {"deploy/b/c.sql"}}) ==
        Paths{"(deploy/a.sql)", "deploy/b/c.sql", "(verify/a.sql)"});
  folder.write("prisma/20240101_a/migration.sql");
  folder.write("prisma/20240102_b/migration.sql");
  folder.write("prisma/20240102_b/old/20240101_a/migration.sql");
  CHECK(taken({.paths = {"prisma/20240102_b/migration.sql"}}) ==
        Paths{"(prisma/20240101_a/migration.sql)", "prisma/20240102_b/migration.sql"});
}

TEST_CASE("context: paths are relative to the working directory") {
  const WorkingFolder folder;
  write_goose(folder, {"m/1_a.sql", "m/2_b.sql"});
  const std::string absolute = (folder.path() / "m/2_b.sql").string();
  CHECK(taken({.paths = {absolute}}) == Paths{"(m/1_a.sql)", absolute});
  fs::current_path(folder.path() / "m");
  CHECK(taken({.paths = {"2_b.sql"}}) == Paths{"(1_a.sql)", "2_b.sql"});
  CHECK(taken({.paths = {"./../m/2_b.sql"}}) == Paths{"(1_a.sql)", "../m/2_b.sql"});
  fs::current_path(folder.path());
}

TEST_CASE("context: given files come first, or at their place in a history") {
  const WorkingFolder folder;
  write_goose(folder, {"m/1_a.sql", "m/2_b.sql", "m/10_c.sql"});
  folder.write("schema.sql");
  folder.write("more/b.sql");
  folder.write("more/a.sql");
  folder.write("q.sql");
  CHECK(taken({.paths = {"q.sql"}, .context = {"schema.sql", "more"}}) ==
        Paths{"(more/a.sql)", "(more/b.sql)", "(schema.sql)", "q.sql"});
  CHECK(taken({.paths = {"q.sql", "m/2_b.sql"},
               .context = {"m/10_c.sql", "schema.sql", "m/1_a.sql"},
               .is_automatic = false}) ==
        Paths{"(schema.sql)", "(m/1_a.sql)", "m/2_b.sql", "(m/10_c.sql)", "q.sql"});
  CHECK(taken({.paths = {"q.sql"}, .context = {"m"}}) ==
        Paths{"(m/1_a.sql)", "(m/2_b.sql)", "(m/10_c.sql)", "q.sql"});
  CHECK(taken({.paths = {"m/2_b.sql"}, .context = {"m"}}) ==
        Paths{"(m/1_a.sql)", "m/2_b.sql", "(m/10_c.sql)"});
}

TEST_CASE("context: each file is read once, and linted if requested") {
  const WorkingFolder folder;
  write_goose(folder, {"m/1_a.sql", "m/2_b.sql"});
  folder.write("q.sql");
  fs::create_symlink("q.sql", folder.path() / "link.sql");
  CHECK(taken({.paths = {"q.sql"}, .context = {"link.sql", "q.sql"}}) == Paths{"q.sql"});
  CHECK(taken({.paths = {"m/2_b.sql", "m"}}) == Paths{"m/1_a.sql", "m/2_b.sql"});
  CHECK(taken({.paths = {"m"}, .context = {"m/1_a.sql"}}) == Paths{"m/1_a.sql", "m/2_b.sql"});
}

TEST_CASE("context: --migration-tool applies to context too") {
  const WorkingFolder folder;
  folder.write("m/1_a.sql");
  folder.write("m/2_b.sql");
  const migration::Runner* runner = migration::find_runner("sqlx");
  const Paths paths = {"m/2_b.sql"};
  const auto files = with_context(discover(paths, runner).files, {.runner = runner});
  REQUIRE(files.size() == 2);
  CHECK(files[0].path == "m/1_a.sql");
  CHECK(files[0].facts.runner == runner);
}

}  // namespace
}  // namespace pglint::cli
