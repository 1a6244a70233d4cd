// `--since` and `--staged` in real repositories.
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace pglint::cli {
namespace {

using tests::Outcome;
using Lines = std::vector<std::string>;

/// A table in one line, with a finding of `money-type`.
std::string table(const std::string& name) {
  return "CREATE TABLE " + name + " (id bigint PRIMARY KEY, price money);\n";
}

/// A repository with one commit on the branch `main`: `db/a.sql` with tables in lines 1 to 3.
class Repository {
 public:
  Repository() {
    if (tests::run_shell("git --version", folder_.path()).status != 0) tests::end_for_want("git");
    write("db/a.sql", table("a1") + table("a2") + table("a3"));
    git("init -q -b main");
    commit("first");
  }

  void write(const std::string& name, const std::string& content) const {
    folder_.write(name, content);
  }

  /// The output of `command`, which must succeed.
  std::string run(const std::string& command) const {
    // Ignore the settings of the user and the machine.
    const Outcome outcome = tests::run_shell(environment_ + command, folder_.path());
    INFO(command << "\n" << outcome.err);
    REQUIRE(outcome.status == 0);
    return outcome.out;
  }
  void git(const std::string& arguments) const { run("git " + arguments); }
  void commit(const std::string& message) const {
    git("add -A");
    git("commit -q -m '" + message + "'");
  }

  /// The findings of pglint in `folder` of the repository, as `file:line`, with the rule unless it
  /// is `money-type`.
  Lines lint(const std::string& arguments, const std::string& folder = ".") const {
    const Outcome outcome = fail_or_lint(arguments + " --format json", folder);
    INFO(arguments << "\n" << outcome.err);
    REQUIRE(outcome.status <= 1);
    Lines lines;
    const nlohmann::json report = nlohmann::json::parse(outcome.out);
    for (const nlohmann::json& finding : report["findings"]) {
      if (finding["severity"] == "info") continue;
      const std::string rule = finding["rule"];
      lines.push_back(finding["file"].get<std::string>() + ":" +
                      std::to_string(finding["range"]["start"]["line"].get<int>()) +
                      (rule == "money-type" ? "" : " " + rule));
    }
    return lines;
  }

  Outcome fail_or_lint(const std::string& arguments, const std::string& folder = ".") const {
    return tests::run_shell(environment_ + "cd '" + folder + "' && pglint " + arguments,
                            folder_.path());
  }

  /// The only line of output if pglint cannot lint.
  std::string error(const std::string& arguments, const std::string& folder = ".") const {
    const Outcome outcome = fail_or_lint(arguments, folder);
    CHECK(outcome.status == 2);
    CHECK(outcome.out.empty());
    CHECK(std::ranges::count(outcome.err, '\n') == 1);
    return outcome.err;
  }

 private:
  tests::TemporaryFolder folder_;
  std::string environment_ =
      "export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a "
      "GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b\n";
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("changes: changed lines between the branch point and the working tree", "[git]") {
  const Repository repository;
  repository.git("checkout -q -b work");
  repository.write("db/a.sql", table("a1") + "\n" + table("a2") + table("a3") + table("a4"));
  repository.commit("committed");
  repository.git("checkout -q main");
  repository.write("db/others.sql", table("others"));
  repository.commit("what somebody else did since is not ours");
  repository.git("checkout -q work");
  repository.write("db/staged.sql", table("s1"));
  repository.git("add db/staged.sql");
  repository.write("db/staged.sql", table("s1") + table("s2"));
  repository.write("db/untracked.sql", table("u1"));
  repository.write("ignored.sql", table("i1"));
  repository.write(".gitignore", "ignored.sql\n");

  const Lines all = {"db/a.sql:5", "db/staged.sql:1", "db/staged.sql:2", "db/untracked.sql:1"};
  CHECK(repository.lint("--since main") == all);
  CHECK(repository.lint("--since main .") == all);
  CHECK(repository.lint("--since main db/a.sql ignored.sql") == Lines{"db/a.sql:5"});
  CHECK(repository.lint("--since main --whole-files db/a.sql") ==
        Lines{"db/a.sql:1", "db/a.sql:3", "db/a.sql:4", "db/a.sql:5"});
  CHECK(repository.lint("--since HEAD db") ==
        Lines{"db/staged.sql:1", "db/staged.sql:2", "db/untracked.sql:1"});
  CHECK(repository.lint("--staged") == Lines{"db/staged.sql:1"});
}

TEST_CASE("changes: staged files are read from the index", "[git]") {
  const Repository repository;
  repository.write("db/a.sql", table("a1") + table("new") + table("a2") + table("a3"));
  repository.write("db/deleted.sql", table("d1"));
  repository.git("add db");
  repository.write("db/a.sql", "\n\n\nno SQL");
  repository.run("rm db/deleted.sql");
  repository.write("db/untracked.sql", table("u1"));
  CHECK(repository.lint("--staged") == Lines{"db/a.sql:2", "db/deleted.sql:1"});
  CHECK(repository.lint("--staged db") == Lines{"db/a.sql:2", "db/deleted.sql:1"});
  CHECK(repository.lint("--staged db/deleted.sql") == Lines{"db/deleted.sql:1"});
  CHECK(repository.lint("--staged --whole-files db/a.sql db/untracked.sql") ==
        Lines{"db/a.sql:1", "db/a.sql:2", "db/a.sql:3", "db/a.sql:4"});
  repository.git("reset -q");
  CHECK(repository.lint("--staged").empty());
  CHECK(repository.fail_or_lint("--staged").out == "0 files checked: no findings\n");
}

TEST_CASE("changes: the history of a staged migration is read from the index too", "[git]") {
  const Repository repository;
  const auto migration = [](const std::string& sql) { return "-- +goose Up\n" + sql + "\n"; };
  repository.write("m/00001_a.sql",
                   migration("CREATE TABLE t (id bigint PRIMARY KEY, x bigint NOT NULL);"));
  repository.commit("migration");
  // Not reported, because `x` is never NULL; reported, because `u` has no primary key.
  repository.write("m/00002_b.sql", migration("SELECT FROM t WHERE id NOT IN (SELECT x FROM t);\n"
                                              "CREATE TABLE u (id bigint);"));
  repository.git("add m");
  const Lines whole = {"m/00002_b.sql:3 missing-primary-key"};
  REQUIRE(repository.lint("--staged") == whole);
  REQUIRE(repository.lint("--since HEAD") == whole);
  repository.write("m/00001_a.sql", migration("CREATE TABLE t (id bigint PRIMARY KEY, x bigint);"));
  CHECK(repository.lint("--since HEAD m/00002_b.sql").size() == 2);
  CHECK(repository.lint("--staged") == whole);
  repository.git("checkout -q m/00001_a.sql");
  repository.write("m/00003_c.sql", migration("ALTER TABLE u ADD PRIMARY KEY (id);"));
  CHECK(repository.lint("--since HEAD m/00002_b.sql").empty());
  CHECK(repository.lint("--staged") == whole);
}

TEST_CASE("changes: from a subfolder, with unusual names and settings", "[git]") {
  const Repository repository;
  repository.write("db/\xC3\xBC \"b\"\t.sql", table("b1"));
  repository.write("db/c d.sql", table("c1"));
  repository.commit("names");
  repository.write("db/\xC3\xBC \"b\"\t.sql", table("b1") + table("b2"));
  repository.git("mv 'db/c d.sql' 'db/e f.sql'");
  repository.write("db/e f.sql", table("c1") + table("c2"));
  repository.write("db/-", "SELECT 1;\n");
  repository.write("outside.sql", table("o1"));
  const Lines here = {"e f.sql:2", "\xC3\xBC \"b\"\t.sql:2"};
  CHECK(repository.lint("--since HEAD", "db") == here);
  repository.git("add db");
  CHECK(repository.lint("--since HEAD", "db") == here);
  for (const char* setting :
       {"diff.noprefix true", "diff.mnemonicPrefix true", "color.ui always", "core.quotePath true",
        "diff.external /bin/false", "diff.relative true", "diff.renames false", "diff.context 9",
        "diff.interHunkContext 9", "core.pager /bin/false", "diff.submodule log"}) {
    INFO(setting);
    repository.git(std::string("config ") + setting);
    const Lines lines = repository.lint("--staged", "db");
    CHECK(lines == here);
  }
}

TEST_CASE("changes: deleted lines count if a statement spans the gap", "[git]") {
  const Repository repository;
  repository.write("db/b.sql", "SELECT 1;\nCREATE TABLE t (\n  id bigint,\n  x text\n);\n" +
                                   table("b1") + "SELECT 2;\n" + table("b2"));
  repository.commit("table");
  repository.write("db/b.sql", "CREATE TABLE t (\n  x text\n);\n" + table("b1") + table("b2"));
  CHECK(repository.lint("--since HEAD db/b.sql").empty());
  CHECK(repository.fail_or_lint("--since HEAD db/b.sql").out ==
        "1 file checked: no findings; 3 hidden findings on unchanged lines\n");
  const std::string query = "SELECT a FROM x WHERE a NOT IN (\n  SELECT b FROM y\n";
  repository.write("db/b.sql", query + "  WHERE c\n);\n");
  repository.commit("query");
  repository.write("db/b.sql", query + ");\n");
  CHECK(repository.lint("--since HEAD db/b.sql") == Lines{"db/b.sql:1 not-in-subquery"});
}

TEST_CASE("changes: CRLF, deleted files, links and submodules", "[git]") {
  const Repository repository;
  repository.write("db/b.sql", "SELECT 1;\r\n\r\nSELECT 2;\r\n");
  repository.write("db/gone.sql", table("g1"));
  repository.commit("files");
  repository.write("db/b.sql",
                   "SELECT 1;\r\n\r\nCREATE TABLE t (id int PRIMARY KEY, x money);\r\n");
  repository.run("rm db/gone.sql; ln -s a.sql db/link.sql");
  repository.run("git init -q sub && cd sub && git commit -q --allow-empty -m sub");
  repository.git("add -A 2>/dev/null");
  repository.write("sub/s.sql", table("s1"));
  CHECK(repository.lint("--since HEAD db/b.sql") == Lines{"db/b.sql:3"});
  CHECK(repository.lint("--staged") == Lines{"db/b.sql:3"});
  // The files of a submodule belong to another repository.
  CHECK(repository.lint("--since HEAD", "sub") == Lines{"s.sql:1"});
  CHECK(repository.lint("--since HEAD sub").empty());
}

TEST_CASE("changes: in a second work tree", "[git]") {
  const Repository repository;
  repository.git("worktree add -q tree -b other");
  repository.write("tree/db/b.sql", table("b1"));
  CHECK(repository.lint("--since main", "tree") == Lines{"db/b.sql:1"});
}

TEST_CASE("changes: before the first commit, all staged lines are new", "[git]") {
  const Repository repository;
  repository.git("init -q young");
  repository.write("young/a.sql", table("a1"));
  repository.run("cd young && git add a.sql");
  CHECK(repository.lint("--staged", "young") == Lines{"a.sql:1"});
  CHECK(has(repository.error("--since HEAD", "young"), "no such commit"));
}

TEST_CASE("changes: an error of git is one line with a remedy", "[git]") {
  const Repository repository;
  repository.write("db/b.sql", table("b1"));
  repository.commit("second");
  repository.git("checkout -q --orphan lonely");
  repository.commit("third");
  repository.git("checkout -q main");
  CHECK(has(repository.error("--since nowhere"), "`--since nowhere`: no such commit"));
  CHECK(has(repository.error("--since nowhere"), "`git fetch`"));
  CHECK(has(repository.error("--since=--help"), "no such commit"));
  CHECK(has(repository.error("--since lonely"), "it has no commit in common with HEAD"));

  const Outcome distrusted = repository.fail_or_lint(
      "--since main", ".' && export GIT_TEST_ASSUME_DIFFERENT_OWNER=1 && cd '.");
  CHECK(distrusted.status == 2);
  CHECK(has(distrusted.err, "`git config --global --add safe.directory PATH`"));

  repository.git("clone -q --depth 1 --no-single-branch \"file://$PWD\" shallow 2>/dev/null");
  for (const char* revision : {"origin/lonely", "HEAD~1"}) {
    const std::string error = repository.error(std::string("--since ") + revision, "shallow");
    CHECK(has(error, "this clone is shallow"));
    CHECK(has(error, "`fetch-depth: 0`"));
  }
  repository.write("shallow/new.sql", table("n1"));
  CHECK(repository.lint("--since origin/main", "shallow") == Lines{"new.sql:1"});
}

TEST_CASE("changes: a git hook sees the content to be committed", "[git]") {
  const Repository repository;
  repository.write(".git/hooks/pre-commit",
                   "#!/bin/sh\npglint --staged --min-severity warning --format json |\n"
                   "grep -o '\"file\":\"[^\"]*\"' >seen\n"
                   "exit 0\n");
  repository.run("chmod +x .git/hooks/pre-commit");
  repository.write("db/a.sql", table("a1") + table("a2") + table("a3") + table("a4"));
  repository.write("db/b.sql", table("b1"));
  repository.git("add db/b.sql");
  repository.git("commit -q -m 'one of them' db/a.sql");
  CHECK(repository.run("cat seen") == "\"file\":\"db/a.sql\"\n");
  repository.write("db/a.sql", table("a1"));
  repository.write("db/a.sql", table("a1") + table("a5"));
  repository.git("commit -q -a -m 'all of them'");
  CHECK(repository.run("cat seen") == "\"file\":\"db/a.sql\"\n\"file\":\"db/b.sql\"\n");
}

TEST_CASE("changes: of equal findings, the one in a changed line is not the known one", "[git]") {
  const Repository repository;
  const std::string query = "SELECT a FROM x WHERE a NOT IN (SELECT b FROM y);\n";
  repository.write("db/b.sql", "\n" + query);
  repository.commit("query");
  repository.run("pglint db/b.sql --write-baseline known.json 2>/dev/null");
  repository.write("db/b.sql", query + "\n" + query);
  CHECK(repository.lint("db/b.sql --baseline known.json") == Lines{"db/b.sql:3 not-in-subquery"});
  CHECK(repository.lint("db/b.sql --baseline known.json --since HEAD") ==
        Lines{"db/b.sql:1 not-in-subquery"});
}

TEST_CASE("changes: lines of a Prisma schema", "[git]") {
  const Repository repository;
  const std::string head =
      "datasource db {\n  provider = \"postgresql\"\n}\nmodel person {\n  id BigInt @id\n";
  const std::string old = "  name String @db.VarChar(9)\n";
  repository.write("prisma/schema.prisma", head + old + "}\n");
  repository.commit("schema");
  repository.write("prisma/schema.prisma", head + "  nick String @db.VarChar(8)\n" + old + "}\n");
  const std::string select = " --select varchar-length";
  CHECK(repository.lint("prisma" + select) ==
        Lines{"prisma/schema.prisma:6 varchar-length", "prisma/schema.prisma:7 varchar-length"});
  const Lines changed = {"prisma/schema.prisma:6 varchar-length"};
  CHECK(repository.lint("--since HEAD" + select) == changed);
  CHECK(repository.lint("--since HEAD prisma/schema.prisma" + select) == changed);
  repository.git("add prisma");
  CHECK(repository.lint("--staged" + select) == changed);
}

/// A migration of goose that adds columns, one in a line from the second on.
std::string migration(const Lines& columns) {
  std::string text = "-- +goose Up\n";
  for (const std::string& column : columns) {
    text += "ALTER TABLE t ADD COLUMN " + column + " integer;\n";
  }
  return text;
}

/// Adds migrations 10 and 12 to `main`, and the branch `work`.
void add_migrations(const Repository& repository) {
  repository.write("migrations/0010_a.sql", migration({"a", "b", "c"}));
  repository.write("migrations/0012_c.sql", migration({"d"}));
  repository.commit("migrations");
  repository.git("checkout -q -b work");
}

/// The findings with each way to say what the change is; they are the same before it is committed.
Lines lint_change(const Repository& repository) {
  Lines since = repository.lint("--since main");
  repository.git("add -A");
  CHECK(repository.lint("--staged") == since);
  repository.run("git diff --cached main > changes.diff");
  CHECK(repository.lint("--diff-file changes.diff") == since);
  repository.commit("change");
  CHECK(repository.lint("--since main") == since);
  return since;
}

TEST_CASE("changes: a new migration before one of the default branch", "[git]") {
  const Repository repository;
  add_migrations(repository);
  repository.write("migrations/0011_b.sql", migration({"e"}));
  repository.write("migrations/0013_d.sql", migration({"f"}));
  CHECK(lint_change(repository) == Lines{"migrations/0011_b.sql:2 out-of-order-migration"});
  CHECK(repository.lint("migrations").empty());
}

TEST_CASE("changes: an edited migration, wherever the change is", "[git]") {
  const Repository repository;
  add_migrations(repository);
  SECTION("a statement differs") {
    repository.write("migrations/0010_a.sql", migration({"a", "x", "c"}));
    CHECK(lint_change(repository) == Lines{"migrations/0010_a.sql:3 edited-migration"});
  }
  SECTION("a statement is gone") {
    repository.write("migrations/0010_a.sql", migration({"a", "c"}));
    CHECK(lint_change(repository) == Lines{"migrations/0010_a.sql:3 edited-migration"});
  }
  SECTION("the last statement is gone") {
    repository.write("migrations/0010_a.sql", migration({"a", "b"}));
    CHECK(lint_change(repository) == Lines{"migrations/0010_a.sql:3 edited-migration"});
  }
  SECTION("only a comment is new") {
    repository.write("migrations/0010_a.sql", migration({"a", "b", "c"}) + "-- in use since 4.2\n");
    CHECK(lint_change(repository).empty());
  }
  SECTION("the file is gone") {
    repository.git("rm -q migrations/0010_a.sql");
    CHECK(lint_change(repository).empty());
  }
}

TEST_CASE("changes: a migration that the branch has added may be edited until it is merged",
          "[git]") {
  const Repository repository;
  add_migrations(repository);
  repository.write("migrations/0013_d.sql", migration({"e"}));
  repository.commit("not merged");
  repository.write("migrations/0013_d.sql", migration({"f"}));
  CHECK(lint_change(repository).empty());
}

}  // namespace
}  // namespace pglint::cli
