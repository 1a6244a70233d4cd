// Edits of texts, and the proofs of single texts.
#include "fix/edits.h"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "fix/text_proof.h"
#include "migration/runner.h"

namespace pglint::tests {
namespace {

/// The edit of the first `old` in `content`.
Edit replacing(const std::string& content, const std::string& old, std::string replacement) {
  const std::size_t begin = content.find(old);
  REQUIRE(begin != std::string::npos);
  return {.range = {.begin = begin, .end = begin + old.size()},
          .replacement = std::move(replacement)};
}

/// The flaw of one edit; empty if there is none.
std::string flaw_of(const std::string& before, const std::string& old, std::string replacement) {
  const std::vector<Edit> edits = {replacing(before, old, std::move(replacement))};
  const migration::FileFacts facts = migration::psql_facts();
  const parse::PlaceholderSetting placeholders;
  return fix::find_flaw(
             {.before = before, .edits = edits, .facts = facts, .placeholders = placeholders},
             fix::with_edits(before, edits))
      .value_or("");
}

TEST_CASE("fix: edits that overlap or touch conflict") {
  const auto edit = [](std::size_t begin, std::size_t end) {
    return std::vector<Edit>{{.range = {.begin = begin, .end = end}, .replacement = "x"}};
  };
  CHECK(fix::do_conflict(edit(0, 2), edit(1, 3)));
  CHECK(fix::do_conflict(edit(0, 2), edit(2, 3)));
  CHECK(fix::do_conflict(edit(2, 2), edit(2, 2)));
  CHECK_FALSE(fix::do_conflict(edit(0, 2), edit(3, 4)));
  CHECK(fix::are_apart(edit(0, 2), 2));
  CHECK_FALSE(fix::are_apart(edit(0, 3), 2));
  std::vector<Edit> both = edit(0, 2);
  both.push_back(edit(2, 3).front());
  CHECK_FALSE(fix::are_apart(both, 9));
}

TEST_CASE("fix: bytes keep their places around edits") {
  const std::string before = "ab[cd]ef";
  const std::vector<Edit> edits = {{.range = {.begin = 0, .end = 0}, .replacement = "__"},
                                   {.range = {.begin = 2, .end = 6}, .replacement = "X"}};
  CHECK(fix::with_edits(before, edits) == "__abXef");
  const fix::EditMap map(edits);
  CHECK(map.after(0) == 2);
  CHECK(map.after(6) == 5);
  CHECK(map.is_replaced(3));
  CHECK_FALSE(map.is_replaced(6));
  CHECK(map.is_new(1));
  CHECK(map.is_new(4));
  CHECK_FALSE(map.is_new(5));
}

TEST_CASE("fix: an edit that changes what it replaces and nothing else has no flaw") {
  const std::string sql = "CREATE TABLE t (a varchar(3) -- a\n, b int); SELECT 1 + 2 FROM t;";
  CHECK(flaw_of(sql, "varchar(3)", "text CHECK (length(a) <= 3)").empty());
  CHECK(flaw_of(sql, "varchar(3)", "numeric(12, 2)").empty());
  CHECK(flaw_of(sql, "; SELECT 1 + 2 FROM t", "").empty());
  CHECK(flaw_of("SELECT a FROM t WHERE a NOT IN (1, NULL)", ", NULL", "").empty());
}

TEST_CASE("fix: wrong edits are caught") {
  const std::string sql = "CREATE TABLE t (a varchar(3) -- a\n, b int); SELECT 1 + 2 FROM t;";
  CHECK_FALSE(flaw_of(sql, "varchar(3)", "text CHECK (").empty());             // syntax
  CHECK_FALSE(flaw_of(sql, "varchar(3)", "text, c int); SELECT (1").empty());  // a statement
  CHECK_FALSE(flaw_of(sql, "varchar(3) -- a\n", "text").empty());              // a comment is lost
  CHECK_FALSE(flaw_of(sql, "varchar(3)", "text --").empty());                  // and one is made
  CHECK_FALSE(flaw_of(sql, "varchar(3) -- a\n, b", "text").empty());           // and a column
  CHECK_FALSE(flaw_of(sql, "varchar(3)", "text, b2 int /*").empty());
  CHECK_FALSE(flaw_of("SELECT 1 + 2 * 3", "*", "AND 2 =").empty());       // another tree
  CHECK_FALSE(flaw_of("SELECT 'a' || b, c FROM t", "'a'", "'").empty());  // an open quote
}

}  // namespace
}  // namespace pglint::tests
