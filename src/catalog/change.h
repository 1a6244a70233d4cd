// What DDL does to the schema, free of PostgreSQL's trees: made where a file is parsed, applied
// later and in order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "catalog/name.h"
#include "catalog/object.h"
#include "catalog/relation.h"

namespace pglint::catalog {

/// Columns that come from another relation.
struct Copied {
  enum class How : std::uint8_t { like, inherits, partition } how = How::like;
  Name from;
  std::size_t position = 0;  ///< of LIKE: how many columns stand in front
  bool defaults = false;     ///< of LIKE: INCLUDING DEFAULTS
  bool keys = false;         ///< of LIKE: INCLUDING INDEXES
};

struct CreateRelation {
  Relation relation;
  bool if_not_exists = false;
  bool or_replace = false;
  std::vector<Copied> copies;
};

struct CreateObject {
  Object object;
};

/// Drops what has one of these names, with all that belongs to it.
struct DropRelations {
  std::vector<Name> names;
};

struct DropObject {
  ObjectKind kind = ObjectKind::schema;
  Name name;
  Name table = {};
};

struct DropSchema {
  std::string name;
};

struct RenameRelation {
  Name name;
  std::string to;
};

struct RenameColumn {
  Name relation;
  std::string name;
  std::string to;
};

struct RenameConstraint {
  Name relation;
  std::string name;
  std::string to;
};

struct RenameObject {
  ObjectKind kind = ObjectKind::schema;
  Name name;
  Name table = {};
  std::string to;
};

struct MoveRelation {
  Name name;
  std::string schema;
};

struct AddColumn {
  Name relation;
  Column column;
  bool if_not_exists = false;
};

struct DropColumn {
  Name relation;
  std::string column;
};

/// Only what is set changes.
struct AlterColumn {
  Name relation;
  std::string column;
  std::optional<Answer> not_null = {};
  std::optional<Type> type = {};
  Place place;  ///< of the type
  std::optional<std::string> set_default = {};
  bool drop_default = false;  ///< also of DROP EXPRESSION and DROP IDENTITY
};

struct AddConstraint {
  Name relation;
  Constraint constraint;
};

struct DropConstraint {
  Name relation;
  std::string name;
};

/// COMMENT ON TABLE, or on one of its columns.
struct Comment {
  Name relation;
  std::string column;  ///< empty: on the relation
  std::string text;    ///< empty: taken away
};

struct SetSearchPath {
  std::vector<std::string> schemas;  ///< none: the default
};

struct TransactionStep {
  enum class Kind : std::uint8_t {
    begin,
    commit,
    rollback,
    savepoint,
    release,
    rollback_to
  } kind = Kind::begin;
  std::string savepoint;
};

struct Change {
  std::variant<CreateRelation, CreateObject, DropRelations, DropObject, DropSchema, RenameRelation,
               RenameColumn, RenameConstraint, RenameObject, MoveRelation, AddColumn, DropColumn,
               AlterColumn, AddConstraint, DropConstraint, Comment, SetSearchPath, TransactionStep>
      what;
  /// Whether it happens depends on IF, a loop or an exception: it adds, but nothing is sure.
  bool conditional = false;
};

}  // namespace pglint::catalog
