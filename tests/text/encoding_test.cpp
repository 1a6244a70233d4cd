#include "text/encoding.h"

#include <catch2/catch_test_macros.hpp>

namespace pglint::text {
namespace {

using namespace std::string_literals;

TEST_CASE("encoding: UTF-16 with a byte order mark is decoded") {
  CHECK(to_utf8("\xFF\xFE"
                "a\0\xE9\0\xAC\x20"s) == "aé€");
  CHECK(to_utf8("\xFE\xFF\0a\0\xE9\x20\xAC"s) == "aé€");
  CHECK(to_utf8("\xFF\xFE\x3D\xD8\x00\xDE"s) == "😀");
  CHECK(to_utf8("\xFF\xFE"s).empty());
}

TEST_CASE("encoding: half a code point is replaced") {
  CHECK(to_utf8("\xFF\xFE\x3D\xD8"
                "a\0"s) == "\uFFFDa");
  CHECK(to_utf8("\xFF\xFE\x00\xDE"s) == "\uFFFD");
  CHECK(to_utf8("\xFF\xFE"
                "a\0b"s) == "a\uFFFD");
}

TEST_CASE("encoding: everything else is not changed") {
  for (const std::string& bytes : {""s, "a"s, "\xEF\xBB\xBF"s, "\xFF"s, "a\0"s}) {
    CHECK(to_utf8(bytes) == bytes);
  }
}

TEST_CASE("encoding: invalid UTF-8 is replaced byte by byte") {
  const auto repaired = repair_utf8("é \x93quoted\x94 \xC3");
  REQUIRE(repaired);
  CHECK(repaired->text == "é _quoted_ _");
  CHECK(repaired->first == 3);
  CHECK(repaired->count == 3);
  CHECK_FALSE(repair_utf8(repaired->text));
}

}  // namespace
}  // namespace pglint::text
