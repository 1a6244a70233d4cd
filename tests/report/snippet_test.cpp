#include "report/snippet.h"

#include <catch2/catch_test_macros.hpp>

#include "text/utf8.h"

namespace pglint::report {
namespace {

/// Line numbers, code and carets as printed, without the frame of the gutter.
std::string shown(std::string_view text, text::Range range) {
  std::string result;
  for (const SnippetLine& line : snippet(text::LineIndex(text), range)) {
    result += std::to_string(line.number) + ":" + line.code + "\n";
    if (!line.marks.empty()) result += "  " + line.marks + "\n";
  }
  return result;
}

TEST_CASE("snippet: carets are under exactly the range") {
  CHECK(shown("SELECT a;", {7, 8}) == "1:SELECT a;\n         ^\n");
  CHECK(shown("SELECT a;\nSELECT bcd;\n", {17, 20}) == "2:SELECT bcd;\n         ^^^\n");
}

TEST_CASE("snippet: an empty range has a caret, also at the end and in an empty text") {
  CHECK(shown("ab", {1, 1}) == "1:ab\n   ^\n");
  CHECK(shown("ab", {2, 2}) == "1:ab\n    ^\n");
  CHECK(shown("ab\n", {3, 3}) == "2:\n  ^\n");
  CHECK(shown("", {0, 0}) == "1:\n  ^\n");
  CHECK(shown("ab\ncd", {2, 3}) == "1:ab\n    ^\n");  // the line feed
}

TEST_CASE("snippet: without the byte order mark") {
  CHECK(shown("\xEF\xBB\xBFx", {3, 4}) == "1:x\n  ^\n");
  CHECK(shown("\xEF\xBB\xBFx", {0, 1}) == "1:x\n  ^\n");
}

TEST_CASE("snippet: tabs are kept, before, in and after the range") {
  CHECK(shown("\ta\tb\tc", {1, 4}) == "1:\ta\tb\tc\n  \t^\t^\n");
}

TEST_CASE("snippet: as many carets as terminal cells") {
  CHECK(shown("é金b", {0, 5}) == "1:é金b\n  ^^^\n");
  CHECK(shown("金é", {3, 5}) == "1:金é\n    ^\n");
  CHECK(shown("e\u0301x", {3, 4}) == "1:e\u0301x\n   ^\n");
  CHECK(shown("a\x1b"
              "b",
              {1, 2}) == "1:a␛b\n   ^\n");
  CHECK(shown("\xFFz", {0, 1}) == "1:<0xFF>z\n  ^^^^^^\n");
}

TEST_CASE("snippet: no command of a CI service, also where the range begins or ends in it") {
  const std::string shows = "a ##<U+005B>b] c\t[d]\n";
  CHECK(shown("a ##[b] c\t[d]", {0, 1}) == "1:" + shows + "  ^\n");
  CHECK(shown("a ##[b] c\t[d]", {4, 5}) == "1:" + shows + "      ^^^^^^^^\n");
  CHECK(shown("a ##[b] c\t[d]", {2, 4}) == "1:" + shows + "    ^^\n");
}

TEST_CASE("snippet: a range over a few lines shows all of them") {
  CHECK(shown("a(\n  b,\n\n  c \n) d", {0, 12}) ==
        "1:a(\n  ^^\n2:  b,\n    ^^\n3:\n4:  c \n    ^\n");
}

TEST_CASE("snippet: a range over many lines shows where it starts and ends") {
  CHECK(shown("a\nb\nc\nd\ne\nf", {0, 9}) == "1:a\n  ^\n2:b\n  ^\n0:…\n5:e\n  ^\n");
}

TEST_CASE("snippet: a long line is truncated around the range") {
  const std::string line = std::string(1000, 'a') + "RANGE" + std::string(100'000, 'b');
  const std::vector<SnippetLine> cut = snippet(text::LineIndex(line), {1000, 1005});
  REQUIRE(cut.size() == 1);
  CHECK(cut[0].code.starts_with("…aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaRANGEbbb"));
  CHECK(cut[0].code.ends_with("bbb…"));
  CHECK(text::display_width(cut[0].code) < 130);
  CHECK(cut[0].marks == std::string(31, ' ') + "^^^^^");
}

TEST_CASE("snippet: a range that is too long is truncated too") {
  const std::string line = std::string(500, 'a') + std::string(100'000, 'b');
  const std::vector<SnippetLine> cut = snippet(text::LineIndex(line), {500, line.size()});
  REQUIRE(cut.size() == 1);
  CHECK(cut[0].marks == std::string(31, ' ') + std::string(90, '^'));
}

TEST_CASE("snippet: truncation never splits a character, and always ends") {
  std::string wide;
  for (int i = 0; i < 1000; ++i) wide += "金";
  const std::vector<SnippetLine> cut = snippet(text::LineIndex(wide), {1500, 1503});
  CHECK_FALSE(text::find_invalid_utf8(cut[0].code));
  CHECK(cut[0].marks == std::string(61, ' ') + "^^");

  std::string combining = "SELECT x";
  for (int i = 0; i < 10'000; ++i) combining += "\u0301";
  CHECK(snippet(text::LineIndex(combining), {7, 8})[0].code.size() < 500);
  const std::string invalid(10'000, '\x80');
  CHECK(snippet(text::LineIndex(invalid), {5000, 5001})[0].code.size() < 1000);
}

TEST_CASE("snippet: a line is cut to the cells that fit") {
  const std::string line = "SELECT " + std::string(100, 'a') + " FROM t";
  const auto in = [&](std::size_t cells, text::Range range) {
    return snippet(text::LineIndex(line), range, cells).front();
  };
  CHECK(in(200, {0, 6}).code == line);
  CHECK(in(40, {0, 6}).code == "SELECT " + std::string(33, 'a') + "…");
  CHECK(in(40, {108, 112}).code == "…" + std::string(9, 'a') + " FROM t");
  CHECK(in(40, {108, 112}).marks == std::string(11, ' ') + "^^^^");
}

TEST_CASE("snippet: tabs take up to eight cells of those that fit") {
  const std::string line = "\t\tprice " + std::string(40, 'a');
  const SnippetLine cut = snippet(text::LineIndex(line), {2, 7}, 40).front();
  CHECK(cut.code == "\t\tprice " + std::string(18, 'a') + "…");
  CHECK(cut.marks == "\t\t^^^^^");
  CHECK(snippet(text::LineIndex(line), {2, 7}, 70).front().code == line);
}

}  // namespace
}  // namespace pglint::report
