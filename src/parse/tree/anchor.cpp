// The searches follow PostgreSQL's grammar: the nth command of an ALTER TABLE is the nth
// comma-separated item after the table's name, and so on.
#include "parse/tree/anchor.h"

#include <algorithm>
#include <array>
#include <limits>

#include "parse/tree/location.h"

namespace pglint::parse {
namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

/// Number of words of the object type in DROP: 2 for `MATERIALIZED VIEW`.
std::size_t kind_words(ObjectType kind) {
  switch (kind) {
    case OBJECT_MATVIEW:
    case OBJECT_FOREIGN_TABLE:
    case OBJECT_EVENT_TRIGGER:
    case OBJECT_ACCESS_METHOD:
    case OBJECT_OPCLASS:
    case OBJECT_OPFAMILY:
      return 2;
    case OBJECT_FDW:
    case OBJECT_TSPARSER:
    case OBJECT_TSDICTIONARY:
    case OBJECT_TSTEMPLATE:
    case OBJECT_TSCONFIGURATION:
      return 3;
    default:  // all other kinds are one word
      return 1;
  }
}

/// True for attributes of the previous constraint, which have nodes too: DEFERRABLE, NOT ENFORCED,
/// …
bool is_attribute(const Node& node) {
  const auto* constraint = as<Constraint>(&node);
  if (constraint == nullptr) return false;
  switch (constraint->contype) {
    case CONSTR_ATTR_DEFERRABLE:
    case CONSTR_ATTR_NOT_DEFERRABLE:
    case CONSTR_ATTR_DEFERRED:
    case CONSTR_ATTR_IMMEDIATE:
#if PG_VERSION_NUM >= 180000
    case CONSTR_ATTR_ENFORCED:
    case CONSTR_ATTR_NOT_ENFORCED:
#endif
      return true;
    default:
      return false;
  }
}

bool starts_query(const TokenView& tokens, std::size_t index) {
  constexpr std::array<std::string_view, 4> words = {"select", "values", "table", "with"};
  return std::ranges::any_of(words, [&](auto word) { return tokens.is_word(index, word); });
}

}  // namespace

text::Range Anchor::of(const Node& node, Ancestors ancestors) const {
  const Node* parent = ancestors.empty() ? nullptr : ancestors.back();
  switch (node.type) {
    case T_AlterTableCmd:
      if (const auto* alter = as<AlterTableStmt>(parent)) {
        return range(alter_table_command(*as<AlterTableCmd>(&node), *alter));
      }
      return statement();
    case T_IndexElem:
      if (const auto* index = as<IndexStmt>(parent)) {
        return range(index_element(*as<IndexElem>(&node), *index));
      }
      return range(subtree(node));
    case T_ColumnDef: {
      const std::size_t first = token_of(pglint_location(&node));
      return range({.first = first, .end = tokens_.item_end(first)});
    }
    case T_SelectStmt:
      return ancestors.empty() ? statement() : range(query(node));
    case T_Constraint:
    case T_DefElem:
      return range(with_siblings(node, ancestors));
    default:
      return range(subtree(node));
  }
}

text::Range Anchor::from_own_location(const Node& node) const {
  const std::size_t own = token_of(pglint_location(&node));
  if (!tokens_.has(own)) return statement();
  Span span = subtree(node);
  span.first = own;
  return range(balanced(span));
}

std::size_t Anchor::nth_item(std::size_t from, std::size_t count) const {
  if (count == none) return tokens_.size();
  const bool goes_on = reached_.from == from && reached_.count <= count;
  if (!goes_on) reached_ = {.from = from, .count = 0, .first = from};
  reached_.first = tokens_.nth_item(reached_.first, count - reached_.count);
  reached_.count = count;
  return reached_.first;
}

std::size_t Anchor::index_in(const List* list, const Node& wanted) const {
  const auto elements = each(list);
  for (std::size_t step = 0; step < elements.size(); ++step) {
    const std::size_t index = (reached_.count + step) % elements.size();
    if (elements[index] == &wanted) return index;
  }
  return none;
}

