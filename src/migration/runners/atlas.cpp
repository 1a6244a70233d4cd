// Atlas reads directives in the comments at the top of a file, which may set a delimiter.
#include <fmt/format.h>

#include "migration/comment.h"
#include "migration/runners.h"
#include "migration/script_writer.h"
#include "migration/words.h"

namespace pglint::migration::runners::atlas {
namespace {

/// `txmode none` of `-- atlas:txmode none`; empty for any other comment.
std::string_view directive(const Comment& comment) {
  constexpr std::string_view name = "-- atlas:";
  if (!comment.at_margin || !comment.text.starts_with(name)) return {};
  return comment.text.substr(name.size());
}

bool is_directive(const Comment& comment) { return !directive(comment).empty(); }

/// The directives at the top of a file.
struct Header {
  std::string_view transaction_mode;
  std::size_t transaction_line = 0;
  std::string delimiter;
};

/// Replaces `\n` and `\t`.
std::string unescaped(std::string_view written) {
  std::string text;
  for (std::size_t at = 0; at < written.size(); ++at) {
    const std::string_view rest = written.substr(at);
    const bool is_escape = rest.starts_with("\\n") || rest.starts_with("\\t");
    if (is_escape) ++at;
    text += !is_escape ? rest[0] : rest[1] == 'n' ? '\n' : '\t';
  }
  return text;
}

Header read_header(std::string_view text) {
  Header header;
  Lexer lexer(text);
  for (Piece piece = lexer.next();; piece = lexer.next()) {
    const auto comment = comment_of(text, piece);
    if (!comment) return header;
    std::string_view rest = directive(*comment);
    const std::string_view name = take_word(rest);
    if (name == "delimiter") header.delimiter = unescaped(rest);
    if (name == "txmode") {
      header.transaction_mode = rest;
      header.transaction_line = line_number(text, comment->line_begin);
    }
  }
}

Transaction transaction_of(const Header& header) {
  if (header.transaction_mode == "none") {
    return {.state = InTransaction::no,
            .why = fmt::format("`-- atlas:txmode none` on line {} turns Atlas's transaction off",
                               header.transaction_line)};
  }
  return {.state = InTransaction::yes,
          .why = "Atlas runs a file in one transaction without `-- atlas:txmode none`"};
}

Script read(std::string_view text, const FileFacts& /*facts*/) {
  const Header header = read_header(text);
  ScriptWriter writer(text);
  if (!header.delimiter.empty()) {
    Lexer lexer(text);
    lexer.set_delimiter(header.delimiter);
    for (Piece piece = lexer.next(); piece.kind != PieceKind::end; piece = lexer.next()) {
      if (piece.kind == PieceKind::delimiter) writer.end_statement(piece.range);
    }
  }
  return writer.finish({.transaction = transaction_of(header)});
}

}  // namespace

constinit const Runner runner = {
    .name = "atlas",
    .title = "Atlas",
    .files = "all files beside `atlas.sum`, by name",
    .markers = "at the top: `-- atlas:txmode none`, `-- atlas:delimiter X`",
    .transactions = "one for the file; `-- atlas:txmode none` turns it off",
    .outside = "alone in a file with `-- atlas:txmode none` at the top",
    .find_marker = [](const Head& head) { return find_marker(head, is_directive); },
    .sidecars = {"atlas.sum"},
    .read = read,
};

}  // namespace pglint::migration::runners::atlas
