// Exact byte ranges of nodes, computed from the statement's tokens: most nodes have no position.
#pragma once

#include <cstddef>
#include <string_view>

#include "parse/tree/nodes.h"
#include "parse/tree/statement.h"
#include "parse/tree/token.h"
#include "parse/tree/walk.h"
#include "text/range.h"

namespace pglint::parse {

/// Finds places in one statement. Needs a scan of the statement, so it is made only for reports.
/// All ranges are bytes of the file.
class Anchor {
 public:
  /// `tokens` are those of `statement`, without comments; both must outlive the anchor.
  Anchor(const TokenView& tokens, const Statement& statement)
      : tokens_(tokens), statement_(statement) {}

  /// The clause of `node`: a whole column definition, type (with modifiers and array bounds),
  /// constraint, ALTER TABLE subcommand, index element, option or expression; or the whole
  /// statement if no clause is found.
  [[nodiscard]] text::Range of(const Node& node, Ancestors ancestors) const;

  /// From the token at the node's own location to the end of the expression: `NOT IN (…)` where
  /// `of` gives `x NOT IN (…)`.
  [[nodiscard]] text::Range from_own_location(const Node& node) const;

  /// Target number `index` (0-based) of a DROP statement, without CASCADE or RESTRICT.
  [[nodiscard]] text::Range drop_target(const DropStmt& drop, std::size_t index) const;

  /// The keyword (given in lower case) outside of brackets, and the parentheses after it, if any:
  /// `INHERITS (a, b)`. The whole statement if there is none.
  [[nodiscard]] text::Range clause(std::string_view keyword) const;

  /// The same, but searched after the name of `relation`, which may be equal to the keyword, up to
  /// the end of the list item.
  [[nodiscard]] text::Range clause(std::string_view keyword, const RangeVar& relation) const;

  /// From the statement's first token to the name after the keyword: `CREATE RULE r`.
  [[nodiscard]] text::Range head(std::string_view keyword) const;

  /// First to last token, without the semicolon.
  [[nodiscard]] text::Range statement() const;

 private:
  /// Tokens [first, end).
  struct Span {
    std::size_t first = 0;
    std::size_t end = 0;
  };

  [[nodiscard]] text::Range range(Span span) const;
  [[nodiscard]] text::Range clause_from(std::size_t from, std::size_t end,
                                        std::string_view keyword) const;
  [[nodiscard]] std::size_t token_of(int location) const;
  [[nodiscard]] std::size_t case_end(std::size_t first) const;
  [[nodiscard]] std::size_t json_test_end(std::size_t first) const;
  [[nodiscard]] std::size_t own_end(const Node& node) const;
  [[nodiscard]] Span subtree(const Node& node) const;
  [[nodiscard]] Span balanced(Span span) const;
  [[nodiscard]] Span query(const Node& node) const;
  [[nodiscard]] Span with_siblings(const Node& node, Ancestors ancestors) const;
  [[nodiscard]] Span alter_table_command(const AlterTableCmd& command,
                                         const AlterTableStmt& statement) const;
  [[nodiscard]] Span index_element(const IndexElem& element, const IndexStmt& statement) const;

  /// As `TokenView::nth_item`, but goes on from where the last call was, if it can: items are asked
  /// for one after another.
  [[nodiscard]] std::size_t nth_item(std::size_t from, std::size_t count) const;
  /// Position of `wanted` in `list`, or `none`; near the last item that was asked for first.
  [[nodiscard]] std::size_t index_in(const List* list, const Node& wanted) const;

  /// The item at which `nth_item` was last.
  struct Item {
    std::size_t from = 0;
    std::size_t count = 0;
    std::size_t first = 0;
  };

  const TokenView& tokens_;
  const Statement& statement_;
  mutable Item reached_;
};

}  // namespace pglint::parse
