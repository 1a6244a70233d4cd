#include "migration/edit.h"

#include <string>
#include <string_view>

#include <catch2/catch_test_macros.hpp>

#include "migration/runner.h"

namespace pglint::migration {
namespace {

/// Where each edited section differs: its id, and the text of `now` from there on.
std::string edits(std::string_view tool, std::string_view before, std::string_view now) {
  FileFacts facts = psql_facts();
  facts.runner = find_runner(tool);
  std::string text;
  for (const EditedSection& edited : edited_sections(before, now, facts)) {
    text += edited.id + "|" + std::string(now.substr(edited.at)) + "|";
  }
  return text;
}

TEST_CASE("edit: the first piece that differs") {
  CHECK(edits("golang-migrate", "SELECT 1; SELECT 2;", "SELECT 1; SELECT 3;") == "|3;|");
  CHECK(edits("golang-migrate", "SELECT 1;", "SELECT 1; SELECT 3;") == "|SELECT 3;|");
  CHECK(edits("golang-migrate", "SELECT 1; SELECT 2;", "SELECT 2;") == "|2;|");
  CHECK(edits("golang-migrate", "SELECT 1; SELECT 2;", "SELECT 1;") == "|1;|");
  CHECK(edits("golang-migrate", "SELECT 'a b'", "SELECT 'a  b'") == "|'a  b'|");
  CHECK(edits("golang-migrate", "SELECT 1;", "") == "||");
}

TEST_CASE("edit: comments, blanks and semicolons are no statements") {
  CHECK(edits("golang-migrate", "SELECT 1", "/* one */ SELECT\n1;; -- one") == "");
}

TEST_CASE("edit: only statements that run with a deployment") {
  constexpr std::string_view before = "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n";
  CHECK(edits("goose", before, "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 3;\n") == "");
  CHECK(edits("goose", before, "-- +goose Up\nSELECT 3;\n") == "|3;\n|");
}

TEST_CASE("edit: changesets of Liquibase are compared with each other") {
  constexpr std::string_view one = "--liquibase formatted sql\n--changeset ana:1\nSELECT 1;\n";
  const std::string two = std::string(one) + "--changeset ana:2\nSELECT 2;\n";
  CHECK(edits("liquibase", one, two) == "");
  CHECK(edits("liquibase", two, one) == "");
  CHECK(edits("liquibase", two, std::string(one) + "--changeset ana:2\nSELECT 3;\n") ==
        "ana:2|3;\n|");
}

}  // namespace
}  // namespace pglint::migration
