#include "migration/lexer.h"

#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace pglint::migration {
namespace {

/// The pieces of `text` of a kind.
std::vector<std::string> pieces(std::string_view text, PieceKind kind, std::string delimiter = {}) {
  Lexer lexer(text);
  lexer.set_delimiter(std::move(delimiter));
  std::vector<std::string> found;
  for (Piece piece = lexer.next(); piece.kind != PieceKind::end; piece = lexer.next()) {
    if (piece.kind != kind) continue;
    found.emplace_back(text.substr(piece.range.begin, piece.range.size()));
  }
  return found;
}

using Pieces = std::vector<std::string>;

TEST_CASE("lexer: quotes and bodies are one piece") {
  for (const char* text : {"'a''b;'", "E'\\';'", "\"a;\"\"\"", "$$;$$", "$f$ $$;$$ $f$", "$ä$;$ä$",
                           "'\\'", "/* ; /* ; */ ; */", "-- ;"}) {
    INFO(text);
    CHECK(pieces(text, PieceKind::semicolon).empty());
  }
}

TEST_CASE("lexer: text that only looks like a quote") {
  CHECK(pieces("a$$ ; b$$;", PieceKind::semicolon).size() == 2);
  CHECK(pieces("$1;$2;", PieceKind::semicolon).size() == 2);
  CHECK(pieces("'\\';'", PieceKind::semicolon).size() == 1);
  CHECK(pieces("fe'\\';'", PieceKind::semicolon).size() == 1);
}

TEST_CASE("lexer: unterminated quotes hide nothing") {
  for (const char* text : {"'a;", "\"a;", "$$ a;", "/* a;"}) {
    INFO(text);
    CHECK(pieces(text, PieceKind::semicolon).size() == 1);
  }
}

TEST_CASE("lexer: many unterminated quotes do not take quadratic time") {
  std::string comments;
  std::string bodies;
  for (int count = 0; count < 200'000; ++count) {
    comments += "/*";
    bodies += "$a" + std::to_string(count) + "$";
  }
  CHECK(pieces(comments + ";", PieceKind::semicolon).size() == 1);
  CHECK(pieces(bodies + " ;", PieceKind::semicolon).size() == 1);
}

TEST_CASE("lexer: semicolons in parentheses do not separate statements") {
  CHECK(pieces("(a; b); (;", PieceKind::semicolon).size() == 1);
  CHECK(pieces(") a;", PieceKind::semicolon).size() == 1);
}

TEST_CASE("lexer: delimiters") {
  CHECK(pieces("a // '//' b//", PieceKind::delimiter, "//").size() == 2);
  CHECK(pieces("a GO\nGO\n go \n GO \nGOAL", PieceKind::delimiter, "GO").size() == 2);
  CHECK(pieces("a / b\n/\n", PieceKind::delimiter, "/").size() == 1);
  CHECK(pieces("a $$ 'x' $$", PieceKind::delimiter, "$$").size() == 2);
}

TEST_CASE("lexer: statements are counted up to a limit") {
  CHECK(has_statements("", 0));
  CHECK_FALSE(has_statements(" ;; -- a\n/* b */;", 1));
  CHECK(has_statements("a; 'b'", 2));
  CHECK_FALSE(has_statements("a; 'b'", 3));
}

}  // namespace
}  // namespace pglint::migration
