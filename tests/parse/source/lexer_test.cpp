// Compares the light lexer with PostgreSQL's scanner.
#include "parse/source/lexer.h"

#include <random>

#include <catch2/catch_test_macros.hpp>

#include "parse/tree/arena.h"
#include "parse/tree/pg_nodes.h"
#include "parse/tree/token.h"

namespace pglint::parse {
namespace {

/// Marks the bytes of `range`. Prefixes of strings, such as `E` and `U&`, are marked as words,
/// because one of the lexers may read them so.
void mark(text::Range range, char letter, const std::string& sql, std::string& marks) {
  std::size_t at = range.begin;
  if (letter == 's' || letter == 'q') {
    for (; sql[at] != '\'' && sql[at] != '"' && sql[at] != '$'; ++at) {
      marks[at] = sql[at] == '&' ? '.' : 'w';
    }
  }
  for (; at < range.end; ++at) marks[at] = letter;
}

/// For each byte of `sql` up to an error of PostgreSQL's scanner, what it belongs to: s(tring),
/// q(uoted identifier), c(omment), w(ord) or dot.
struct Marks {
  std::string scanner;
  std::string lexer;
};

Marks marks_of(const std::string& sql) {
  Marks marks = {.scanner = std::string(sql.size(), '.'), .lexer = std::string(sql.size(), '.')};
  const Arena arena;
  const ScanResult scanned = scan(sql, 0);
  for (const Token& token : scanned.tokens) {
    constexpr std::string_view letters = "wqs....c";  // in the order of TokenKind
    mark(token.range, letters[static_cast<std::size_t>(token.kind)], sql, marks.scanner);
  }
  Lexer lexer(sql);
  while (const auto lexeme = lexer.next()) {
    constexpr std::string_view letters = "wqss.c.";  // in the order of LexemeKind
    mark(lexeme->range, letters[static_cast<std::size_t>(lexeme->kind)], sql, marks.lexer);
  }
  const std::size_t end = scanned.error ? scanned.error->offset : sql.size();
  marks.scanner.resize(end);
  marks.lexer.resize(end);
  return marks;
}

const std::vector<std::string>& traps() {
  static const std::vector<std::string> list = {
      // dollar quotes
      "$tag$ ; ' $tag$", "$größe$ ; $größe$", "$f$ a $s$ ' $s$ b $f$", "$$$$", "$$;$$", "$1$$;'$$",
      "$a$ x$a$", "$a$ $b$a$", "foo$tag$ bar", "a$1", "$$a$$b$$c$$ d", "$1", "$_1$ ' $_1$",
      "$é$é$é$", "1$$ ' $$", "a.b$$ c",
      // strings
      "'a''b'", "'\\'", "E'It\\'s'", "e'\\\\'", "E'a''\\'b'", "fooE 'x'", "$$a$$E'\\''",
      "U&'d\\0061t'", "U&\"d!0061t\" UESCAPE '!'", "B'01'", "X'ff'", "N'\\'", "b''", "''", "''''",
      "'a'\n'b'", "'a' -- it's\n 'b'", "E'a'\n'b\\'c'", "E'a' -- '\n '\\''", "'a'\n\n'b'",
      "'a' 'b'", "'a' /* ' */", "E'\\\n'", "'$$'", "'--'",
      // quoted identifiers
      "\"a\"\"b\"", "\"a'b\"", "\"$$\"", "\"--\"", "\"/*\"", "\"a\\\"",
      // comments
      "/* /* */ */", "/*/ x */", "/**/", "/***/", "/* ' */", "/* $$ */", "/*/*/ */ */", "-- it's\n",
      "-- /*\n", "--\n", "/* -- */", "/* \" */", "-- $$\r", "/* **/",
      // operators
      "+--x\n1", "1 - -1", "a -> 'b'", "->-- '\n", "*/*'*/2", "a @> b", "<>", "1*-1", "x::int",
      "p(a := 1)", "a[1:2]", "a ? 'b'", "#>> '{}'", "@-/*'*/1", "a%s", "5 % s", "a@b", "`a`",
      // words and numbers
      "größe", "_a1", "a1b2", "1.5e3", "1_000", "0x1F", ".5", "1..2", "SELECT", "e", "E", "u", "n",
      "x", ";", "BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END", "DO (SELECT 1; SELECT 2)"};
  return list;
}

/// Works around libpg_query 17, which, unlike any server, ends a string at a comment before its
/// continuation.
constexpr bool scanner_knows_comments_in_strings = PG_VERSION_NUM >= 180000;

TEST_CASE("lexer: tokens end where PostgreSQL's scanner ends them") {
  for (const std::string& trap : traps()) {
    if (!scanner_knows_comments_in_strings && trap.find("' -- ") != std::string::npos) continue;
    INFO(trap);
    const Marks marks = marks_of(trap);
    CHECK(marks.lexer == marks.scanner);
    CHECK(marks.scanner.size() == trap.size());  // the scanner accepts it
  }
}

TEST_CASE("lexer: text before an error of PostgreSQL's scanner is read correctly") {
  for (const std::string sql : {"123$abc", "'x' 123abc 'y'", "1E'x'", "'open", "$a$ open",
                                "/* open", "\"open", "U&'\\zzzz' 'x'"}) {
    INFO(sql);
    const Marks marks = marks_of(sql);
    CHECK(marks.lexer == marks.scanner);
  }
}

TEST_CASE("lexer: difficult tokens in any order") {
  if (!scanner_knows_comments_in_strings) SKIP("libpg_query 17 is wrong about continued strings");
  constexpr std::array<std::string_view, 6> glue = {" ", "\n", "", ";", " a ", "\r\n"};
  std::mt19937 random(20260727);  // NOLINT: the same texts in each run
  const auto below = [&](std::size_t count) { return random() % count; };
  for (int round = 0; round < 3'000; ++round) {
    std::string sql;
    for (std::size_t piece = 0; piece < 2 + below(8); ++piece) {
      sql += traps()[below(traps().size())];
      sql += glue[below(glue.size())];
    }
    const Marks marks = marks_of(sql);
    INFO(sql);
    REQUIRE(marks.lexer == marks.scanner);
  }
}

TEST_CASE("lexer: skipping finds the same quotes as reading every word") {
  for (const std::string& trap : traps()) {
    const std::string sql = "a " + trap + " b 'c'";
    INFO(sql);
    std::vector<text::Range> read;
    std::vector<text::Range> skipped;
    const auto note = [&](const Lexeme& lexeme, std::vector<text::Range>& ranges) {
      const bool quotes = lexeme.kind == LexemeKind::dollar_string ||
                          lexeme.kind == LexemeKind::quoted_identifier ||
                          lexeme.kind == LexemeKind::comment;
      if (quotes) ranges.push_back(lexeme.range);
      // Skipping does not stop at the prefix of a string.
      const std::size_t quote = sql.find('\'', lexeme.range.begin);
      if (lexeme.kind == LexemeKind::string) {
        ranges.push_back({.begin = quote, .end = lexeme.range.end});
      }
    };
    Lexer reader(sql);
    while (const auto lexeme = reader.next()) note(*lexeme, read);
    Lexer skipper(sql);
    while (true) {
      skipper.skip_to(byte_classes.psql);
      const auto lexeme = skipper.next();
      if (!lexeme) break;
      note(*lexeme, skipped);
    }
    CHECK(skipped == read);
  }
}

}  // namespace
}  // namespace pglint::parse
