// The use of a type where it is written: the kind and name of what has the type.
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
  none,           ///< part of the name of something else: DROP FUNCTION f(money), `OF type`, …
  column,         ///< of a table or foreign table: CREATE, ADD COLUMN, ALTER COLUMN … TYPE
  attribute,      ///< of a composite type
  domain,         ///< the base type of a domain
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

/// The effect of a type modifier, the 10 of `varchar(10)`.
enum class ModifierEffect : std::uint8_t {
  limits,   ///< longer values are an error (or, for JSON_TABLE, NULL)
  cuts,     ///< longer values are truncated without an error
  ignored,  ///< none
};
[[nodiscard]] ModifierEffect modifier_effect(TypePlace place);

/// One place where a type is written. Points into the statement's tree.
struct TypeUse {
  TypePlace place = TypePlace::none;
  std::string owner;  ///< `public.orders`, `f`: as written, unquoted names folded; may be empty
  std::string_view name = {};  ///< of the column, attribute or argument; may be empty
  std::size_t position = 0;    ///< of an argument or parameter, 1-based
  const Node* list = nullptr;  ///< the node that contains its siblings; may be null

  /// True if values of the type are stored: columns, attributes and domains.
  [[nodiscard]] bool is_stored() const {
    return place == TypePlace::column || place == TypePlace::attribute ||
           place == TypePlace::domain;
  }
};

/// The use of `type`, whose ancestors are `ancestors`.
[[nodiscard]] TypeUse type_use(const TypeName& type, Ancestors ancestors);

/// The use of a column definition's type. If the definition has no name (ALTER COLUMN … TYPE), it
/// comes from the command.
[[nodiscard]] TypeUse column_use(const ColumnDef& column, Ancestors ancestors);

/// The column that an ALTER TABLE command names; `none` if it does not alter a table or type.
[[nodiscard]] TypeUse column_use(const AlterTableCmd& command, Ancestors ancestors);

/// The subject of a message: "`orders.created_at`", "argument 2 of `f`", "this cast".
[[nodiscard]] std::string describe(const TypeUse& use);

/// A clause for messages: "`orders.total` is `money`", "this cast yields `money`".
[[nodiscard]] std::string is_declared_as(const TypeUse& use, std::string_view type);

/// The name of what has the type: `orders.created_at`, `f(p_at)`, `f(2)`; may be empty.
[[nodiscard]] std::string object_name(const TypeUse& use);

/// `name` as written in SQL: in double quotes if it needs them.
[[nodiscard]] std::string sql_name(std::string_view name);

/// The parts of a list of String nodes as written in SQL: `o."createdAt"`.
[[nodiscard]] std::string sql_name(const List* names);

/// A column or argument, and its type if the statement has it.
struct TypedName {
  std::string_view name;
  const TypeName* type = nullptr;
};

/// The other columns or arguments in the same statement, and `use` itself.
[[nodiscard]] std::vector<TypedName> names_beside(const TypeUse& use);

}  // namespace pglint::parse
