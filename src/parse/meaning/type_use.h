// Where a type is written: what it is the type of, and what that is called.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parse/tree/nodes.h"
#include "parse/tree/walk.h"

namespace pglint::parse {

enum class TypePlace : std::uint8_t {
  none,           ///< names something that exists elsewhere: DROP FUNCTION f(money), `OF type`, …
  column,         ///< of a table or foreign table: CREATE, ADD COLUMN, ALTER COLUMN … TYPE
  attribute,      ///< of a composite type
  domain,         ///< what a domain is based on
  argument,       ///< of a function or procedure
  result,         ///< RETURNS of a function
  result_column,  ///< RETURNS TABLE, OUT
  cast,           ///< CAST, `::`, `timestamp '…'`, XMLSERIALIZE
  returning,      ///< RETURNING of a SQL/JSON function
  row_column,     ///< of a row in FROM: `f() AS t(a int)`, XMLTABLE, JSON_TABLE
  parameter,      ///< of PREPARE
  variable,       ///< of a PL/pgSQL variable or a cursor's argument
  range_subtype,  ///< CREATE TYPE … AS RANGE
};

/// What PostgreSQL does with the 10 of `varchar(10)`.
enum class ModifierEffect : std::uint8_t {
  limits,   ///< values that do not fit are an error (or, for JSON_TABLE, NULL)
  cuts,     ///< values are made to fit without an error
  ignored,  ///< it is dropped
};
[[nodiscard]] ModifierEffect modifier_effect(TypePlace place);

/// One place where a type is written. Points into the statement's tree and lives as long.
struct TypeUse {
  TypePlace place = TypePlace::none;
  std::string owner;  ///< `public.orders`, `f`: as written, unquoted names folded; may be empty
  std::string_view name = {};  ///< of the column, attribute or argument; may be empty
  std::size_t position = 0;    ///< of an argument or parameter, 1-based
  const Node* list = nullptr;  ///< the node that lists it with its siblings; may be null

  /// True where values of the type end up on disk: columns, attributes and domains.
  [[nodiscard]] bool is_stored() const {
    return place == TypePlace::column || place == TypePlace::attribute ||
           place == TypePlace::domain;
  }
};

/// The place of `type`, whose ancestors are `ancestors`.
[[nodiscard]] TypeUse type_use(const TypeName& type, Ancestors ancestors);

/// The place of a column definition's type. The name comes from the command where the definition
/// has none (ALTER COLUMN … TYPE).
[[nodiscard]] TypeUse column_use(const ColumnDef& column, Ancestors ancestors);

/// The column that an ALTER TABLE command names; `none` for other objects than tables and types.
[[nodiscard]] TypeUse column_use(const AlterTableCmd& command, Ancestors ancestors);

/// The subject of a message: "`orders.created_at`", "argument 2 of `f`", "this cast".
[[nodiscard]] std::string describe(const TypeUse& use);

/// The same as a clause with `type`: "`orders.total` is `money`", "this cast yields `money`".
[[nodiscard]] std::string is_declared_as(const TypeUse& use, std::string_view type);

/// The name of what has the type: `orders.created_at`, `f(p_at)`, `f(2)`; empty where it has none.
[[nodiscard]] std::string object_name(const TypeUse& use);

/// The names of the other columns or arguments in the same statement, and of `use` itself.
[[nodiscard]] std::vector<std::string_view> names_beside(const TypeUse& use);

}  // namespace pglint::parse
