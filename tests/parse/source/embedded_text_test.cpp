#include "parse/source/embedded_text.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::parse {
namespace {

/// The written text of `count` bytes of the value at `wanted`.
std::string written(const std::string& outer, const std::string& wanted) {
  const auto text = read_literal(outer, {.begin = 0, .end = outer.size()});
  if (!text) return "no literal";
  const std::size_t at = text->text().find(wanted);
  if (at == std::string::npos) return "not in " + text->text();
  const text::Range range = text->written({.begin = at, .end = at + wanted.size()});
  return outer.substr(range.begin, range.size());
}

std::string value(const std::string& outer) {
  const auto text = read_literal(outer, {.begin = 0, .end = outer.size()});
  return text ? text->text() : "no literal";
}

TEST_CASE("embedded text: the value of every kind of literal") {
  CHECK(value("''") == "");
  CHECK(value("'a''b'") == "a'b");
  CHECK(value("'a\\b'") == "a\\b");
  CHECK(value("N'a'") == "a");
  CHECK(value("$$a''b$$") == "a''b");
  CHECK(value("$$$$") == "");
  CHECK(value("$é$a$$b$é$") == "a$$b");
  CHECK(value("E'\\b\\f\\n\\r\\t\\v\\\\\\'\\\"\\q'") == "\b\f\n\r\t\v\\'\"q");
  CHECK(value("e'\\101\\x42\\x4\\7z'") == "AB\x04\az");
  CHECK(value("E'\\u00e9\\U0001F600'") == "é😀");
  CHECK(value("U&'d\\0061t\\+000061\\\\'") == "data\\");
  CHECK(value("'a'  \n 'b'") == "ab");
  CHECK(value("'a' -- comment ' \n 'b'\n'c'") == "abc");
}

TEST_CASE("embedded text: broken literals, and text that is not a literal") {
  for (const std::string outer :
       {"", "a", "B'1'", "X'ff'", "'", "'a", "E'\\", "E'\\'", "E'\\u12'", "E'\\ud800'", "U&'\\12'",
        "$a$b", "$a$b$", "$", "$$", "$a$", "'a' b"}) {
    INFO(outer);
    CHECK_FALSE(read_literal(outer, {.begin = 0, .end = outer.size()}));
  }
}

TEST_CASE("embedded text: ranges in the literal include whole escapes") {
  CHECK(written("'abc'", "b") == "b");
  CHECK(written("'abc'", "abc") == "abc");
  CHECK(written("'a''b'", "'") == "''");
  CHECK(written("'a''b'", "a'") == "a''");
  CHECK(written("'a''b'", "'b") == "''b");
  CHECK(written("'a''''b'", "''b") == "''''b");
  CHECK(written("E'\\u00e9x'", "x") == "x");
  CHECK(written("E'\\u00e9x'", "é") == "\\u00e9");
  CHECK(written("E'a\\nb'", "\nb") == "\\nb");
  CHECK(written("$t$abc$t$", "bc") == "bc");
  CHECK(written("'ab'\n'cd'", "bc") == "b'\n'c");
  CHECK(written("'ab'\n'cd'", "ab") == "ab");
  CHECK(written("'ab'\n'cd'", "cd") == "cd");
}

TEST_CASE("embedded text: empty ranges, also at the end and in an empty literal") {
  const std::string outer = "SELECT 'a''b'";
  const auto text = read_literal(outer, {.begin = 7, .end = outer.size()});
  REQUIRE(text);
  CHECK(text->written({.begin = 0, .end = 0}) == text::Range{.begin = 8, .end = 8});
  CHECK(text->written({.begin = 1, .end = 1}) == text::Range{.begin = 9, .end = 9});
  CHECK(text->written({.begin = 2, .end = 2}) == text::Range{.begin = 11, .end = 11});
  CHECK(text->written({.begin = 3, .end = 3}) == text::Range{.begin = 12, .end = 12});
  const auto empty = read_literal("''", {.begin = 0, .end = 2});
  REQUIRE(empty);
  CHECK(empty->written({.begin = 0, .end = 0}) == text::Range{.begin = 1, .end = 1});
}

}  // namespace
}  // namespace pglint::parse
