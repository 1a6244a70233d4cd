#include "host/excerpt.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::tests {
namespace {

constexpr std::string_view content = "0123456789abcdef";

TEST_CASE("excerpts: bytes have their original position") {
  host::Excerpt excerpt(content, {.begin = 2, .end = 5});
  excerpt.append(content, {.begin = 5, .end = 6});
  excerpt.append(content, {.begin = 10, .end = 12});
  CHECK(excerpt.text() == "2345ab");
  CHECK(excerpt.in_file({.begin = 0, .end = 4}) == text::Range{.begin = 2, .end = 6});
  CHECK(excerpt.in_file({.begin = 3, .end = 5}) == text::Range{.begin = 5, .end = 11});
  CHECK(excerpt.in_file({.begin = 4, .end = 4}) == text::Range{.begin = 10, .end = 10});
  CHECK(excerpt.in_file({.begin = 6, .end = 6}) == text::Range{.begin = 12, .end = 12});
}

TEST_CASE("excerpts: a decoded character has the range of all its bytes") {
  host::Excerpt excerpt(content, {.begin = 0, .end = 2});
  excerpt.append_decoded("\n", {.begin = 2, .end = 4});
  excerpt.append_decoded("xyz", {.begin = 4, .end = 5});
  excerpt.append(content, {.begin = 5, .end = 7});
  CHECK(excerpt.text() == "01\nxyz56");
  CHECK(excerpt.in_file({.begin = 2, .end = 3}) == text::Range{.begin = 2, .end = 4});
  CHECK(excerpt.in_file({.begin = 4, .end = 5}) == text::Range{.begin = 4, .end = 5});
  CHECK(excerpt.in_file({.begin = 1, .end = 7}) == text::Range{.begin = 1, .end = 6});
}

TEST_CASE("excerpts: parts of parts") {
  host::Excerpt excerpt(content, {.begin = 0, .end = 3});
  excerpt.append_decoded("-", {.begin = 3, .end = 5});
  excerpt.append(content, {.begin = 5, .end = 16});
  const host::Excerpt part = excerpt.part({.begin = 2, .end = 6}).part({.begin = 1, .end = 4});
  CHECK(part.text() == "-56");
  CHECK(part.in_file({.begin = 0, .end = 3}) == text::Range{.begin = 3, .end = 7});
  CHECK(host::Excerpt().in_file({}) == text::Range{});
}

}  // namespace
}  // namespace pglint::tests
