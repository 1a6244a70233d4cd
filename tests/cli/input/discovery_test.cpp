#include "cli/input/discovery.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "cli/input/surroundings.h"
#include "tests/support/working_folder.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;
using tests::WorkingFolder;
using Paths = std::vector<std::string>;

/// The paths found, then every problem as `path: reason`.
Paths found(const Paths& arguments, const Wanted& wanted = {}) {
  const Discovery discovery = discover(arguments, nullptr, wanted);
  Paths paths;
  for (const SourceFile& file : discovery.files) paths.push_back(file.path);
  for (const BadPath& problem : discovery.problems) {
    paths.push_back(problem.path + ": " + problem.reason);
  }
  return paths;
}

TEST_CASE("discovery: searched folders without configuration are named") {
  const WorkingFolder folder;
  folder.write("a/1.sql");
  folder.write("b/1.sql");
  folder.write("b/PGLINT.toml");
  folder.write("c/1.sql");
  folder.write("c/.git");
  const auto plain = discover(std::vector<std::string>{"."}).plain_folders;
  const std::string here = absolute_path(".");
  CHECK(std::set(plain.begin(), plain.end()) == std::set{here, here + "/a"});
}

TEST_CASE("discovery: folders are searched, sorted by path") {
  const WorkingFolder folder;
  for (const char* name : {"b.sql", "a.sql", "B.sql", "a/z.sql", "a-b.sql", "a/sub/c.SQL", "ä.sql",
                           "notes.txt", "a/x.sql.bak", "sql"}) {
    folder.write(name);
  }
  CHECK(found({"."}) ==
        Paths{"B.sql", "a-b.sql", "a.sql", "a/sub/c.SQL", "a/z.sql", "b.sql", "ä.sql"});
  CHECK(found({"a"}) == Paths{"a/sub/c.SQL", "a/z.sql"});
}

TEST_CASE("discovery: SQL has four extensions") {
  const WorkingFolder folder;
  for (const char* name : {"a.sql", "b.psql", "c.pgsql", "d.DDL", "e.plsql", "sql", ".sql"}) {
    folder.write(name);
  }
  CHECK(found({"."}) == Paths{".sql", "a.sql", "b.psql", "c.pgsql", "d.DDL"});
}

TEST_CASE("discovery: what .gitignore names is left out, and counted") {
  const WorkingFolder folder;
  folder.write(".git/HEAD");
  folder.write(".gitignore", "# generated\n*.gen.sql\n!kept.gen.sql\n/build/\ndb/*/old\ntmp\r\n");
  for (const char* name :
       {"a.sql", "a.gen.sql", "kept.gen.sql", "build/b.sql", "db/build/b.sql", "db/x/old/c.sql",
        "db/old/c.sql", "tmp/d.sql", "db/tmp/d.sql", "db/e.gen.sql"}) {
    folder.write(name);
  }
  CHECK(found({"."}) == Paths{"a.sql", "db/build/b.sql", "db/old/c.sql", "kept.gen.sql"});
  const report::NotSearched count = discover(Paths{"."}).not_searched;
  CHECK(count.ignored_files == 2);
  CHECK(count.ignored_folders == 4);
  CHECK(count.package_folders == 0);
  CHECK(found({"."}, {.with_ignored = true}).size() == 10);
}

TEST_CASE("discovery: a nearer .gitignore decides, and the repository's counts below its root") {
  const WorkingFolder folder;
  folder.write(".git/HEAD");
  folder.write(".gitignore", "*.sql\n");
  folder.write("db/.gitignore", "!*.sql\nlocal.sql\n");
  for (const char* name : {"a.sql", "db/a.sql", "db/local.sql", "db/sub/a.sql", "other/a.sql"}) {
    folder.write(name);
  }
  CHECK(found({"."}) == Paths{"db/a.sql", "db/sub/a.sql"});
  CHECK(found({"db/sub"}) == Paths{"db/sub/a.sql"});
  CHECK(found({"other"}) ==
        Paths{"other: no SQL file in this folder but those that .gitignore names; "
              "`--no-gitignore` reads them"});
  CHECK(found({"other/a.sql"}) == Paths{"other/a.sql"});
}

TEST_CASE("discovery: a repository within starts anew, and without a repository nothing counts") {
  const WorkingFolder folder;
  folder.write("outer/.git/HEAD");
  folder.write("outer/.gitignore", "*.sql\n");
  folder.write("outer/a.sql");
  folder.write("outer/inner/.git/HEAD");
  folder.write("outer/inner/a.sql");
  CHECK(found({"outer"}) == Paths{"outer/inner/a.sql"});
}

