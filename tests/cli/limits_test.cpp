// Limits of what a run follows, copies and keeps: beyond them it says so and reports the rest.
#include <string>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace pglint::tests {
namespace {

/// The report about `sql`, which ends with a table that has a finding.
Outcome lint(const std::string& sql) {
  const TemporaryFolder folder;
  folder.write("a.sql", sql + "CREATE TABLE last (id int PRIMARY KEY, price money);\n");
  return run_shell("timeout 100 pglint --isolated --format concise a.sql", folder.path());
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
  const Outcome outcome = lint(sql + "ROLLBACK TO s500; COMMIT;\n");
  CHECK(is_limited(outcome));
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
