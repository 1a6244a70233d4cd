#include "migration/transaction.h"

#include <catch2/catch_test_macros.hpp>

#include "lint/linter.h"
#include "rule/builtin_rules.h"
#include "rule/context.h"

namespace pglint {
namespace {

using Lines = std::vector<std::string>;

/// For each SELECT, whether it runs in a transaction, and the reason.
void check_select(const SelectStmt& select, Context& context) {
  if (context.parent() != nullptr) return;
  const migration::Transaction transaction = context.transaction();
  context.report({.at = context.here(select),
                  .message = std::string(name_of(transaction.state)) + ": " + transaction.why});
}

constexpr Rule select_rule = {.id = "select", .checks = {on<check_select>}};

struct Options {
  std::string_view runner = "psql";
  bool lint_down = false;
};

Lines transactions(const std::string& sql, Options options = {}) {
  Settings settings;
  settings.rules = {&select_rule};
  settings.lint_down = options.lint_down;
  const migration::FileFacts facts = {.runner = migration::find_runner(options.runner)};
  Lines lines;
  for (const Finding& finding :
       lint("a.sql", sql, settings, DispatchTable(settings), facts).findings) {
    lines.push_back(finding.message);
  }
  return lines;
}

const std::string alone = "no: psql runs each statement in its own transaction";
const std::string goose =
    "yes: goose runs a file in one transaction without `-- +goose NO TRANSACTION`";

TEST_CASE("transaction: psql commits every statement outside of BEGIN and COMMIT") {
  CHECK(transactions("SELECT 1; BEGIN; SELECT 2; COMMIT; SELECT 3;") ==
        Lines{alone, "yes: `BEGIN` on line 1 begins one",
              "no: `COMMIT` on line 1 ends the transaction"});
  CHECK(transactions("\nstart transaction isolation level serializable;\nSELECT 1;\nrollback;\n"
                     "SELECT 2;") == Lines{"yes: `start TRANSACTION` on line 2 begins one",
                                           "no: `rollback` on line 4 ends the transaction"});
}

TEST_CASE("transaction: savepoints and other prepared transactions change nothing") {
  CHECK(transactions("BEGIN; SAVEPOINT a; SELECT 1; ROLLBACK TO a; SELECT 2; RELEASE a;"
                     "COMMIT PREPARED 'x'; SELECT 3;") ==
        Lines(3, "yes: `BEGIN` on line 1 begins one"));
}

TEST_CASE("transaction: BEGIN in a transaction changes nothing, AND CHAIN continues it") {
  CHECK(transactions("BEGIN;\nBEGIN;\nSELECT 1;\nCOMMIT AND CHAIN;\nSELECT 2;") ==
        Lines{"yes: `BEGIN` on line 1 begins one", "yes: `COMMIT` on line 4 begins one"});
  CHECK(transactions("BEGIN; PREPARE TRANSACTION 'x'; SELECT 1;") ==
        Lines{"no: `PREPARE` on line 1 ends the transaction"});
}

TEST_CASE("transaction: the file's own COMMIT ends the runner's transaction") {
  CHECK(transactions("-- +goose Up\nSELECT 1;\nCOMMIT;\nSELECT 2;\n-- +goose Down\nSELECT 3;",
                     {.runner = "goose", .lint_down = true}) ==
        Lines{goose, "no: `COMMIT` on line 3 ends the transaction", goose});
}

TEST_CASE("transaction: a string of several statements is one, with or without COMMIT") {
  const std::string joined =
      "yes: the statement is sent as one string with others, and PostgreSQL runs the statements of "
      "a string in one transaction";
  const Lines lines = transactions("SELECT 1; COMMIT; SELECT 2;", {.runner = "prisma"});
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].starts_with("yes: Prisma sends a file as one string"));
  CHECK(lines[1] == joined);
  CHECK(transactions("-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n-- +goose StatementBegin\n"
                     "SELECT 2; SELECT 3;\n-- +goose StatementEnd\n",
                     {.runner = "goose"}) ==
        Lines{"no: `-- +goose NO TRANSACTION` on line 1 turns goose's transaction off", joined,
              joined});
}

TEST_CASE("transaction: unknown after a syntax error, until the file begins or ends one") {
  CHECK(transactions("SELECT 1;\nBEGN;\nSELECT 2;\nCOMMIT;\nSELECT 3;").back() ==
        "no: `COMMIT` on line 4 ends the transaction");
  CHECK(transactions("BEGN;\nSELECT 2;") ==
        Lines{"unknown: line 1 does not parse and may begin or end one"});
}

TEST_CASE("transaction: psql's branches and includes") {
  CHECK(transactions("\\if :x\nBEGIN;\nSELECT 1;\n\\else\nSELECT 2;\n\\endif\nSELECT 3;") ==
        Lines{"yes: `BEGIN` on line 2 begins one", alone,
              "unknown: `\\endif` on line 6 may begin or end one"});
  CHECK(transactions("\\if :x\nSELECT 1;\n\\endif\nSELECT 2;") == Lines{alone, alone});
  CHECK(transactions("\\i other.sql\nSELECT 1;") ==
        Lines{"unknown: `\\i` on line 1 may begin or end one"});
  CHECK(transactions("\\set AUTOCOMMIT off\nSELECT 1;") ==
        Lines{"unknown: `\\set` on line 1 may begin or end one"});
  CHECK(transactions("BEGIN;\n\\c other\nSELECT 1;") == Lines{alone});
  CHECK(transactions("\\echo \\i \\if\nSELECT '\\i';") == Lines{alone});
}

TEST_CASE("lint: down migrations are parsed, but linted only with --lint-down") {
  const std::string sql = "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\nSELEC 3;\n";
  CHECK(transactions(sql, {.runner = "dbmate"}).size() == 1);
  CHECK(transactions(sql, {.runner = "dbmate", .lint_down = true}).size() == 2);
  Settings settings;
  settings.rules = {&syntax_error};
  const auto result = lint("a.sql", sql, settings, DispatchTable(settings),
                           {.runner = migration::find_runner("dbmate")});
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings[0].range.begin == sql.find("SELEC 3"));
}

}  // namespace
}  // namespace pglint
