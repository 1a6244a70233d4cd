#include "migration/edit.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "migration/lexer.h"
#include "text/ascii.h"

namespace pglint::migration {
namespace {

/// A piece of a statement.
struct Written {
  std::string_view text;
  std::size_t at = 0;  ///< byte of the file
};
using Statements = std::vector<Written>;

/// The text without comments and blanks.
void add_pieces(std::string_view text, std::size_t at, Statements& pieces) {
  Lexer lexer(text);
  for (Piece piece = lexer.next(); piece.kind != PieceKind::end; piece = lexer.next()) {
    const bool is_left_out = piece.kind == PieceKind::line_comment ||
                             piece.kind == PieceKind::block_comment ||
                             piece.kind == PieceKind::semicolon;
    if (is_left_out) continue;
    pieces.push_back(
        {.text = text.substr(piece.range.begin, piece.range.size()), .at = at + piece.range.begin});
  }
}

/// Liquibase runs such a changeset again when it was changed.
bool runs_on_change(std::string_view section) {
  const std::string marker = text::lowered(section.substr(0, section.find('\n')));
  return marker.find("runonchange:true") != std::string::npos;
}

/// The statements of the up sections, by the ids of their changesets; without an id all together.
std::map<std::string, Statements> statements_of(std::string_view text, const FileFacts& facts) {
  std::map<std::string, Statements> statements;
  for (const Section& section : read_script(text, facts).sections) {
    const std::string_view written = text.substr(section.range.begin, section.range.size());
    if (section.direction != Direction::up) continue;
    if (!section.id.empty() && runs_on_change(written)) continue;
    add_pieces(written, section.range.begin, statements[section.id]);
  }
  return statements;
}

/// The byte from which `now` differs from `before`; nothing if it does not.
std::optional<std::size_t> first_difference(const Statements& before, const Statements& now) {
  const auto [old, found] = std::ranges::mismatch(before, now, {}, &Written::text, &Written::text);
  if (old == before.end() && found == now.end()) return std::nullopt;
  if (found != now.end()) return found->at;
  return now.empty() ? 0 : now.back().at;
}

}  // namespace

std::vector<EditedSection> edited_sections(std::string_view before, std::string_view now,
                                           const FileFacts& facts) {
  const auto after = statements_of(now, facts);
  std::vector<EditedSection> edited;
  for (const auto& [id, statements] : statements_of(before, facts)) {
    const auto found = after.find(id);
    if (found == after.end()) continue;
    const std::optional<std::size_t> at = first_difference(statements, found->second);
    if (at) edited.push_back({.id = id, .at = *at});
  }
  return edited;
}

}  // namespace pglint::migration
