#include "rule/run/file_statements.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace pglint::tests {
namespace {

using locks::Form;

locks::Statement doing(Form form, const std::string& object, const std::string& part = {},
                       const std::string& to = {}, std::size_t transaction = 1) {
  locks::Statement statement;
  statement.transaction_number = transaction;
  statement.operations.push_back({.form = form, .object = {.schema = {}, .name = object}});
  statement.operations.back().part = part;
  statement.operations.back().to = to;
  return statement;
}

TEST_CASE("file statements: what is before and after a statement") {
  const std::vector<locks::Statement> statements = {
      doing(Form::truncate, "t"), doing(Form::drop_table, "u"), doing(Form::truncate, "v")};
  const RunOfFile run({&statements[0], &statements[1], &statements[2]});
  const FileStatements middle = {.run = &run, .position = 1};
  CHECK(middle.has_before(Form::truncate, "t"));
  CHECK_FALSE(middle.has_before(Form::truncate, "v"));
  CHECK_FALSE(middle.has_before(Form::drop_table, "u"));
  CHECK(middle.has_after(Form::truncate, "v"));
  CHECK_FALSE(middle.has_after(Form::truncate, "t"));
  CHECK(middle.after().size() == 1);
}

TEST_CASE("file statements: where a transaction ends") {
  const std::vector<locks::Statement> statements = {
      doing(Form::truncate, "t", {}, {}, 1), doing(Form::truncate, "t", {}, {}, 2),
      doing(Form::truncate, "t", {}, {}, 2), doing(Form::truncate, "t", {}, {}, 3)};
  const RunOfFile run({&statements[0], &statements[1], &statements[2], &statements[3]});
  CHECK(run.end_of_transaction(0) == 1);
  CHECK(run.end_of_transaction(1) == 3);
  CHECK(run.end_of_transaction(2) == 3);
  CHECK(run.end_of_transaction(3) == 4);
  CHECK(FileStatements{.run = &run, .position = 1}.rest_of_transaction().size() == 1);
}

TEST_CASE("file statements: columns and relations that are made") {
  const std::vector<locks::Statement> statements = {
      doing(Form::add_column, "t", "a"),       doing(Form::rename_column, "t", "b", "a"),
      doing(Form::create_view, "v"),           doing(Form::rename_table, "u", {}, "v"),
      doing(Form::rename_table, "v", {}, "v"), doing(Form::create_partition, "t", "p")};
  const RunOfFile run({&statements[0], &statements[1], &statements[2], &statements[3],
                       &statements[4], &statements[5]});
  REQUIRE(run.columns_made("t", "a").size() == 2);
  CHECK(run.columns_made("t", "a").back().first == 1);
  CHECK(run.columns_made("t", "b").empty());
  REQUIRE(run.relations_made("v").size() == 2);
  CHECK(run.relations_made("v").back().first == 3);
  CHECK(run.relations_made("p").size() == 1);
  CHECK(run.relations_made("t").empty());
}

}  // namespace
}  // namespace pglint::tests
