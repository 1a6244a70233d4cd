// Limits of what a run follows, copies and keeps: beyond them it says so and reports the rest.
#include <cstddef>
#include <string>
#include <string_view>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "tests/support/process.h"
#include "tests/support/project.h"
#include "tests/support/temporary_folder.h"

namespace pglint::tests {
namespace {

/// The report about `sql`, which ends with a table that has a finding.
Outcome lint(const std::string& sql) {
  const TemporaryFolder folder;
  folder.write("a.sql", sql + "CREATE TABLE last (id int PRIMARY KEY, price money);\n");
  return run_shell("timeout 300 pglint --isolated --format concise a.sql", folder.path());
}

bool is_limited(const Outcome& outcome) {
  const bool has_rest = outcome.out.find("last.price") != std::string::npos;
  const bool says_so = outcome.out.find("too large to be followed in full") != std::string::npos;
  return outcome.status == 1 && has_rest && says_so;
}

TEST_CASE("limits: nested savepoints do not keep a copy of the table each") {
  std::string sql = "BEGIN; CREATE TABLE t (id int PRIMARY KEY);\n";
  for (int number = 0; number < 1000; ++number) {
    sql += fmt::format("SAVEPOINT s{0}; ALTER TABLE t ADD COLUMN c{0} int;\n", number);
  }
  const Outcome outcome =
      lint(sql + "ROLLBACK TO s500; ALTER TABLE t ADD COLUMN late money; COMMIT;\n");
  CHECK_FALSE(is_limited(outcome));
  CHECK(outcome.out.find("t.late") != std::string::npos);
}

TEST_CASE("limits: a few savepoints take everything back") {
  const std::string sql =
      "BEGIN; CREATE TABLE t (id int PRIMARY KEY);\nSAVEPOINT a; ALTER TABLE t ADD COLUMN b "
      "money;\n"
      "SAVEPOINT b; ALTER TABLE t ADD COLUMN c money; ROLLBACK TO a; COMMIT;\n";
  CHECK_FALSE(is_limited(lint(sql)));
}

TEST_CASE("limits: what many children copy from their parent") {
  std::string constraints = "CREATE TABLE parent (id int PRIMARY KEY, a int);\n";
  for (int number = 0; number < 400; ++number) {
    constraints += fmt::format("ALTER TABLE parent ADD CHECK (a > {});\n", number);
  }
  std::string columns = "CREATE TABLE parent (id int PRIMARY KEY";
  for (int number = 0; number < 1500; ++number) columns += fmt::format(", c{} int", number);
  columns += ");\n";
  std::string children;
  for (int number = 0; number < 900; ++number) {
    children += fmt::format("CREATE TABLE t{} () INHERITS (parent);\n", number);
  }
  for (int number = 0; number < 2600; ++number) {
    constraints += fmt::format("CREATE TABLE t{} () INHERITS (parent);\n", number);
  }
  CHECK(is_limited(lint(constraints)));
  CHECK(is_limited(lint(columns + children)));
}

TEST_CASE("limits: what many tables copy by LIKE") {
  std::string sql = "CREATE TABLE parent (id int PRIMARY KEY, a int);\n";
  for (int number = 0; number < 400; ++number) {
    sql += fmt::format("ALTER TABLE parent ADD CHECK (a > {});\n", number);
  }
  for (int number = 0; number < 2600; ++number) {
    sql += fmt::format("CREATE TABLE t{} (LIKE parent INCLUDING ALL);\n", number);
  }
  CHECK(is_limited(lint(sql)));
}

TEST_CASE("limits: a long text counts as often as it is copied or kept") {
  std::string text = "0";
  for (int number = 0; number < 20'000; ++number) text += ", 1";
  const std::string table =
      fmt::format("CREATE TABLE t (id int PRIMARY KEY, CHECK (id IN ({})));\n", text);
  std::string like = table;
  std::string children = table;
  std::string savepoints = "BEGIN;\n" + table;
  for (int number = 0; number < 1200; ++number) {
    like += fmt::format("CREATE TABLE t{} (LIKE t INCLUDING ALL);\n", number);
    children += fmt::format("CREATE TABLE t{} () INHERITS (t);\n", number);
    savepoints +=
        fmt::format("SAVEPOINT s{0}; ALTER TABLE t VALIDATE CONSTRAINT t_id_check;\n", number);
  }
  CHECK(is_limited(lint(like)));
  CHECK(is_limited(lint(children)));
  CHECK(is_limited(lint(savepoints + "COMMIT;\n")));
}

TEST_CASE("limits: nested savepoints do not keep a copy of a type each") {
  std::string sql = "CREATE TYPE e AS ENUM ('a', 'b'); BEGIN;\n";
  for (int number = 0; number < 1000; ++number) {
    sql += fmt::format("SAVEPOINT s{0}; ALTER TYPE e ADD VALUE 'v{0}';\n", number);
  }
  CHECK_FALSE(is_limited(lint(sql + "COMMIT;\n")));
  for (int number = 1000; number < 8'000; ++number) {
    sql += fmt::format("SAVEPOINT s{0}; ALTER TYPE e ADD VALUE 'v{0}';\n", number);
  }
  CHECK(is_limited(lint(sql + "ROLLBACK TO s5; COMMIT;\n")));
}

TEST_CASE("limits: indexes, constraints and triggers of one table, constraints of a domain") {
  const std::string table = "CREATE TABLE t (id int PRIMARY KEY, a int);\n";
  for (const std::string_view statement :
       {"CREATE INDEX i{0} ON t (a);\n", "ALTER TABLE t ADD CHECK (a > {0});\n",
        "ALTER TABLE t ADD UNIQUE (a, id);\n", "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES t;\n",
        "CREATE TRIGGER g{0} BEFORE INSERT ON t EXECUTE FUNCTION f();\n",
        "CREATE POLICY p{0} ON t USING (a = {0});\n",
        "ALTER DOMAIN d ADD CHECK (VALUE > {0});\n"}) {
    std::string sql = "CREATE DOMAIN d AS int;\n" + table;
    for (int number = 0; number < 2100; ++number) {
      sql += fmt::format(fmt::runtime(statement), number);
    }
    INFO(statement);
    CHECK(is_limited(lint(sql)));
  }
}

TEST_CASE("limits: a large schema is followed in full") {
  std::string columns = "CREATE TABLE t (id int PRIMARY KEY";
  std::string indexes;
  for (int number = 0; number < 1590; ++number) columns += fmt::format(", c{} int", number);
  for (int number = 0; number < 600; ++number) {
    indexes += fmt::format("CREATE INDEX i{0} ON t (c{0});\n", number);
  }
  std::string partitions =
      "CREATE TABLE p (id int NOT NULL, a int) PARTITION BY LIST (id);\nCREATE INDEX ON p (a);\n";
  for (int number = 0; number < 3000; ++number) {
    partitions += fmt::format("CREATE TABLE p{0} PARTITION OF p FOR VALUES IN ({0});\n", number);
  }
  const Outcome outcome = lint(columns + ");\n" + indexes + "CREATE INDEX again ON t (c599);\n" +
                               partitions + "ALTER TABLE p ADD COLUMN b int;\n");
  CHECK(outcome.status == 1);
  CHECK(outcome.out.find("too large") == std::string::npos);
  CHECK(outcome.out.find("`again`") != std::string::npos);
  CHECK(outcome.out.find("last.price") != std::string::npos);
}

#ifndef __SANITIZE_ADDRESS__  // which keeps what is freed
TEST_CASE("limits: a dump is in memory once") {
  if (std::string(project::python).empty()) end_for_want("Python");
  constexpr std::size_t megabyte = 1024 * 1024;
  std::string dump = "CREATE TABLE t (id int PRIMARY KEY, price money);\nCOPY t FROM stdin;\n";
  while (dump.size() < 100 * megabyte) dump += "12345\t1.00 and: it's \\N\t\\N {{x}} text\n";
  const TemporaryFolder folder;
  folder.write("dump.sql", dump + "\\.\n\nSELECT 1;\n");
  const Outcome outcome =
      run_shell("'" + std::string(project::python) +
                    "' -c 'import resource, subprocess, sys; subprocess.run(sys.argv[1:]); "
                    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' "
                    "pglint --isolated --format concise dump.sql",
                folder.path());
  CHECK(outcome.out.find("t.price") != std::string::npos);
  const std::string peak = outcome.out.substr(outcome.out.rfind('\n', outcome.out.size() - 2) + 1);
  CHECK(std::stoul(peak) * 1024 < 140 * megabyte);
}
#endif

TEST_CASE("limits: inheritance along many paths is not followed along each") {
  std::string sql =
      "CREATE TABLE a0 (id int PRIMARY KEY, v int); CREATE TABLE b0 () INHERITS (a0);\n";
  for (int number = 1; number < 60; ++number) {
    sql += fmt::format(
        "CREATE TABLE a{0} () INHERITS (a{1}, b{1}); CREATE TABLE b{0} () INHERITS (a{1}, b{1});\n",
        number, number - 1);
  }
  const Outcome outcome = lint(sql +
                               "ALTER TABLE a0 ALTER v TYPE bigint; ALTER TABLE a0 RENAME v TO w;\n"
                               "CREATE TABLE z (id int, v int); ALTER TABLE z INHERIT a59;\n");
  CHECK(outcome.status == 1);
  CHECK(outcome.out.find("last.price") != std::string::npos);
}

TEST_CASE("limits: names that are free again are made up again") {
  const TemporaryFolder folder;
  folder.write(
      "a.sql",
      "CREATE TABLE t (a int); ALTER TABLE t ADD UNIQUE (a); ALTER TABLE t ADD UNIQUE (a);\n"
      "ALTER TABLE t ADD UNIQUE (a); ALTER TABLE t DROP CONSTRAINT t_a_key1;\n"
      "ALTER TABLE t ADD UNIQUE (a); ALTER TABLE t ADD UNIQUE (a);\n");
  const std::string out = run_shell("pglint schema --format json a.sql", folder.path()).out;
  for (const std::string name : {"t_a_key", "t_a_key1", "t_a_key2", "t_a_key3"}) {
    CHECK(out.find("\"" + name + "\"") != std::string::npos);
  }
  CHECK(out.find("t_a_key4") == std::string::npos);
}

}  // namespace
}  // namespace pglint::tests
