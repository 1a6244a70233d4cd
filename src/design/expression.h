// Expressions as the catalog keeps them, read again: what defaults are and which values a CHECK
// allows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/relation.h"

#include "parse/tree/arena.h"
#include "parse/tree/nodes.h"
#include "parse/tree/statement.h"

namespace pglint::design {

/// An expression and its tree. The tree lives as long as this does, in the thread's arena: no two
/// of them at a time on one thread.
class ParsedExpression {
 public:
  explicit ParsedExpression(const std::string& sql);

  /// Null where it does not parse.
  [[nodiscard]] const Node* tree() const { return tree_; }

 private:
  parse::Arena arena_;
  std::vector<parse::Statement> statements_;
  const Node* tree_ = nullptr;
};

/// The name of a column in an expression, through the casts around it: `status` of `status::text`
/// and `(status)`; empty for anything else. Its last part where it is qualified.
[[nodiscard]] std::string_view column_name(const Node* expression);

/// The characters of a constant, a string, number or boolean, through the casts around it: `0`,
/// `-1`, `new`. Nothing for NULL and for what is computed.
[[nodiscard]] std::optional<std::string> constant_value(const Node* expression);

/// What `column`'s DEFAULT is as a constant; see `constant_value`.
[[nodiscard]] std::optional<std::string> default_constant(const catalog::Column& column);

/// True where the database makes the value: identity, serial, nextval(…), a random or sequential
/// uuid.
[[nodiscard]] bool is_made_by_database(const catalog::Column& column);

/// Whether a condition says something of a column.
using ColumnTest = bool (*)(const Node* condition, std::string_view column);

/// True if a CHECK with this `condition` passes only values of `column` of which `test` says the
/// same, NULL and the empty text aside: `test`, `test AND …`, `column IS NULL OR test`. False for
/// `test OR …`, and for null.
[[nodiscard]] bool allows_only(const Node* condition, std::string_view column, ColumnTest test);

/// `column IN ('a', 'b')`, also `= ANY (ARRAY[…])`, `= 'a' OR = 'b'`, and each with casts as
/// pg_dump writes them.
struct ValueList {
  std::string column;  ///< `value` for the VALUE of a domain
  std::vector<std::string> values;
  bool has_null = false;  ///< one of the values is NULL
};

/// The list that `expression` is, if that is all that it is.
[[nodiscard]] std::optional<ValueList> value_list(const Node* expression);

/// The same for a stored expression. Also reads a list below `column IS NULL OR …`.
[[nodiscard]] std::optional<ValueList> value_list(const std::string& sql);

}  // namespace pglint::design