text::Range Anchor::drop_target(const DropStmt& drop, std::size_t index) const {
  std::size_t first = 1 + kind_words(drop.removeType);
  if (tokens_.is_word(first, "concurrently")) ++first;
  if (drop.missing_ok && tokens_.is_word(first, "if")) first += 2;
  first = nth_item(first, index);
  std::size_t end = tokens_.item_end(first);
  const bool last = !tokens_.is_symbol(end, ",");
  const bool behavior =
      last && (tokens_.is_word(end - 1, "cascade") || tokens_.is_word(end - 1, "restrict"));
  if (behavior && end - 1 > first) --end;
  return range({.first = first, .end = end});
}

text::Range Anchor::clause(std::string_view keyword) const {
  return clause_from(0, tokens_.size(), keyword);
}

text::Range Anchor::clause(std::string_view keyword, const RangeVar& relation) const {
  const std::size_t from = tokens_.name_end(token_of(relation.location));
  return clause_from(from, tokens_.item_end(from), keyword);
}

text::Range Anchor::head(std::string_view keyword) const {
  const std::size_t word = tokens_.find_word(0, keyword);
  return range({.first = 0, .end = tokens_.has(word) ? tokens_.name_end(word + 1) : 0});
}

text::Range Anchor::statement() const {
  return tokens_.size() == 0 ? statement_.extent : tokens_.span(0, tokens_.size());
}

text::Range Anchor::range(Span span) const {
  span.end = std::min(span.end, tokens_.size());
  if (span.first >= span.end) return statement();
  return tokens_.span(span.first, span.end);
}

text::Range Anchor::clause_from(std::size_t from, std::size_t end, std::string_view keyword) const {
  const std::size_t first = tokens_.find_word(from, end, keyword);
  return range({.first = first, .end = tokens_.bracket_end(first + 1)});
}

std::size_t Anchor::token_of(int location) const {
  if (location < 0) return none;
  return tokens_.at(statement_.base + static_cast<std::size_t>(location));
}

std::size_t Anchor::case_end(std::size_t first) const {
  int depth = 0;
  for (std::size_t index = first; index < tokens_.size(); ++index) {
    if (tokens_.is_word(index, "case")) ++depth;
    if (tokens_.is_word(index, "end") && --depth == 0) return index + 1;
  }
  return first + 1;
}

/// One past `IS JSON OBJECT WITH UNIQUE KEYS` after the value that begins at `first`.
std::size_t Anchor::json_test_end(std::size_t first) const {
  constexpr std::array<std::string_view, 8> words = {"value", "array",   "object", "scalar",
                                                     "with",  "without", "unique", "keys"};
  std::size_t end = tokens_.find_word(first, "json") + 1;
  const auto belongs = [&](std::string_view word) { return tokens_.is_word(end, word); };
  while (std::ranges::any_of(words, belongs)) ++end;
  return std::min(end, tokens_.size());
}

/// One past the last token of `node` itself, without its descendants.
std::size_t Anchor::own_end(const Node& node) const {
  const std::size_t first = token_of(pglint_location(&node));
  switch (node.type) {
    case T_TypeName:
      return tokens_.type_end(first);
    case T_ColumnRef:
    case T_RangeVar:
      return tokens_.name_end(first);
    case T_CaseExpr:
      return case_end(first);
    case T_SubLink: {  // IN (…), EXISTS (…), = ANY (…)
      std::size_t open = tokens_.is_symbol(first, "(") ? first : first + 1;
      if (tokens_.is_word(first, "operator")) open = tokens_.bracket_end(open);
      while (!tokens_.is_symbol(open, "(") && tokens_.has(open)) ++open;
      return tokens_.bracket_end(open);
    }
    case T_A_Const:
    case T_ParamRef:
      return first + 1;
    case T_CollateClause:
      return tokens_.name_end(first + 1);
    case T_NullTest:
    case T_BooleanTest:  // IS NOT NULL, IS TRUE; ISNULL and NOTNULL are one word
      if (!tokens_.is_word(first, "is")) return first + 1;
      return first + (tokens_.is_word(first + 1, "not") ? 3 : 2);
    case T_JsonIsPredicate:
      return json_test_end(first);
    default:
      break;
  }
  if (tokens_.is_symbol(first, "(") || tokens_.is_symbol(first, "["))
    return tokens_.bracket_end(first);
  if (!tokens_.is_name(first)) return first + 1;
  return tokens_.bracket_end(tokens_.name_end(first));  // f(…), ARRAY[…], CAST(…), a lone keyword
}