TEST_CASE("discovery: packages and results of builds are left out") {
  const WorkingFolder folder;
  for (const char* name : {"a.sql", "node_modules/p/a.sql", "web/node_modules/p/a.sql",
                           "app/Cargo.toml", "app/target/a.sql", "tests/target/a.sql",
                           "env/pyvenv.cfg", "env/a.sql", "php/composer.json", "php/vendor/a.sql",
                           "vendor/a.sql", "js/package.json", "js/dist/a.sql"}) {
    folder.write(name);
  }
  CHECK(found({"."}) == Paths{"a.sql", "tests/target/a.sql", "vendor/a.sql"});
  CHECK(discover(Paths{"."}).not_searched.package_folders == 6);
  CHECK(found({"."}, {.with_generated = true}).size() == 9);
  CHECK(found({"app/target", "env"}) == Paths{"app/target/a.sql", "env/a.sql"});
}

TEST_CASE("discovery: a folder without SQL says what was left out") {
  const WorkingFolder folder;
  folder.write(".git/HEAD");
  folder.write(".gitignore", "/out/\n");
  folder.write("out/a.sql");
  folder.write("web/node_modules/p/a.sql");
  folder.write("none/notes.txt");
  CHECK(found({"."}) == Paths{".: no SQL file in this folder; `--no-gitignore` also searches the "
                              "folders that .gitignore names"});
  CHECK(found({"web"}) == Paths{"web: no SQL file in this folder; folders of packages are searched "
                                "if they are named"});
  CHECK(found({"none"}) == Paths{"none: no SQL file in this folder"});
}

TEST_CASE("discovery: named files that cannot be SQL") {
  const WorkingFolder folder;
  folder.write("all.dump", "PGDMP\x01");
  folder.write("0001_initial.py");
  folder.write("notes.txt", "SELECT 1;");
  CHECK(found({"all.dump"}) ==
        Paths{"all.dump: a dump in PostgreSQL's custom format; `pg_restore -f dump.sql` makes SQL "
              "of it"});
  CHECK(found({"0001_initial.py"}).front().starts_with("0001_initial.py: the source of a program"));
  CHECK(found({"notes.txt"}) == Paths{"notes.txt"});
}

TEST_CASE("discovery: patterns that no shell expanded") {
  const WorkingFolder folder;
  for (const char* name : {"db/a.sql", "db/b.sql", "db/.c.sql", "db/x/y/a.sql", "a[1].sql"}) {
    folder.write(name);
  }
  CHECK(found({"db/*.sql"}) == Paths{"db/a.sql", "db/b.sql"});
  CHECK(found({"**/a.sql"}) == Paths{"db/a.sql", "db/x/y/a.sql"});
  CHECK(found({"d?/x/*"}) == Paths{"db/x/y/a.sql"});
  CHECK(found({"a[1].sql"}) == Paths{"a[1].sql"});
  CHECK(found({"db/*.psql"}) == Paths{"db/*.psql: nothing matches this pattern"});
}

TEST_CASE("discovery: files of all kinds, if requested") {
  const WorkingFolder folder;
  for (const char* name :
       {"a.sql", "pg_hba.conf", "run.sh", "Dockerfile", ".env", ".gitlab-ci.yml",
        ".github/workflows/a.yml", ".git/a.sh", ".venv/a.sh", "notes.txt", "a.py"}) {
    folder.write(name);
  }
  folder.write("script", "#!/bin/sh\n");
  folder.write("program", "#!/usr/bin/python3\n");
  CHECK(found({"."}) == Paths{"a.sql"});
  CHECK(found({"."}, Wanted{.all_kinds = true}) == Paths{".env", ".github/workflows/a.yml",
                                                         ".gitlab-ci.yml", "Dockerfile", "a.sql",
                                                         "pg_hba.conf", "run.sh", "script"});
  CHECK(found({".git", "run.sh"}) == Paths{"run.sh", ".git: no SQL file in this folder"});
}

TEST_CASE("discovery: the order of arguments does not count, and they need no .sql extension") {
  const WorkingFolder folder;
  for (const char* name : {"b.sql", "a.txt", "10.sql", "9.sql", "v1.10/a.sql", "v1.9/b.sql"}) {
    folder.write(name);
  }
  CHECK(found({"b.sql", "a.txt"}) == Paths{"a.txt", "b.sql"});
  CHECK(found({"v1.10", "b.sql", "9.sql", (folder.path() / "10.sql").string(), "v1.9"}) ==
        Paths{"9.sql", (folder.path() / "10.sql").string(), "b.sql", "v1.9/b.sql", "v1.10/a.sql"});
}

TEST_CASE("discovery: numbers are numbers, but where files run by their bytes") {
  const WorkingFolder folder;
  for (const char* name : {"initdb.d/9.sql", "initdb.d/10.sql", "m/9.sql", "m/10.sql"}) {
    folder.write(name);
  }
  CHECK(found({"."}) == Paths{"initdb.d/10.sql", "initdb.d/9.sql", "m/9.sql", "m/10.sql"});
}

TEST_CASE("discovery: paths are shown as given, but normalized") {
  const WorkingFolder folder;
  folder.write("dir/a.sql");
  CHECK(found({"./dir//a.sql"}) == Paths{"dir/a.sql"});
  CHECK(found({"dir/"}) == Paths{"dir/a.sql"});
  CHECK(found({"./dir/./"}) == Paths{"dir/a.sql"});
  CHECK(found({"dir/../dir"}) == Paths{"dir/../dir/a.sql"});
  const std::string absolute = (folder.path() / "dir").string();
  CHECK(found({absolute}) == Paths{absolute + "/a.sql"});
}

