#include "text/line/index.h"

#include <string>
#include <string_view>
#include <tuple>

#include <catch2/catch_test_macros.hpp>

#include "text/line/counter.h"

namespace pglint::text {
namespace {

/// Line, column in code points, column in UTF-16 units.
using Place = std::tuple<std::size_t, std::size_t, std::size_t>;

Place place(const LineIndex& lines, std::size_t offset) {
  const Position at = lines.position(offset);
  return {at.line, at.column, at.utf16_column};
}

TEST_CASE("line index: lines end at LF, CRLF and CR") {
  const LineIndex lines("a\nbc\r\nd\re\n");
  CHECK(lines.line_count() == 5);
  CHECK(lines.line_text(2) == "bc");
  CHECK(lines.line_text(3) == "d");
  CHECK(lines.line_text(4) == "e");
  CHECK(lines.line_text(5).empty());
  CHECK(place(lines, 0) == Place{1, 1, 1});
  CHECK(place(lines, 1) == Place{1, 2, 2});  // a line feed belongs to its line
  CHECK(place(lines, 5) == Place{2, 4, 4});  // the second byte of CRLF too
  CHECK(place(lines, 6) == Place{3, 1, 1});
  CHECK(place(lines, 8) == Place{4, 1, 1});
}

TEST_CASE("line counter: the lines of the index, in any order of places") {
  constexpr std::string_view text = "a\nbc\r\nd\re\n";
  const LineIndex lines(text);
  LineCounter counter;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    CHECK(counter.line_of(text, at) == lines.position(at).line);
  }
  CHECK(counter.line_of(text, 2) == 2);  // back
  CHECK(counter.line_of(text, 99) == 5);
}

TEST_CASE("line index: columns in code points and in UTF-16 units") {
  const LineIndex lines("é👍x");
  CHECK(place(lines, 2) == Place{1, 2, 2});
  CHECK(place(lines, 4) == Place{1, 2, 2});  // inside of the emoji
  CHECK(place(lines, 6) == Place{1, 3, 4});
}

TEST_CASE("line index: the end and beyond") {
  const LineIndex lines("ab\n");
  CHECK(place(lines, 3) == Place{2, 1, 1});
  CHECK(place(lines, 99) == Place{2, 1, 1});
  CHECK(place(LineIndex(""), 0) == Place{1, 1, 1});
  CHECK(LineIndex("").line_count() == 1);
}

TEST_CASE("line index: a byte order mark has no column") {
  const LineIndex lines("\xEF\xBB\xBFx\ny");
  CHECK(place(lines, 0) == Place{1, 1, 1});
  CHECK(place(lines, 3) == Place{1, 1, 1});
  CHECK(place(lines, 4) == Place{1, 2, 2});
  CHECK(place(lines, 5) == Place{2, 1, 1});
  CHECK(lines.line_text(1) == "x");
  CHECK(place(LineIndex("\xEF\xBB\xBF"), 3) == Place{1, 1, 1});
}

TEST_CASE("line index: a long line in any order") {
  std::string text = "x\n";
  for (int count = 0; count < 10'000; ++count) text += "é👍x";
  const LineIndex lines(text);
  for (const std::size_t count : {9'999U, 3U, 5000U, 9'998U, 0U, 2000U, 2001U, 9'999U}) {
    CHECK(place(lines, 2 + 7 * count) == Place{2, 3 * count + 1, 4 * count + 1});
  }
  CHECK(place(lines, 1) == Place{1, 2, 2});
  CHECK(place(lines, 2 + 7 * 7000 + 6) == Place{2, 21'003, 28'004});
}

}  // namespace
}  // namespace pglint::text
