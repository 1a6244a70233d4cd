// The markers of each runner, and text that only looks like one. Complete files are in
// fixtures/migrations.
#include <catch2/catch_test_macros.hpp>

#include "tests/migration/described.h"

namespace pglint::migration {
namespace {

Lines read(std::string_view runner, std::string_view text) {
  return described(text, facts_for(runner));
}

TEST_CASE("goose: text that resembles a Down marker does not end a section") {
  CHECK(read("goose",
             "-- +goose Up\n"
             "-- Down the road\n"
             "-- +goose Download\n"
             "-- +goose Down the road\n"
             " -- +goose Down\n"
             "SELECT 1; -- +goose Down\n"
             "SELECT '\n-- +goose Down\n';\n"
             "SELECT $$\n-- +goose Down\n$$;\n"
             "/*\n-- +goose Down\n*/\n"
             "SELECT 2;\n")
            .size() == 1);
}

TEST_CASE("goose: markers in any case, with blanks after the hyphens, with any line ending") {
  const Lines expected = {"up in transaction: ; A;", "down in transaction: ; B;"};
  CHECK(read("goose", "-- +goose Up\nA;\n-- +goose Down\nB;\n") == expected);
  CHECK(read("goose", "-- +goose UP\nA;\n--   +goose   down  \nB;\n") == expected);
  CHECK(read("goose", "-- +goose Up\r\nA;\r\n-- +goose Down\r\nB;\r\n") == expected);
  CHECK(read("goose", "-- +goose Up\rA;\r-- +goose Down\rB;\r") == expected);
  CHECK(read("goose", "\xEF\xBB\xBF-- +goose Up\nA;\n-- +goose Down\nB;").size() == 2);
}

TEST_CASE("goose: an unterminated quote does not hide markers") {
  CHECK(read("goose", "-- +goose Up\nSELECT 'a;\n-- +goose Down\nSELECT 1;\n").size() == 2);
}

TEST_CASE("goose: a file without a transaction, with a block sent as one string") {
  const std::string_view text =
      "-- +goose NO TRANSACTION\n-- +goose Up\n-- +goose StatementBegin\nA; B\n"
      "-- +goose StatementEnd\n-- +goose StatementBegin\nC;\n-- +goose StatementEnd\n";
  CHECK(read("goose", text) ==
        Lines{"up: -- +goose NO TRANSACTION ; -- +goose StatementBegin A; B ; "
              "-- +goose StatementBegin C; ;"});
  const Script script = read_script(text, facts_for("goose"));
  REQUIRE(script.sections[0].joined.size() == 1);
  CHECK(script.sections[0].joined[0].contains(text.find("A; B")));
  CHECK_FALSE(script.sections[0].joined[0].contains(text.find("C;")));
}

TEST_CASE("goose: text before the first marker is read too") {
  CHECK(read("goose", "A;\n-- +goose Up\nB;\n") ==
        Lines{"up in transaction: A;", "up in transaction: ; B;"});
}

TEST_CASE("dbmate: several pairs, options, exact markers") {
  CHECK(read("dbmate",
             "-- migrate:up\nA\n-- migrate:down\nB\n--migrate:up transaction:false\nC\n"
             "-- migrate:down transaction:true\nD\n") ==
        Lines{"up in transaction: ; A", "down in transaction: ; B", "up: ; C",
              "down in transaction: ; D"});
  CHECK(read("dbmate", "-- migrate:up\n-- migrate:downwards\n-- MIGRATE:DOWN\n -- migrate:down\nA")
            .size() == 1);
}

TEST_CASE("dbmate: a section without a transaction is sent as one string") {
  CHECK(read("dbmate", "-- migrate:up transaction:false\nA; B;\n") ==
        Lines{"up in transaction: ; A; B;"});
}

TEST_CASE("sqlx: the marker must be the first text of the file") {
  CHECK(read("sqlx", "-- no-transaction\nA;") == Lines{"up: -- no-transaction A;"});
  CHECK(read("sqlx", "\n-- no-transaction\nA;") ==
        Lines{"up in transaction: -- no-transaction A;"});
  CHECK(read("sqlx", "--no-transaction\nA;") == Lines{"up in transaction: --no-transaction A;"});
  CHECK(read("sqlx", "-- no-transaction\nA; B;") ==
        Lines{"up in transaction: -- no-transaction A; B;"});
}

TEST_CASE("one string: statements are counted, not semicolons") {
  CHECK(read("prisma", "A;;\n-- ;\n/* ; */;") == Lines{"up: A;; -- ; /* ; */;"});
  CHECK(read("prisma", "A (x; y) ';' \";\" $$;$$").front().starts_with("up:"));
  CHECK(read("prisma", "A; B").front().starts_with("up in transaction:"));
  CHECK(read("prisma", "").front() == "up:");
}

TEST_CASE("prisma: with CREATE INDEX CONCURRENTLY, the transaction depends on the version") {
  const auto state = [](std::string_view text) {
    return read_script(text, facts_for("prisma")).sections[0].transaction.state;
  };
  CHECK(state("CREATE INDEX CONCURRENTLY i ON t (a); A;") == InTransaction::unknown);
  CHECK(state("CREATE INDEX CONCURRENTLY i ON t (a);") == InTransaction::no);
  CHECK(state("SELECT 'concurrently'; -- concurrently\nA;") == InTransaction::yes);
}

TEST_CASE("node-pg-migrate: the first marker of each direction, else the whole file") {
  CHECK(read("node-pg-migrate", "A;\n-- Down Migration\nB;\n") ==
        Lines{"up in transaction: A; -- Down Migration B;"});
  CHECK(read("node-pg-migrate",
             "---up  migration\nA\n  -- DOWN MIGRATION of a\nB\n-- up migration\n") ==
        Lines{"up in transaction: ; A", "down in transaction: ; B -- up migration"});
  CHECK(read("node-pg-migrate", "-- Uphill migration\nA;").size() == 1);
}

TEST_CASE("sql-migrate: markers are compared byte for byte") {
  CHECK(read("sql-migrate", "-- +migrate Up notransaction\nA;\n-- +migrate Down\nB;\n") ==
        Lines{"up: ; A;", "down in transaction: ; B;"});
  CHECK(read("sql-migrate", "-- +migrate Up\n-- +migrate down\n--+migrate Down\nA;").size() == 1);
}

TEST_CASE("graphile-migrate: the transaction is disabled before the first statement") {
  CHECK(read("graphile-migrate", "--! Message: x\n\n--! no-transaction\nA;")
            .front()
            .starts_with("up:"));
  CHECK(read("graphile-migrate", "A;\n--! no-transaction\n")
            .front()
            .starts_with("up in transaction:"));
}

TEST_CASE("tern: the divider is the whole line") {
  CHECK(read("tern", "A\n---- create above / drop below ----\nB") ==
        Lines{"up in transaction: A", "down in transaction: ; B"});
  CHECK(read("tern", "A\n---- create above / drop below\nB").size() == 1);
}

TEST_CASE("drizzle: a breakpoint ends a statement anywhere") {
  CHECK(read("drizzle", "A--> statement-breakpoint\nB;\n--> statement-breakpoint\nC") ==
        Lines{"up in transaction: A; B; ; C"});
}

TEST_CASE("atlas: delimiters become semicolons of the same length") {
  CHECK(read("atlas", "-- atlas:delimiter GO\n\nA\nGO\nGOAL GO x\nGO\n") ==
        Lines{"up in transaction: -- atlas:delimiter GO A ; GOAL GO x ;"});
  CHECK(read("atlas", "-- atlas:delimiter \\n\\n\n\nA -- x\n\nB\n") ==
        Lines{"up in transaction: -- atlas:delimiter \\n\\n ;A -- x ;B"});
  CHECK(read("atlas", "-- atlas:delimiter //\n\nA '//' //\nB//") ==
        Lines{"up in transaction: -- atlas:delimiter // A '//' ; B;"});
  CHECK(read("atlas", "A;\n-- atlas:txmode none\nB;").front().starts_with("up in transaction"));
}

TEST_CASE("flyway: statements that cannot run in a transaction run without one") {
  CHECK(read("flyway", "A;\ncreate UNIQUE index Concurrently i ON t (a);")
            .front()
            .starts_with("up:"));
  CHECK(read("flyway", "SELECT 'vacuum'; CREATE INDEX i ON t (a);")
            .front()
            .starts_with("up in transaction"));
}

TEST_CASE("liquibase: changesets, their attributes, rollbacks in comments") {
  CHECK(read("liquibase",
             "--liquibase formatted sql\n--changeset a:1 runInTransaction:false\nA\n--rollback B\n"
             "  -- CHANGESET \"x y\":2\nC;\n--rollback not required\n") ==
        Lines{"up a:1: --liquibase formatted sql ; A", "down a:1: ; B",
              "up \"x y\":2 in transaction: ; C; --rollback not required"});
}

TEST_CASE("liquibase: a rollback over several lines, followed by SQL") {
  CHECK(read("liquibase", "--changeset a:1\nA;\n--rollback B\n--rollback C\nD;\n") ==
        Lines{"up a:1 in transaction: ; A;", "down a:1 in transaction: ; B C;",
              "up a:1 in transaction: D;"});
  CHECK(read("liquibase", "--changeset a:1\nA;\n/* liquibase rollback\nB */\n") ==
        Lines{"up a:1 in transaction: ; A;", "down a:1 in transaction: ; B ;"});
}

TEST_CASE("liquibase: markers in bodies and delimiters in strings do not count") {
  CHECK(read("liquibase", "--changeset a:1\nA $$\n--changeset b:2\n$$;\n").size() == 1);
  CHECK(read("liquibase", "--changeset a:1 endDelimiter:$$\nA 'x$$' $$\nB;$$\n") ==
        Lines{"up a:1 in transaction: ; A 'x$$' ; B;;"});
  CHECK(
      read("liquibase", "--changeset a:1 endDelimiter:\\nGO\nA go\nGO\nB\n--changeset a:2\nGO\n") ==
      Lines{"up a:1 in transaction: ; A go ; B", "up a:2 in transaction: ; GO"});
}

TEST_CASE("liquibase: strings between delimiters") {
  const std::string_view text =
      "--changeset a:1 endDelimiter:/ runInTransaction:false\nA; B\n/\nC\n/\n";
  const Script script = read_script(text, facts_for("liquibase"));
  REQUIRE(script.sections[0].joined.size() == 1);
  CHECK(script.sections[0].joined[0].contains(text.find("B\n")));
}

TEST_CASE("liquibase: changesets for other databases are blanked") {
  CHECK(read("liquibase",
             "--changeset a:1 dbms:mysql,h2\n`A`\n--rollback B\n--changeset a:2 dbms:"
             "postgresql\nC\n--changeset a:3 dbms:!postgresql\nD") ==
        Lines{"unused a:1:", "up a:2 in transaction: ; C", "unused a:3:"});
  CHECK(read("liquibase", "--changeset a:1\nA;\n--ignoreLines:1\n'x\nB;\n") ==
        Lines{"up a:1 in transaction: ; A;", "unused a:1:", "up a:1 in transaction: B;"});
}

TEST_CASE("alembic: one section per direction") {
  CHECK(read("alembic",
             "BEGIN;\n-- Running upgrade  -> a\nA;\n-- Running upgrade a -> b\nB;\n"
             "-- Running downgrade b -> a\nC;\n") ==
        Lines{"up: BEGIN; -- Running upgrade -> a A; -- Running upgrade a -> b B;",
              "down: -- Running downgrade b -> a C;"});
}

TEST_CASE("a file for another database is blanked") {
  CHECK(described("A `b`\n", facts_for("popx", "/m/1_a.mysql.up.sql")) == Lines{"unused:"});
}

}  // namespace
}  // namespace pglint::migration
