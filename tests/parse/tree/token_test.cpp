#include "parse/tree/token.h"

#include <catch2/catch_test_macros.hpp>

#include "parse/tree/arena.h"

namespace pglint::parse {
namespace {

/// Kind and text of each token, `w:select`.
std::vector<std::string> scanned(const std::string& sql) {
  const Arena arena;
  std::vector<std::string> result;
  for (const Token& token : scan(sql, 0).tokens) {
    static constexpr std::string_view letters = "wqsnpoyc";
    result.push_back(letters[static_cast<std::size_t>(token.kind)] +
                     (":" + sql.substr(token.range.begin, token.range.size())));
  }
  return result;
}

using Texts = std::vector<std::string>;

TEST_CASE("scan: every kind of token with its exact end") {
  CHECK(scanned("select \"a\"\"b\", u&\"d\\0061t\" -- x\n 1.5e3 $1 <> :: ; /* /* */ */ a$1") ==
        Texts{"w:select", "q:\"a\"\"b\"", "y:,", "q:u&\"d\\0061t\"", "c:-- x", "n:1.5e3", "p:$1",
              "o:<>", "o:::", "y:;", "c:/* /* */ */", "w:a$1"});
  CHECK(scanned("'a''b' E'\\'' B'01' x'ff' N'n' $$a$b$$ $é$;$é$ 'a'\n'b' U&'x' UESCAPE '!'") ==
        Texts{"s:'a''b'", "s:E'\\''", "s:B'01'", "s:x'ff'", "w:N", "s:'n'", "s:$$a$b$$",
              "s:$é$;$é$", "s:'a'\n'b'", "s:U&'x'", "w:UESCAPE", "s:'!'"});
}

TEST_CASE("scan: an error keeps the tokens before it and its byte offset") {
  const Arena arena;
  const ScanResult result = scan("é 'x", 100);
  REQUIRE(result.error);
  CHECK(result.error->offset == 103);
  CHECK(result.tokens.size() == 1);
  CHECK(result.tokens[0].range == text::Range{100, 102});
}

TEST_CASE("tokens: lists, brackets and names") {
  const Arena arena;
  const std::string sql = "f(a, (b, c)[1], d) g, \"S\".t.* x";
  const ScanResult result = scan(sql, 0);
  const TokenView view(sql, result.tokens);
  const auto text = [&](std::size_t first, std::size_t end) {
    const text::Range range = view.span(first, end);
    return sql.substr(range.begin, range.size());
  };
  CHECK(text(0, view.item_end(0)) == "f(a, (b, c)[1], d) g");
  CHECK(text(2, view.item_end(2)) == "a");
  const std::size_t second = view.nth_item(2, 1);
  CHECK(text(second, view.item_end(second)) == "(b, c)[1]");
  CHECK(view.nth_item(2, 3) == view.size());
  CHECK(view.text(view.closing(1)) == ")");
  const std::size_t name = view.nth_item(0, 1);
  CHECK(text(name, view.name_end(name)) == "\"S\".t.*");
  CHECK(view.is_word(0, "f"));
  CHECK_FALSE(view.is_word(name, "s"));
  CHECK(view.find_word(0, "d") == view.size());
  CHECK(view.at(1) == 1);
  CHECK(view.at(sql.size()) == view.size());
}

}  // namespace
}  // namespace pglint::parse
