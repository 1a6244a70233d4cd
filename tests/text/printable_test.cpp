#include "text/printable.h"

#include <array>
#include <string>
#include <utility>

#include <catch2/catch_test_macros.hpp>

namespace pglint::text {
namespace {

TEST_CASE("printable: ordinary text is not changed") {
  CHECK(printable("").empty());
  CHECK(printable("schema/a b#1.sql") == "schema/a b#1.sql");
  CHECK(printable("größe 金額 👍🏽 e\u0301") == "größe 金額 👍🏽 e\u0301");
}

TEST_CASE("printable: no terminal control characters") {
  CHECK(printable("\x1b[31m") == "␛[31m");
  CHECK(printable("a\nb\tc\r") == "a␊b␉c␍");
  CHECK(printable(std::string_view("\0\x07\x7f", 3)) == "␀␇␡");
  CHECK(printable("\u009b31m") == "<U+009B>31m");
}

TEST_CASE("printable: one byte is found wherever it is") {
  const std::string plain(19, '~');
  const std::array<std::pair<char, std::string>, 4> bytes = {
      {{'\n', "␊"}, {'\x1f', "␟"}, {'\x7f', "␡"}, {'\xff', "<0xFF>"}}};
  CHECK(printable(plain) == plain);
  for (std::size_t at = 0; at < plain.size(); ++at) {
    for (const auto& [byte, shown] : bytes) {
      std::string text = plain;
      text[at] = byte;
      const std::string wanted = plain.substr(0, at) + shown + plain.substr(at + 1);
      CHECK(printable(text) == wanted);
      make_printable(text);
      CHECK(text == wanted);
    }
  }
}

TEST_CASE("printable: no characters that disguise text") {
  CHECK(printable("a\u202eb") == "a<U+202E>b");
  CHECK(printable("\u2066\u2028\ufeff") == "<U+2066><U+2028><U+FEFF>");
}

TEST_CASE("printable: characters without a width are shown, but for those that scripts need") {
  CHECK(printable("a\u200bb\u00adc\u180ed") == "a<U+200B>b<U+00AD>c<U+180E>d");
  CHECK(printable("\U000e0020\U000e0041\u2060\u3164") == "<U+E0020><U+E0041><U+2060><U+3164>");
  CHECK(printable("👨‍👩‍👧 می‌خواهم ❤️") ==
        "👨‍👩‍👧 می‌خواهم ❤️");
}

TEST_CASE("printable: paths are not commands of a CI service") {
  CHECK(printable_path("a.sql") == "a.sql");
  CHECK(printable_path("::debug::a.sql") == "./::debug::a.sql");
  CHECK(printable_path("##[group]a\n.sql") == "./##<U+005B>group]a␊.sql");
}

TEST_CASE("printable: no commands that a CI service finds anywhere in a line") {
  CHECK(printable("a##[error]b##vso[task.setvariable]c##VSO[d]") ==
        "a##<U+005B>error]b##vso<U+005B>task.setvariable]c##VSO<U+005B>d]");
  CHECK(printable("###[é]") == "###<U+005B>é]");
  CHECK(printable("a # [b] ## [c] a[1]") == "a # [b] ## [c] a[1]");
}

TEST_CASE("printable: bytes that are not UTF-8") {
  CHECK(printable("caf\xE9.sql") == "caf<0xE9>.sql");
  CHECK(printable("\xC3") == "<0xC3>");
}

}  // namespace
}  // namespace pglint::text
