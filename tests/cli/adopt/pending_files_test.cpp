// New and changed files in real repositories: what they do to severities and to the order of
// reports.
#include <string>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace pglint::cli {
namespace {

using tests::Outcome;

std::string serial_table(const std::string& name) {
  return "CREATE TABLE " + name + " (id serial PRIMARY KEY);\n";
}

/// A repository with the migrations of Diesel `1` and `2`, which both have a serial column, on the
/// branch `main`.
class Migrations {
 public:
  Migrations() {
    if (tests::run_shell("git --version", folder_.path()).status != 0) tests::end_for_want("git");
    for (const int number : {1, 2}) {
      write(number, "up", serial_table(fmt::format("t{}", number)));
      write(number, "down", fmt::format("DROP TABLE t{};\n", number));
    }
    run("git init -q -b main && git add -A && git commit -q -m first");
  }

  void write(int number, const std::string& direction, const std::string& sql) const {
    const std::string name = fmt::format("2020-01-0{}-000000_m/{}.sql", number, direction);
    folder_.write("migrations/" + name, sql);
  }
  void write(const std::string& name, const std::string& content) const {
    folder_.write(name, content);
  }

  Outcome run(const std::string& command) const {
    const std::string environment =
        "export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a "
        "GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b\n";
    return tests::run_shell(environment + command, folder_.path());
  }

  /// The findings of serial-column as `number severity`, in the order of the files.
  std::string serial(const std::string& arguments = ".") const {
    return run("pglint --isolated --min-severity info --select serial-column --format concise " +
               arguments +
               " | sed -n 's,.*/2020-01-0\\(.\\)-.*: \\(info\\|warning\\): .*,\\1 \\2,p' | tr "
               "'\\n' ';'")
        .out;
  }

 private:
  tests::TemporaryFolder folder_;
};

TEST_CASE("pending: style in applied migrations is an info, elsewhere a warning", "[git]") {
  const Migrations repository;
  CHECK(repository.serial() == "1 info;2 info;");
  repository.run("git checkout -q -b work");
  repository.write(3, "up", serial_table("t3"));
  CHECK(repository.serial() == "1 info;2 info;3 warning;");
  repository.run("git add -A && git commit -q -m third");
  CHECK(repository.serial() == "1 info;2 info;3 warning;");
  repository.write(2, "up", serial_table("t2") + "SELECT 1;\n");
  CHECK(repository.serial() == "1 info;2 warning;3 warning;");
  // What others add to the default branch in the meantime changes nothing here.
  repository.run("git stash -q && git checkout -q main && git commit -q --allow-empty -m others");
  CHECK(repository.serial() == "1 info;2 info;");
  repository.run("git checkout -q work");
  CHECK(repository.serial() == "1 info;2 info;3 warning;");
  CHECK(repository.run("cd migrations && pglint --select serial-column --quiet .").status == 1);
}

TEST_CASE("pending: without a history that tells, style is a warning", "[git]") {
  const Migrations repository;
  CHECK(repository.serial("migrations/2020-01-02-000000_m/up.sql") == "2 warning;");
  CHECK(repository.serial("migrations/2020-01-02-000000_m") == "2 info;");
  repository.run("git branch -m odd");
  CHECK(repository.serial() == "1 warning;2 warning;");
  repository.run("git branch -m main");
  CHECK(repository.serial() == "1 info;2 info;");
  repository.run("rm -rf .git");
  CHECK(repository.serial() == "1 warning;2 warning;");
}

TEST_CASE("pending: a configured severity applies to applied migrations", "[git]") {
  const Migrations repository;
  CHECK(repository.serial("--option serial-column.severity=warning .") == "1 warning;2 warning;");
}

TEST_CASE("pending: files that no migration tool runs keep their severities", "[git]") {
  const Migrations repository;
  repository.write("schema.sql", serial_table("s"));
  repository.write("db/structure.sql", serial_table("r"));
  repository.run("git add -A && git commit -q -m schema");
  const std::string report = repository.run("pglint --select serial-column --format concise .").out;
  CHECK(report.find("schema.sql") != std::string::npos);
  CHECK(report.find("structure.sql") != std::string::npos);
  CHECK(report.find("migrations") == std::string::npos);
}

TEST_CASE("pending: style in a schema of Prisma that did not change is an info", "[git]") {
  const Migrations repository;
  const std::string schema =
      "datasource db {\n  provider = \"postgresql\"\n}\n\nmodel Writer {\n  id BigInt @id\n}\n";
  const auto severities = [&] {
    return repository
        .run(
            "pglint --isolated --min-severity info --select mixed-case-identifier --format "
            "concise . | sed -n 's,.*prisma.*: \\(info\\|warning\\): .*,\\1,p' | tr '\\n' ';'")
        .out;
  };
  repository.write("prisma/schema.prisma", schema);
  CHECK(severities() == "warning;");
  repository.run("git add -A && git commit -q -m schema");
  CHECK(severities() == "info;");
  repository.run("git checkout -q -b work");
  repository.write("prisma/schema.prisma", schema + "\nmodel Book {\n  id BigInt @id\n}\n");
  CHECK(severities() == "warning;");
}

TEST_CASE("pending: the last fetched state of the default branch counts", "[git]") {
  const Migrations repository;
  repository.run("git clone -q . clone");
  const std::string lint =
      "cd clone && pglint --isolated --select serial-column --quiet --format concise . | wc -l";
  CHECK(repository.run(lint).out == "0\n");
  repository.write("clone/migrations/2020-01-03-000000_m/up.sql", serial_table("t3"));
  repository.run("cd clone && git add -A && git commit -q -m 'not pushed'");
  CHECK(repository.run(lint).out == "1\n");
}

TEST_CASE("pending: a large report begins with what is new", "[git]") {
  const Migrations repository;
  std::string many;
  for (int number = 0; number < 30; ++number) {
    many += fmt::format("CREATE TABLE old{} (id bigint PRIMARY KEY, price money);\n", number);
  }
  repository.write("z.sql", "CREATE TABLE z (id bigint PRIMARY KEY, price money);\n");
  repository.write("b.sql", "SELECT id FROM old1 WHERE price NOT IN (1, NULL::money);\n");
  repository.write("a.sql", many + "SELECT 1 WHERE now()::date BETWEEN '2020-01-01' AND now();\n");
  repository.run("git add a.sql b.sql && git commit -q -m a");
  const std::string report = repository.run("pglint --isolated --ignore serial-column .").out;
  INFO(report);
  CHECK(report.starts_with("b.sql:1:44 error NULL in a `NOT IN` list"));
  const std::size_t group = report.find("[money-type]\n  z.sql:1:");
  CHECK(group != std::string::npos);
}

}  // namespace
}  // namespace pglint::cli
