#include "text/line/set.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::text {
namespace {

TEST_CASE("line set: a span touches lines that it shares") {
  LineSet set;
  CHECK(set.empty());
  for (const std::size_t line : {3U, 4U, 5U, 9U}) set.add(line);
  CHECK_FALSE(set.empty());
  CHECK_FALSE(set.touches({1, 2}));
  CHECK(set.touches({1, 3}));
  CHECK(set.touches({4, 4}));
  CHECK(set.touches({5, 8}));
  CHECK_FALSE(set.touches({6, 8}));
  CHECK(set.touches({6, 20}));
  CHECK_FALSE(set.touches({10, 20}));
}

TEST_CASE("line set: a gap is touched by a span on both sides") {
  LineSet set;
  set.add_gap(4);
  CHECK_FALSE(set.empty());
  CHECK_FALSE(set.touches({1, 4}));
  CHECK_FALSE(set.touches({5, 9}));
  CHECK(set.touches({4, 5}));
  CHECK(set.touches({1, 9}));
}

TEST_CASE("line set: everything") {
  CHECK(LineSet::everything().touches({1'000'000, 1'000'000}));
  CHECK(LineSet::everything().is_everything());
  CHECK_FALSE(LineSet::everything().empty());
}

/// The lines of a byte range, as `first-last`.
std::string lines(std::string_view text, Range range) {
  const LineSpan span = PatchLines(text).span(range);
  return std::to_string(span.first) + "-" + std::to_string(span.last);
}

TEST_CASE("patch lines: end only at LF; the end of the file is in its last line") {
  const std::string_view text = "a\nb\rb\r\nc\n";
  CHECK(lines(text, {0, 1}) == "1-1");
  CHECK(lines(text, {0, 2}) == "1-1");
  CHECK(lines(text, {0, 3}) == "1-2");
  CHECK(lines(text, {2, 5}) == "2-2");
  CHECK(lines(text, {7, 7}) == "3-3");
  CHECK(lines(text, {text.size(), text.size()}) == "3-3");
  CHECK(lines("a\nb", {3, 3}) == "2-2");
  CHECK(lines("", {0, 0}) == "1-1");
}

}  // namespace
}  // namespace pglint::text
