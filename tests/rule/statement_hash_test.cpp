#include "rule/statement_hash.h"

#include <string_view>

#include <catch2/catch_test_macros.hpp>

#include "parse/tree/arena.h"

namespace pglint {
namespace {

std::uint64_t hash(std::string_view sql) {
  const parse::Arena arena;
  const auto tokens = parse::scan_without_comments(sql, {0, sql.size()}).tokens;
  return statement_hash(parse::TokenView(sql, tokens));
}

TEST_CASE("statement hash: ignores layout, comments and the case of words") {
  CHECK(hash("SELECT a FROM t") == hash("select /* b */ A\n  -- c\n  from T"));
  CHECK(hash("SELECT a FROM t") != hash("SELECT b FROM t"));
  CHECK(hash("SELECT 'a b'") != hash("SELECT 'a  b'"));
  CHECK(hash("SELECT \"a\"") != hash("SELECT \"A\""));
}

TEST_CASE("statement hash: ignores the layout of a body in dollar quotes") {
  CHECK(hash("DO $$BEGIN RETURN; END$$") == hash("DO $x$\nBEGIN -- now\n  RETURN;\nEND $x$"));
  CHECK(hash("DO $$BEGIN RETURN; END$$") != hash("DO $$BEGIN COMMIT; END$$"));
  CHECK(hash("DO $$$$") == hash("DO $a$ $a$"));
  CHECK(hash("SELECT $1") != hash("SELECT $2"));
}

TEST_CASE("statement hash: of code that is not a statement") {
  CHECK(code_hash("CREATE TABLE (;") == code_hash("  CREATE  TABLE (; -- what?"));
  CHECK(code_hash("CREATE TABLE (;") != code_hash("CREATE VIEW (;"));
}

}  // namespace
}  // namespace pglint
