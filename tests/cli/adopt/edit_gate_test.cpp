// Which files `--fix` and `--add-ignore` edit, in real repositories.
#include "cli/adopt/edit_gate.h"

#include <filesystem>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"
#include "text/file.h"

namespace pglint::tests {
namespace {

namespace fs = std::filesystem;

constexpr const char* old_migration = "migrations/20240101000000_users.sql";
constexpr const char* new_migration = "migrations/20240201000000_orders.sql";

std::string migration_of(const std::string& table) {
  return "-- +goose Up\nCREATE TABLE " + table +
         " (\n  id bigint PRIMARY KEY,\n  name varchar(255) NOT NULL\n);\n-- +goose Down\n"
         "DROP TABLE " +
         table + ";\n";
}

/// A repository whose branch `main` has one migration of goose.
class EditedRepository : public TemporaryFolder {
 public:
  EditedRepository() {
    write(old_migration, migration_of("users"));
    git("init -q -b main .");
    commit();
  }

  void git(const std::string& words) const { run("git " + words); }
  void commit() const {
    git("add -A");
    git("-c user.name=a -c user.email=a@example.com commit -q -m a");
  }

  /// Runs a command that must not fail with 2; returns what it printed.
  std::string run(const std::string& command) const {
    const Outcome outcome = run_shell(command, path());
    INFO(command << "\n" << outcome.out << outcome.err);
    CHECK(outcome.status < 2);
    return outcome.out + outcome.err;
  }