/// From the first to the last token of `node` and everything below it.
Anchor::Span Anchor::subtree(const Node& node) const {
  Span span = {.first = none, .end = 0};
  Walker().walk_pruned(node, [&](const Node& part, Ancestors ancestors) {
    // A subquery ends at the closing parenthesis of its SubLink; it may be large, and nested.
    if (part.type == T_SelectStmt && nearest<SubLink>(ancestors, 1) != nullptr) return false;
    const std::size_t first = token_of(pglint_location(&part));
    if (!tokens_.has(first)) return true;
    span.first = std::min(span.first, first);
    span.end = std::max(span.end, own_end(part));
    return true;
  });
  return balanced(span);
}

/// Extends `span` until its brackets are balanced.
Anchor::Span Anchor::balanced(Span span) const {
  int unopened = 0;
  for (std::size_t index = span.first; index < span.end; ++index) {
    if (tokens_.opens(index)) {
      index = tokens_.closing(index);
      span.end = std::max(span.end, std::min(index + 1, tokens_.size()));
    } else if (tokens_.closes(index)) {
      ++unopened;
    }
  }
  while (unopened > 0 && span.first > 0 && tokens_.is_symbol(span.first - 1, "(")) {
    --span.first;
    --unopened;
  }
  return span;
}

/// A query in a statement; its node has no location. Begins at SELECT, VALUES, TABLE or WITH; if it
/// is in parentheses, ends before the closing one.
Anchor::Span Anchor::query(const Node& node) const {
  Span span = subtree(node);
  int depth = 0;
  std::size_t index = span.first;
  while (index < tokens_.size() && (depth > 0 || !starts_query(tokens_, index))) {
    --index;  // wraps around before the first token, which ends the loop
    if (tokens_.is_symbol(index, ")") || tokens_.is_symbol(index, "]")) ++depth;
    const bool opens = tokens_.is_symbol(index, "(") || tokens_.is_symbol(index, "[");
    if (opens && depth-- == 0) break;
  }
  if (starts_query(tokens_, index)) span.first = index;
  const bool enclosed = span.first > 0 && tokens_.is_symbol(span.first - 1, "(");
  if (enclosed) span.end = std::min(tokens_.closing(span.first - 1), tokens_.size());
  return span;
}

/// A node without an end token: it ends where its next sibling begins, or with the list item.
Anchor::Span Anchor::with_siblings(const Node& node, Ancestors ancestors) const {
  const std::size_t first = token_of(pglint_location(&node));
  std::size_t end = tokens_.item_end(first);
  if (!ancestors.empty()) {
    Walker().walk_pruned(*ancestors.back(), [&](const Node& sibling, Ancestors path) {
      if (path.empty()) return true;
      const std::size_t begin = token_of(pglint_location(&sibling));
      const bool next = sibling.type == node.type && begin != none && begin > first;
      if (next && !is_attribute(sibling)) end = std::min(end, begin);
      return false;
    });
  }
  return {.first = first, .end = end};
}

Anchor::Span Anchor::alter_table_command(const AlterTableCmd& command,
                                         const AlterTableStmt& statement) const {
  std::size_t first = tokens_.name_end(token_of(statement.relation->location));
  while (tokens_.is_symbol(first, "*") || tokens_.is_symbol(first, ")")) ++first;
  first = nth_item(first, index_in(statement.cmds, node(command)));
  return {.first = first, .end = tokens_.item_end(first)};
}

Anchor::Span Anchor::index_element(const IndexElem& element, const IndexStmt& statement) const {
  std::size_t open = tokens_.name_end(token_of(statement.relation->location));
  while (!tokens_.is_symbol(open, "(") && tokens_.has(open)) ++open;
  std::size_t index = index_in(statement.indexParams, node(element));
  if (index == none) {
    index = index_in(statement.indexIncludingParams, node(element));
    open = tokens_.find_word(tokens_.closing(open), "include") + 1;
  }
  const std::size_t first = nth_item(open + 1, index);
  return {.first = first, .end = tokens_.item_end(first)};
}

}  // namespace pglint::parse
