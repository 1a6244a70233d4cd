#include "text/utf8.h"

#include <string>

#include <catch2/catch_test_macros.hpp>

namespace pglint::text {
namespace {

TEST_CASE("utf8: the first invalid byte") {
  CHECK_FALSE(find_invalid_utf8(""));
  CHECK_FALSE(find_invalid_utf8("plain"));
  CHECK_FALSE(find_invalid_utf8("é 金 👍 \xEF\xBF\xBF"));
  CHECK(find_invalid_utf8("abcdefgh\xFF") == 8);
  CHECK(find_invalid_utf8("é\xA9") == 2);
  CHECK(find_invalid_utf8("a\xC3") == 1);             // cut off
  CHECK(find_invalid_utf8("a\xC0\x80") == 1);         // overlong NUL
  CHECK(find_invalid_utf8("\xED\xA0\x80") == 0);      // a surrogate
  CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0);  // beyond U+10FFFF
  for (std::size_t length = 0; length < 40; ++length) {
    CHECK(find_invalid_utf8(std::string(length, 'x') + "\x80") == length);
  }
}

TEST_CASE("utf8: the first code point and its bytes") {
  CHECK(first_code_point("a").value == U'a');
  CHECK(first_code_point("金a").value == U'金');
  CHECK(first_code_point("金a").bytes == 3);
  CHECK(first_code_point("👍").value == U'👍');
  CHECK(first_code_point("\xFFz").bytes == 0);
}

TEST_CASE("utf8: counts of code points, UTF-16 units and cells") {
  CHECK(count_code_points("é金👍") == 3);
  CHECK(count_utf16_units("é金👍") == 4);
  CHECK(display_width("é金👍") == 1 + 2 + 2);
  CHECK(display_width("e\u0301") == 1);  // a combining accent
  CHECK(display_width("\x01") == 0);
  CHECK(display_width("\xFF") == 1);
}

TEST_CASE("utf8: PostgreSQL's positions count code points") {
  CHECK(offset_of_code_point("é金x", 0) == 0);
  CHECK(offset_of_code_point("é金x", 2) == 5);
  CHECK(offset_of_code_point("é金x", 3) == 6);
  CHECK(offset_of_code_point("é金x", 99) == 6);
}

}  // namespace
}  // namespace pglint::text
