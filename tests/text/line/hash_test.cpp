#include "text/line/hash.h"

#include <cstdint>
#include <map>
#include <random>
#include <string>

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

namespace pglint::text {
namespace {

using Hashes = std::vector<std::string>;

std::string repeated(const std::string& text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

TEST_CASE("line hash: equal to GitHub's implementation") {
  CHECK(line_hashes("") == Hashes{"c129715d7a2bc9a3:1"});
  CHECK(line_hashes(" a\nb\n  \t\tc\n d") == Hashes{"271789c17abda88f:1", "54703d4cd895b18:1",
                                                    "180aee12dab6264:1", "a23a3dc5e078b07b:1"});
  CHECK(line_hashes(repeated("Lorem ipsum dolor sit amet.\n", 10))[5] == "a7f2ff13bc495cf2:6");
  CHECK(line_hashes("SELECT 1;\n")[0] == "998f47628db7efd9:1");
  CHECK(line_hashes("\xEF\xBB\xBFSELECT 1;\n")[0] == "ff581c1991fa6548:1");
}

TEST_CASE("line hash: ignores line endings and blanks") {
  const Hashes expected = line_hashes("a b\nc\n\nd");
  CHECK(expected.size() == 4);
  CHECK(line_hashes("a b\r\nc\r\n\r\nd") == expected);
  CHECK(line_hashes("a b\rc\r\rd") == expected);
  CHECK(line_hashes("\tab\n  c \n \nd\t") == expected);
}

/// The definition: for each line, the hash of 100 units from its first one that is not blank.
Hashes by_definition(const std::string& ascii) {
  std::string units;
  std::vector<std::size_t> starts;
  bool starts_line = true;
  for (const char byte : ascii) {
    if (byte == ' ' || byte == '\t') continue;
    if (starts_line) starts.push_back(units.size());
    starts_line = byte == '\n';
    units += byte;
  }
  if (starts_line) starts.push_back(units.size());
  Hashes hashes;
  std::map<std::uint64_t, int> seen;
  for (const std::size_t start : starts) {
    std::uint64_t hash = 0;
    for (std::size_t at = start; at < start + 100; ++at) {
      const std::uint64_t unit = at < units.size()    ? static_cast<unsigned char>(units[at])
                                 : at == units.size() ? 65535
                                                      : 0;
      hash = hash * 37 + unit;
    }
    hashes.push_back(fmt::format("{:x}:{}", hash, ++seen[hash]));
  }
  return hashes;
}

TEST_CASE("line hash: the rolling hash equals the definition") {
  std::mt19937 random(20240229);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    const std::size_t length = random() % 600;
    while (text.size() < length) text += "ab \t\n\n;c"[random() % 8];
    INFO(text);
    CHECK(line_hashes(text) == by_definition(text));
  }
}

TEST_CASE("line hash: of UTF-16 units, not bytes or code points") {
  // U+1F44D is the surrogate pair D83D DC4D.
  std::uint64_t hash = 0;
  for (const std::uint64_t unit : {0xD83DU, 0xDC4DU, 0xE9U, 0xFFFFU}) hash = hash * 37 + unit;
  for (int rest = 4; rest < 100; ++rest) hash *= 37;
  CHECK(line_hashes("👍é")[0] == fmt::format("{:x}:1", hash));
}

}  // namespace
}  // namespace pglint::text
