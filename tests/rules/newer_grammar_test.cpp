// Rules about syntax that libpg_query 17 does not parse, so that fixtures cannot use it.
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "lint/linter.h"
#include "parse/tree/pg_nodes.h"

namespace pglint::tests {
namespace {

std::size_t findings_of(const std::string& id, const std::string& sql) {
  const Settings settings{.rules = {find_rule(id)}};
  return lint("new.sql", sql, settings, DispatchTable(settings)).findings.size();
}

TEST_CASE("rules: a foreign key that is not enforced has no effect on DELETE") {
  if (PG_VERSION_NUM < 180000) SKIP("libpg_query 17 does not know NOT ENFORCED");
  const std::string table =
      "CREATE TABLE parent (id bigint PRIMARY KEY);"
      "CREATE TABLE child (id bigint PRIMARY KEY, parent_id bigint NOT NULL,"
      " FOREIGN KEY (parent_id) REFERENCES parent ON DELETE SET NULL";
  CHECK(findings_of("set-null-on-not-null", table + ");") == 1);
  CHECK(findings_of("set-null-on-not-null", table + " NOT ENFORCED);") == 0);
}

TEST_CASE("rules: a temporal key that begins with the columns covers a foreign key") {
  if (PG_VERSION_NUM < 180000) SKIP("libpg_query 17 does not know WITHOUT OVERLAPS");
  const std::string tables =
      "CREATE TABLE rooms (id bigint PRIMARY KEY, label text, beds int, floor int, wing text);"
      "CREATE TABLE rates (room_id bigint NOT NULL REFERENCES rooms ON DELETE CASCADE,"
      " valid daterange NOT NULL";
  CHECK(findings_of("unindexed-foreign-key", tables + ");") == 1);
  CHECK(findings_of("unindexed-foreign-key",
                    tables + ", PRIMARY KEY (room_id, valid WITHOUT OVERLAPS));") == 0);
}

}  // namespace
}  // namespace pglint::tests
