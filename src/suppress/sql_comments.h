// The comments of an SQL file. A comment covers, depending on its position:
//
// - after code: its line;
// - before a statement: that statement;
// - inside a statement: the next clause, up to its comma, semicolon or bracket.
//
// Comments are those of PostgreSQL's scanner, not text in strings, COPY data or psql commands.
// Those in dollar-quoted bodies that were read as SQL or PL/pgSQL count too.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parse/source/lexer.h"
#include "suppress/code_map.h"
#include "suppress/suppression_reader.h"
#include "text/range.h"

namespace pglint {

/// The comments of one file.
class SqlComments {
 public:
  /// `sql` is the file without what psql does not send, but with what only the migration tool
  /// reads; it must outlive this.
  SqlComments(const std::string& sql, CodeMap code);

  /// The comments that contain one of `words`, which are in lower case; in order.
  [[nodiscard]] std::vector<Comment> mentioning(std::span<const std::string_view> words);

  /// The coverage of a comment on its own line that ends at `offset`.
  [[nodiscard]] Coverage covered_from(std::size_t offset);

  /// The begin of the innermost body around `offset`, after its quote; nothing outside of bodies.
  [[nodiscard]] std::optional<std::size_t> body_begin(std::size_t offset) const;

  /// The code and comments around `offset`, from the begin of a line or statement: those of the
  /// statement, or of the text between two.
  [[nodiscard]] std::vector<parse::Lexeme> lexemes_around(std::size_t offset);

 private:
  /// The file, which is number 0, or a body.
  struct Text {
    text::Range range;
    bool is_plpgsql = false;
  };

  [[nodiscard]] std::size_t text_at(std::size_t offset) const;
  [[nodiscard]] const std::vector<text::Range>& statements_of(std::size_t text);
  [[nodiscard]] text::Range piece_at(std::size_t text, std::size_t offset);
  [[nodiscard]] std::optional<text::Range> statement_in(std::size_t text, std::size_t offset);
  void read_piece(std::size_t text, text::Range piece, std::span<const std::string_view> words);
  [[nodiscard]] bool is_behind_code(text::Range piece, std::size_t code_end, std::size_t at) const;
  [[nodiscard]] text::Range line_of(text::Range comment) const;
  [[nodiscard]] text::Range clause_from(text::Range statement, std::size_t offset) const;
  [[nodiscard]] text::Range statement_from(std::size_t text, std::size_t offset);
  [[nodiscard]] text::Range plpgsql_from(std::size_t text, text::Range first);
  [[nodiscard]] std::optional<text::Range> next_code(text::Range range) const;
  [[nodiscard]] bool is_unlinted(std::size_t offset) const;

  const std::string& sql_;
  CodeMap code_;  ///< sorted, outer statements and bodies first
  std::vector<Text> texts_;
  std::map<std::size_t, std::vector<text::Range>>
      statements_;              ///< outermost, by number of the text
  std::size_t first_code_ = 0;  ///< comments before it are at the top of the file
  std::vector<Comment> found_;
  /// What comments from `begin` to `until` cover, all the same: the code after them, or nothing if
  /// the text has no more.
  struct Covered {
    std::size_t text = 0;
    std::size_t begin = 0;
    std::size_t until = 0;
    text::Range range;
  };
  std::optional<Covered> covered_;  ///< the last one
};

}  // namespace pglint
