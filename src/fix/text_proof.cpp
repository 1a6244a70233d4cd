#include "fix/text_proof.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "fix/edits.h"
#include "lint/source_text.h"
#include "parse/source/lexer.h"
#include "parse/source/statement_reader.h"
#include "parse/tree/arena.h"
#include "parse/tree/location.h"
#include "parse/tree/token.h"
#include "parse/tree/walk.h"
#include "suppress/suppression_comment.h"

namespace pglint::fix {
namespace {

/// A node outside of the edits.
struct ShapeNode {
  NodeTag tag = T_Invalid;
  std::size_t at = 0;      ///< byte of the text after
  std::size_t parent = 0;  ///< 1-based position of its nearest such ancestor; 0 if there is none

  friend bool operator==(const ShapeNode&, const ShapeNode&) = default;
};

using Shape = std::vector<ShapeNode>;

/// What is outside of the edits: the nodes of each statement.
struct Outline {
  std::vector<Shape> statements;
  std::size_t problems = 0;
};

/// Tells for the text before or after where a byte is afterwards; nothing if it is edited.
class Side {
 public:
  Side(const EditMap& map, bool is_after) : map_(map), is_after_(is_after) {}

  [[nodiscard]] std::optional<std::size_t> place_of(std::size_t offset) const {
    if (is_after_) return map_.is_new(offset) ? std::nullopt : std::optional(offset);
    return map_.is_replaced(offset) ? std::nullopt : std::optional(map_.after(offset));
  }

  [[nodiscard]] bool is_edited(text::Range range) const {
    return is_after_ ? map_.covers_new(range) : map_.covers_old(range);
  }

 private:
  const EditMap& map_;
  bool is_after_;
};

/// Collects the nodes of one statement that have a place outside of the edits.
class ShapeReader {
 public:
  explicit ShapeReader(const Side& side) : side_(side) {}

  [[nodiscard]] Shape read(const parse::Statement& statement) {
    Shape shape;
    std::vector<std::size_t> kept;  // for each ancestor, the position of the nearest kept node
    walker_.walk(*statement.tree, [&](const Node& node, parse::Ancestors ancestors) {
      kept.resize(ancestors.size());
      const std::size_t parent = kept.empty() ? 0 : kept.back();
      const auto at = place_of(node, statement.base);
      if (at) shape.push_back({.tag = node.type, .at = *at, .parent = parent});
      kept.push_back(at ? shape.size() : parent);
    });
    return shape;
  }

 private:
  [[nodiscard]] std::optional<std::size_t> place_of(const Node& node, std::size_t base) const {
    const int location = pglint_location(&node);
    if (location < 0) return std::nullopt;
    return side_.place_of(base + static_cast<std::size_t>(location));
  }

  const Side& side_;
  parse::Walker walker_;
};

/// From the first token to the last.
text::Range code_of(const std::string& sql, text::Range extent) {
  const auto scanned = parse::scan_without_comments(sql, extent);
  if (scanned.tokens.empty()) return extent;
  return {.begin = scanned.tokens.front().range.begin, .end = scanned.tokens.back().range.end};
}

Outline outline_of(const EditedText& text, const std::string& content, const Side& side) {
  SourceText source(content, text.facts);
  (void)source.fill_placeholders(text.placeholders);
  const std::string& sql = source.parsed();
  parse::Arena arena;
  parse::StatementReader reader(sql, arena);
  ShapeReader shapes(side);
  Outline outline;
  for (parse::Batch batch; reader.next(batch);) {
    outline.problems += batch.problems.size();
    for (const parse::Statement& statement : batch.statements) {
      if (side.is_edited(code_of(sql, statement.extent))) continue;
      outline.statements.push_back(shapes.read(statement));
    }
  }
  return outline;
}

struct PlacedComment {
  std::string_view text;
  std::optional<std::size_t> at;  ///< in the text after

  friend bool operator==(const PlacedComment&, const PlacedComment&) = default;
};

/// The comments of `content`, or those that are not for pglint.
std::vector<PlacedComment> comments_of(const std::string& content, const Side& side,
                                       bool without_ours) {
  std::vector<PlacedComment> comments;
  parse::Lexer lexer(content);
  while (const auto lexeme = lexer.next()) {
    if (lexeme->kind != parse::LexemeKind::comment) continue;
    const text::Range range = lexeme->range;
    const std::string_view written = std::string_view(content).substr(range.begin, range.size());
    if (without_ours && !find_mentions(written, pglint_mention).empty()) continue;
    comments.push_back({.text = written, .at = side.place_of(range.begin)});
  }
  return comments;
}

}  // namespace

std::optional<std::string> find_flaw(const EditedText& text, const std::string& after) {
  const EditMap map(text.edits);
  const Side before_side(map, false);
  const Side after_side(map, true);
  const Outline before = outline_of(text, text.before, before_side);
  const Outline now = outline_of(text, after, after_side);
  if (now.problems > before.problems) return "the result does not parse";
  if (now.statements != before.statements) return "it would change more than the edited clause";
  const bool keeps_comments = comments_of(text.before, before_side, text.may_drop_ours) ==
                              comments_of(after, after_side, text.may_drop_ours);
  if (!keeps_comments) return "it would change a comment";
  return std::nullopt;
}

}  // namespace pglint::fix