  [[nodiscard]] std::string content(const std::string& name) const {
    return text::read_file((path() / name).string()).value();
  }
};

const std::string fix = "pglint --select varchar-length --min-severity info --fix --unsafe ";

bool is_fixed(const EditedRepository& repository, const std::string& name) {
  return repository.content(name).find("varchar") == std::string::npos;
}

TEST_CASE("edit gate: a committed migration never changes without --edit-applied") {
  const EditedRepository repository;
  const std::string before = repository.content(old_migration);
  for (const std::string& command :
       {fix + ".", fix + "migrations", fix + old_migration,
        std::string("pglint --add-ignore --select varchar-length --min-severity info ."),
        std::string("pglint --add-ignore --select varchar-length --min-severity info ") +
            old_migration,
        "cd migrations && " + fix + "../" + old_migration}) {
    INFO(command);
    const std::string said = repository.run(command);
    CHECK(said.find("it is a committed migration that may have run") != std::string::npos);
    CHECK(repository.content(old_migration) == before);
  }
  const std::string said = repository.run(fix + "--edit-applied .");
  CHECK(is_fixed(repository, old_migration));
  CHECK(said.find("databases that ran it differ from new ones") != std::string::npos);
}

TEST_CASE("edit gate: what is edited by hand since it was committed may have run all the same") {
  const EditedRepository repository;
  repository.write(old_migration, migration_of("people"));
  (void)repository.run(fix + ".");
  CHECK_FALSE(is_fixed(repository, old_migration));
}

TEST_CASE("edit gate: new migrations are edited: untracked, staged, and those of a branch") {
  const EditedRepository repository;
  repository.write(new_migration, migration_of("orders"));
  SECTION("untracked") {}
  SECTION("staged") { repository.git("add -A"); }
  SECTION("of a branch") {
    repository.git("checkout -q -b topic");
    repository.commit();
  }
  SECTION("named") { (void)repository.run(fix + new_migration); }
  (void)repository.run(fix + ".");
  CHECK(is_fixed(repository, new_migration));
  CHECK_FALSE(is_fixed(repository, old_migration));
}

TEST_CASE("edit gate: a renamed migration may have run") {
  const EditedRepository repository;
  SECTION("by git") { repository.git(std::string("mv ") + old_migration + " " + new_migration); }
  SECTION("by hand") {
    fs::rename(repository.path() / old_migration, repository.path() / new_migration);
  }
  SECTION("on a branch, with an edit") {
    repository.git("checkout -q -b topic");
    fs::remove(repository.path() / old_migration);
    repository.write(new_migration, migration_of("users") + "-- a new comment\n");
    repository.commit();
  }
  (void)repository.run(fix + ".");
  CHECK_FALSE(is_fixed(repository, new_migration));
}

TEST_CASE("edit gate: without git, --start-after says which migrations have run") {
  const TemporaryFolder folder;
  folder.write(old_migration, migration_of("users"));
  folder.write(new_migration, migration_of("orders"));
  folder.write("schema.sql", "CREATE TABLE t (a varchar(255));\n");
  const auto content = [&](const char* name) {
    return text::read_file((folder.path() / name).string()).value();
  };
  const Outcome refused =
      run_shell(fix + "--edit-applied --diff migrations; " + fix + ".", folder.path());
  CHECK(refused.out.find("+  name text NOT NULL") != std::string::npos);
  CHECK(refused.err.find("git cannot tell") != std::string::npos);
  CHECK(content(new_migration) == migration_of("orders"));
  CHECK(content("schema.sql") == "CREATE TABLE t (a text);\n");
  (void)run_shell(fix + "--start-after 20240101000000 migrations", folder.path());
  CHECK(content(old_migration) == migration_of("users"));
  CHECK(content(new_migration) != migration_of("orders"));
}

TEST_CASE("edit gate: in a shallow clone, what is committed may have run") {
  const EditedRepository repository;
  repository.write(new_migration, migration_of("orders"));
  repository.commit();
  repository.git("clone -q --depth 1 file://" + repository.path().string() + " clone");
  const std::string newest = "clone/migrations/20240301000000_items.sql";
  repository.write(newest, migration_of("items"));
  (void)repository.run(
      "cd clone && git checkout -q --detach && git branch -q -D main && "
      "git remote remove origin && " +
      fix + ".");
  CHECK_FALSE(is_fixed(repository, std::string("clone/") + new_migration));
  CHECK(is_fixed(repository, newest));
}

TEST_CASE("edit gate: standard input has the name of its file, as editors give it") {
  const EditedRepository repository;
  const std::string in_editor = fix + "- --stdin-filename ";
  const auto from = [](const std::string& name) { return std::string(" <") + name; };
  CHECK(repository.run(in_editor + old_migration + from(old_migration)).find("varchar(255) NOT") !=
        std::string::npos);
  // What the editor has may differ from what was committed.
  repository.write("edited", migration_of("people"));
  const std::string said = repository.run(in_editor + old_migration + from("edited"));
  CHECK(said.find("name varchar(255) NOT NULL") != std::string::npos);
  CHECK(said.find("it is a committed migration that may have run") != std::string::npos);
  repository.write(new_migration, migration_of("orders"));
  CHECK(repository.run(in_editor + new_migration + from(new_migration)).find("text NOT NULL") !=
        std::string::npos);
  CHECK(repository.run("echo 'CREATE TABLE t (a varchar(255));' | " + fix + "-").find("(a text)") !=
        std::string::npos);
}

TEST_CASE(
    "edit gate: of standard input whose file is not on disk, it is not known whether it ran") {
  const EditedRepository repository;
  repository.write("edited", migration_of("orders"));
  const std::string in_editor = fix + "- --stdin-filename " + new_migration + " <edited";
  const std::string said = repository.run(in_editor);
  CHECK(said.find("name varchar(255) NOT NULL") != std::string::npos);
  CHECK(said.find("no such file is on disk") != std::string::npos);
  CHECK(said.find("committed") == std::string::npos);
  const std::string forced = repository.run(in_editor + " --edit-applied");
  CHECK(forced.find("name text NOT NULL") != std::string::npos);
}

TEST_CASE("edit gate: neither a configuration nor the environment lets applied ones be edited") {
  const EditedRepository repository;
  const std::string before = repository.content(old_migration);
  repository.write("pglint.toml", "edit-applied = true\n");
  const Outcome refused = run_shell(fix + ".", repository.path());
  CHECK(refused.status == 2);
  CHECK(refused.err.find("unknown key `edit-applied`") != std::string::npos);
  fs::remove(repository.path() / "pglint.toml");
  const Outcome variable = run_shell("PGLINT_EDIT_APPLIED=1 " + fix + ".", repository.path());
  CHECK(variable.err.find("unknown variable `PGLINT_EDIT_APPLIED`") != std::string::npos);
  CHECK(repository.content(old_migration) == before);
}

TEST_CASE("edit gate: generated files and files of a model are left, with a reason") {
  const EditedRepository repository;
  repository.write("dump.sql",
                   "--\n-- PostgreSQL database dump\n--\n\nCREATE TABLE t (a varchar(255));\n");
  CHECK(repository.run(fix + "dump.sql").find("pg_dump wrote it") != std::string::npos);
  CHECK_FALSE(is_fixed(repository, "dump.sql"));
  const std::string generated = "prisma/migrations/20240101000000_init/migration.sql";
  repository.write("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n");
  repository.write(generated, "CREATE TABLE t (a varchar(255));\n");
  CHECK(repository.run(fix + generated).find("change `schema.prisma`") != std::string::npos);
  CHECK_FALSE(is_fixed(repository, generated));
}

TEST_CASE("edit gate: with --staged, files that are staged in part are left; the index stays") {
  const EditedRepository repository;
  repository.write("whole.sql", "CREATE TABLE a (a varchar(255));\n");
  repository.write("part.sql", "CREATE TABLE b (a varchar(255));\n");
  repository.git("add whole.sql part.sql");
  repository.write("part.sql", "CREATE TABLE b (a varchar(255));\nCREATE TABLE c (a int);\n");
  (void)repository.run(fix + "--staged");
  CHECK(is_fixed(repository, "whole.sql"));
  CHECK_FALSE(is_fixed(repository, "part.sql"));
  CHECK(repository.run("git show :whole.sql") == "CREATE TABLE a (a varchar(255));\n");
}

TEST_CASE("edit gate: no report offers a fix of what must not change") {
  const EditedRepository repository;
  repository.write(new_migration, migration_of("orders"));
  for (const std::string format : {"sarif", "json", "rdjson", "text"}) {
    INFO(format);
    const std::string command =
        "pglint --select varchar-length --min-severity info --format " + format + " ";
    const auto offers = [&](const std::string& said) {
      return said.find("\"replacement\"") != std::string::npos ||
             said.find("\"insertedContent\"") != std::string::npos ||
             said.find("\"suggestions\"") != std::string::npos ||
             said.find("[~]") != std::string::npos;
    };
    CHECK_FALSE(offers(repository.run(command + old_migration)));
    CHECK(offers(repository.run(command + new_migration)));
  }
}

TEST_CASE("edit gate: only changed lines are fixed with --since, and never what the baseline has") {
  const EditedRepository repository;
  repository.write("schema.sql", "CREATE TABLE a (\n  a varchar(255),\n  b int\n);\n");
  repository.commit();
  repository.write("schema.sql", "CREATE TABLE a (\n  a varchar(255),\n  b varchar(255)\n);\n");
  SECTION("since") {
    (void)repository.run(fix + "--since HEAD schema.sql");
    CHECK(repository.content("schema.sql") ==
          "CREATE TABLE a (\n  a varchar(255),\n  b text\n);\n");
  }
  SECTION("baseline") {
    (void)repository.run(
        "pglint --select varchar-length --min-severity info schema.sql --write-baseline b.json");
    (void)repository.run(fix + "--baseline b.json schema.sql");
    CHECK_FALSE(is_fixed(repository, "schema.sql"));
  }
}

}  // namespace
}  // namespace pglint::tests
