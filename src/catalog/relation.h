// Tables and what else has columns, as the DDL that was read makes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/name.h"
#include "catalog/place.h"
#include "catalog/type.h"

namespace pglint::catalog {

/// What is known of a fact. `unknown` is neither: DDL that runs under a condition leaves it behind.
enum class Answer : std::uint8_t { no, yes, unknown };

struct Column {
  std::string name;
  Type type;
  Place place;                   ///< its definition
  Place type_place;              ///< the type that it has now
  Answer not_null = Answer::no;  ///< by its own constraint or a primary key, not by its domain
  /// The DEFAULT (or generation) expression as SQL.
  std::optional<std::string> default_expression = {};
  bool generated = false;  ///< GENERATED ALWAYS AS (expression)
  bool identity = false;
  std::string comment = {};
};

enum class ConstraintKind : std::uint8_t {
  primary_key,
  unique,
  foreign_key,
  check,
  exclusion,
  not_null
};

struct Constraint {
  std::string name;  ///< empty where PostgreSQL makes one up
  ConstraintKind kind = ConstraintKind::check;
  std::vector<std::string> columns;  ///< none for CHECK and EXCLUDE
  Place place;
  Name referenced = {};                              ///< of a foreign key
  std::vector<std::string> referenced_columns = {};  ///< none: the primary key
  std::string index = {};                            ///< USING INDEX
};

enum class RelationKind : std::uint8_t { table, foreign_table, view, materialized_view };

struct Relation {
  Name name;
  RelationKind kind = RelationKind::table;
  Place place;  ///< its name where it was created
  bool temporary = false;
  bool partition = false;
  /// False where columns come from what this run does not know: `CREATE TABLE … AS`, LIKE or
  /// INHERITS of a table that it never saw.
  bool columns_known = true;
  /// False where a condition decides whether it exists.
  bool certain = true;
  std::vector<Column> columns;  ///< in order
  std::vector<Constraint> constraints;
  std::string comment = {};

  [[nodiscard]] const Column* find_column(std::string_view column) const;
  [[nodiscard]] Column* find_column(std::string_view column);

  /// True if the column is part of a constraint of this kind.
  [[nodiscard]] bool has_column_in(ConstraintKind constraint, std::string_view column) const;
};

}  // namespace pglint::catalog
