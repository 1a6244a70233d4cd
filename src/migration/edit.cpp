#include "migration/edit.h"

#include <map>
#include <string>

#include "migration/lexer.h"
#include "text/ascii.h"

namespace pglint::migration {
namespace {

/// The text without comments, with one blank between the other pieces.
void add_pieces(std::string_view text, std::string& pieces) {
  Lexer lexer(text);
  for (Piece piece = lexer.next(); piece.kind != PieceKind::end; piece = lexer.next()) {
    const bool is_comment =
        piece.kind == PieceKind::line_comment || piece.kind == PieceKind::block_comment;
    if (is_comment) continue;
    pieces.append(text.substr(piece.range.begin, piece.range.size())) += ' ';
  }
}

/// Liquibase runs such a changeset again when it was changed.
bool runs_on_change(std::string_view section) {
  const std::string marker = text::lowered(section.substr(0, section.find('\n')));
  return marker.find("runonchange:true") != std::string::npos;
}

/// The statements of the up sections, by the ids of their changesets; without an id all together.
std::map<std::string, std::string> statements_of(std::string_view text, const FileFacts& facts) {
  std::map<std::string, std::string> statements;
  for (const Section& section : read_script(text, facts).sections) {
    const std::string_view written = text.substr(section.range.begin, section.range.size());
    if (section.direction != Direction::up) continue;
    if (!section.id.empty() && runs_on_change(written)) continue;
    add_pieces(written, statements[section.id]);
  }
  return statements;
}

}  // namespace

std::vector<std::string> edited_sections(std::string_view before, std::string_view now,
                                         const FileFacts& facts) {
  const auto after = statements_of(now, facts);
  std::vector<std::string> edited;
  for (const auto& [id, statements] : statements_of(before, facts)) {
    const auto found = after.find(id);
    if (found == after.end() || found->second != statements) edited.push_back(id);
  }
  return edited;
}

}  // namespace pglint::migration
