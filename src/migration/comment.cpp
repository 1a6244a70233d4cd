#include "migration/comment.h"

#include "migration/words.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::migration {

std::string_view Comment::words() const { return trimmed(text.substr(2)); }

std::optional<Comment> comment_of(std::string_view text, const Piece& piece) {
  if (piece.kind != PieceKind::line_comment || !piece.starts_line) return std::nullopt;
  return Comment{.text = trimmed(text.substr(piece.range.begin, piece.range.size())),
                 .range = piece.range,
                 .line_begin = piece.line_begin,
                 .at_margin = piece.line_begin == piece.range.begin};
}

std::optional<Comment> find_comment(std::string_view text,
                                    bool (*matches)(const Comment& comment)) {
  Lexer lexer(text);
  for (Piece piece = lexer.next(); piece.kind != PieceKind::end; piece = lexer.next()) {
    const auto comment = comment_of(text, piece);
    if (comment && matches(*comment)) return comment;
  }
  return std::nullopt;
}

Head head_of(std::string_view text) {
  Head head = {.text = text};
  each_comment(text, [&](const Comment& comment) { head.comments.push_back(comment); });
  return head;
}

Head possible_head_of(std::string_view text) {
  Head head = {.text = text};
  const std::size_t first = text.starts_with(text::utf8_bom) ? text::utf8_bom.size() : 0;
  std::size_t end = first;
  for (std::size_t at = text.find("--", end); at != std::string_view::npos;
       at = text.find("--", end)) {
    end = text::find_line_end(text, at);
    std::size_t line = at;
    while (line > first && is_blank(text[line - 1]) && !is_line_break(text[line - 1])) --line;
    if (line > first && !is_line_break(text[line - 1])) continue;
    head.comments.push_back({.text = trimmed(text.substr(at, end - at)),
                             .range = {.begin = at, .end = end},
                             .line_begin = line,
                             .at_margin = line == at});
  }
  return head;
}

std::optional<Marker> find_marker(const Head& head, bool (*matches)(const Comment& comment)) {
  for (const Comment& comment : head.comments) {
    if (!matches(comment)) continue;
    return Marker{.text = comment.text, .line = line_number(head.text, comment.line_begin)};
  }
  return std::nullopt;
}

std::size_t line_number(std::string_view text, std::size_t offset) {
  std::size_t line = 1;
  for (std::size_t end = text::find_line_end(text, 0); end < offset;
       end = text::find_line_end(text, end)) {
    end += text.substr(end).starts_with("\r\n") ? 2 : 1;
    if (end <= offset) ++line;
  }
  return line;
}

}  // namespace pglint::migration
