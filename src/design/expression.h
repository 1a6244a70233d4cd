// Parses the expressions that the catalog keeps as SQL: the values of defaults, and the values that
// a CHECK allows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/relation.h"

#include "parse/source/parsed_expression.h"
#include "parse/tree/nodes.h"

namespace pglint::design {

using parse::ParsedExpression;

/// The unqualified name of the column that an expression is, without casts: `status` of
/// `status::text` and `(status)`. Otherwise empty.
[[nodiscard]] std::string_view column_name(const Node* expression);

/// The text of a constant, a string, number or boolean, without casts: `0`, `-1`, `new`. Nothing
/// for NULL and for other expressions.
[[nodiscard]] std::optional<std::string> constant_value(const Node* expression);

/// The constant that is `column`'s DEFAULT; see `constant_value`.
[[nodiscard]] std::optional<std::string> default_constant(const catalog::Column& column);

/// Whether the database generates the value: identity, serial, nextval(…), a random or sequential
/// UUID.
[[nodiscard]] bool is_made_by_database(const catalog::Column& column);

/// A property that a condition gives a column.
using ColumnTest = bool (*)(const Node* condition, std::string_view column);

/// Whether a CHECK with this `condition` accepts only values of `column` for which `test` is true,
/// apart from NULL and the empty string: `test`, `test AND …`, `column IS NULL OR test`. False for
/// `test OR …`, and if `condition` is null.
[[nodiscard]] bool allows_only(const Node* condition, std::string_view column, ColumnTest test);

/// `column IN ('a', 'b')`, also `= ANY (ARRAY[…])`, `= 'a' OR = 'b'`, and each with casts as
/// pg_dump writes them.
struct ValueList {
  std::string column;  ///< `value` for the VALUE of a domain
  std::vector<std::string> values;
  bool has_null = false;  ///< one of the values is NULL
};

/// The list, if the whole `expression` is one.
[[nodiscard]] std::optional<ValueList> value_list(const Node* expression);

/// The same for an expression of the catalog. Also accepts `column IS NULL OR` before the list.
[[nodiscard]] std::optional<ValueList> value_list(const std::string& sql);

}  // namespace pglint::design