TEST_CASE("discovery: a file is linted once, even if named in several ways") {
  const WorkingFolder folder;
  folder.write("dir/a.sql");
  folder.write("dir/b.sql");
  fs::create_symlink("a.sql", "dir/link.sql");
  const std::string absolute = (folder.path() / "dir/a.sql").string();
  CHECK(found({"dir/b.sql", "dir", "./dir/a.sql", absolute, "dir/../dir"}) ==
        Paths{"dir/a.sql", "dir/b.sql"});
  CHECK(found({"-", "-"}) == Paths{"-"});
}

TEST_CASE("discovery: hidden folders are skipped unless named") {
  const WorkingFolder folder;
  folder.write(".git/a.sql");
  folder.write("dir/.cache/b.sql");
  folder.write("dir/.hidden.sql");
  CHECK(found({"."}) == Paths{"dir/.hidden.sql"});
  CHECK(found({".git"}) == Paths{".git/a.sql"});
}

TEST_CASE("discovery: a folder named x.sql is searched") {
  const WorkingFolder folder;
  folder.write("x.sql/a.sql");
  CHECK(found({"."}) == Paths{"x.sql/a.sql"});
  CHECK(found({"x.sql"}) == Paths{"x.sql/a.sql"});
}

TEST_CASE("discovery: cyclic links between folders end") {
  const WorkingFolder folder;
  folder.write("dir/a.sql");
  fs::create_directory_symlink("..", "dir/up");
  fs::create_directory_symlink("dir", "other");
  CHECK(found({"."}) == Paths{"dir/a.sql"});
  CHECK(found({"other"}) == Paths{"other/a.sql"});
}

TEST_CASE("discovery: a dangling link is an error") {
  const WorkingFolder folder;
  fs::create_symlink("nowhere", "dead.sql");
  CHECK(found({"."}) == Paths{"dead.sql"});
  CHECK(found({"dead.sql"}) == Paths{"dead.sql: no such file or directory"});
}

TEST_CASE("discovery: every bad path is reported with its reason") {
  const WorkingFolder folder;
  folder.write("a.sql");
  folder.write("empty/notes.txt");
  CHECK(found({"nope", "a.sql", "empty", "", "a.sql/b"}) ==
        Paths{"a.sql", "nope: no such file or directory", "empty: no SQL file in this folder",
              ": the path is empty", "a.sql/b: no such file or directory"});
}

TEST_CASE("discovery: standard input is `-`; a file of that name is ./-") {
  const WorkingFolder folder;
  folder.write("-");
  CHECK(discover(Paths{"-"}).files[0].is_stdin);
  CHECK_FALSE(discover(Paths{"./-"}).files[0].is_stdin);
}

TEST_CASE("discovery: migrations are in execution order") {
  const WorkingFolder folder;
  for (const char* name : {"m/10_a.up.sql", "m/9_b.up.sql", "m/9_b.down.sql", "a.sql", "z.sql"}) {
    folder.write(name);
  }
  CHECK(found({"."}) == Paths{"a.sql", "m/9_b.up.sql", "m/9_b.down.sql", "m/10_a.up.sql", "z.sql"});
  CHECK(found({"m/10_a.up.sql", "m"}) == Paths{"m/9_b.up.sql", "m/9_b.down.sql", "m/10_a.up.sql"});
}

TEST_CASE("discovery: a file's runner does not depend on the other arguments") {
  const WorkingFolder folder;
  folder.write("1_a.sql", "SELECT 1;");
  folder.write("2_b.sql", "-- +goose Up");
  CHECK(discover(Paths{"1_a.sql"}).files[0].facts.runner->name == "goose");
  CHECK(discover(Paths{"."}).files[0].facts.runner->name == "goose");
}

TEST_CASE("discovery: a single path is known to be found by a search or not") {
  const WorkingFolder folder;
  folder.write("script", "#!/bin/sh\n");
  CHECK(would_find("a/b.sql", Wanted{}));
  CHECK(would_find("a/.b.SQL", Wanted{}));
  CHECK_FALSE(would_find("a/.hidden/b.sql", Wanted{.all_kinds = true}));
  CHECK_FALSE(would_find(".github/b.yml", Wanted{}));
  CHECK(would_find(".github/b.yml", Wanted{.all_kinds = true}));
  CHECK_FALSE(would_find("script", Wanted{}));
  CHECK(would_find("script", Wanted{.all_kinds = true}));
  CHECK_FALSE(would_find("b.txt", Wanted{.all_kinds = true}));
}

TEST_CASE("discovery: sizes are known, except of pipes and devices") {
  const WorkingFolder folder;
  folder.write("a.sql", "SELECT 1;");
  CHECK(discover(Paths{"a.sql"}).files[0].bytes == 9);
  CHECK(discover(Paths{"/dev/null"}).files[0].bytes == 0);
}

}  // namespace
}  // namespace pglint::cli
