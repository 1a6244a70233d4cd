// Changes that DDL makes to the schema, without PostgreSQL's trees. They are made when a file is
// parsed, and applied later, in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "catalog/cut_name.h"
#include "catalog/name.h"
#include "catalog/new_use.h"
#include "catalog/object.h"
#include "catalog/query.h"
#include "catalog/relation.h"

namespace pglint::catalog {

/// Columns that come from another relation.
struct Copied {
  enum class How : std::uint8_t { like, inherits, partition } how = How::like;
  Name from;
  std::size_t position = 0;  ///< of LIKE: the number of columns before it
  // Of LIKE: its INCLUDING options.
  bool defaults = false;
  bool keys = false;
  bool constraints = false;
  bool generated = false;
  bool identity = false;
  bool comments = false;
};

/// The sequence of a serial or identity column.
struct NewSequence {
  std::string column;
  Type type;
  bool identity = false;
  Name name = {};  ///< empty if PostgreSQL generates it
};

struct CreateRelation {
  Relation relation;
  bool if_not_exists = false;
  bool or_replace = false;
  std::vector<Copied> copies = {};
  std::vector<NewSequence> sequences = {};
  std::optional<Query> query = {};             ///< of a view or CREATE TABLE … AS
  std::vector<std::string> column_names = {};  ///< given to the query's columns
};

struct CreateObject {
  Object object;
  bool or_replace = false;
  std::optional<Name> owner_table = {};  ///< of a sequence: OWNED BY
  std::string owner_column = {};
};

struct CreateIndex {
  Name relation;
  Index index;
  bool if_not_exists = false;
  bool only = false;
};

/// Drops the relations with these names and everything that belongs to them.
struct DropRelations {
  std::vector<Name> names;
  bool cascade = false;
};

struct DropObject {
  ObjectKind kind = ObjectKind::schema;
  Name name;
  Name table = {};
  bool cascade = false;
  bool concurrently = false;  ///< of an index
  /// Of a routine: the types of its arguments; nothing if only its name is written.
  std::optional<std::vector<Type>> arguments = {};
};

struct DropSchema {
  std::string name;
  bool cascade = false;
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
  std::optional<std::vector<Type>> arguments = {};
};

struct MoveRelation {
  Name name;
  std::string schema;
};

struct MoveObject {
  ObjectKind kind = ObjectKind::schema;
  Name name;
  std::string schema;
  std::optional<std::vector<Type>> arguments = {};
};

struct AddColumn {
  Name relation;
  Column column;
  bool if_not_exists = false;
  std::optional<NewSequence> sequence = {};
};

struct DropColumn {
  Name relation;
  std::string column;
  bool cascade = false;
  bool only = false;
};

/// Only what is set changes.
struct AlterColumn {
  Name relation;
  std::string column;
  std::optional<Answer> not_null = {};
  std::optional<Type> type = {};
  std::string collation = {};  ///< written with the type
  Place place;                 ///< of the type
  std::optional<std::string> set_default = {};
  std::vector<std::string> mentioned = {};  ///< columns in SET EXPRESSION
  Place default_place = {};                 ///< of the value of SET DEFAULT
  bool drop_default = false;                ///< also of DROP EXPRESSION and DROP IDENTITY
  bool is_unlinked = false;                 ///< its foreign key was dropped; nothing else
  bool only = false;
  std::optional<NewSequence> add_identity = {};
  std::optional<Identity> set_identity = {};  ///< none drops it
};

struct AddConstraint {
  Name relation;
  Constraint constraint;
  bool only = false;
};

struct DropConstraint {
  Name relation;
  std::string name;
  bool cascade = false;
  bool only = false;
};

/// ALTER CONSTRAINT and VALIDATE CONSTRAINT; only what is set changes.
struct AlterConstraint {
  Name relation;
  std::string name;
  std::optional<bool> deferrable = {};
  bool initially_deferred = false;
  std::optional<bool> validated = {};
  std::optional<bool> enforced = {};
  std::optional<bool> no_inherit = {};
};

/// ATTACH, DETACH, INHERIT and NO INHERIT.
struct AlterParent {
  Name relation;
  Name parent;
  bool attach = true;
  bool partition = false;
  bool is_default = false;  ///< ATTACH PARTITION … DEFAULT
};

/// Properties of a table or view; only those that are set change.
struct AlterTraits {
  Name relation;
  std::optional<bool> unlogged = {};
  std::optional<bool> row_security = {};
  std::optional<bool> force_row_security = {};
  std::optional<bool> unpopulated = {};
  std::optional<bool> partitioned = {};
  std::optional<Name> of_type = {};  ///< empty: NOT OF
};

struct AlterSequence {
  Name sequence;
  std::optional<Type> type = {};
  bool owned = false;  ///< OWNED BY; without a table, NONE
  std::optional<Name> table = {};
  std::string column = {};
};

struct AlterEnum {
  Name type;
  std::string old_value;  ///< to be renamed; if empty, a new value is added
  std::string value;
  std::string neighbor = {};  ///< the new value is added next to it; if empty, at the end
  bool before = false;
};

struct AlterDomain {
  Name domain;
  std::optional<bool> not_null = {};
  std::optional<std::string> set_default = {};
  bool drop_default = false;
  std::optional<DomainConstraint> add = {};
  std::string drop = {};
  std::string validate = {};
  std::string rename = {};
  std::string to = {};
};

struct AlterAttribute {
  Name type;
  std::string name;
  std::optional<Type> set_type = {};  ///< of a new or an existing attribute
  Place place = {};                   ///< of that type
  bool add = false;
  bool drop = false;
  std::string to = {};  ///< its new name
};

struct AlterRoutine {
  Name name;
  std::optional<std::vector<Type>> arguments = {};
  std::optional<Volatility> volatility = {};
  std::optional<bool> security_definer = {};
  std::optional<bool> strict = {};
};

/// ALTER POLICY; only the conditions that it gives change.
struct AlterPolicy {
  Name relation;
  Name name;
  std::optional<Place> using_place = {};
  std::optional<Place> check_place = {};
};

/// ALTER INDEX … ATTACH PARTITION: an index of a partition becomes part of its table's index.
struct AttachIndex {
  Name index;
  Name part;
};

/// COMMENT ON TABLE, or on one of its columns.
struct Comment {
  Name relation;
  std::string column;  ///< empty: on the relation
  std::string text;    ///< empty: the comment is removed
  std::string constraint = {};
};

struct CommentObject {
  ObjectKind kind = ObjectKind::schema;
  Name name;
  Name table = {};
  std::optional<std::vector<Type>> arguments = {};
  std::string text;
};

struct SetSearchPath {
  std::vector<std::string> schemas;  ///< none: the default
  bool local = false;                ///< to the end of the transaction
  /// For the elements of a CREATE SCHEMA: the schema is put before the path, or, without a schema,
  /// removed again.
  bool element = false;
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

/// The position in a statement of several changes, which makes all or none of them.
enum class Part : std::uint8_t { whole, first, middle, last };

struct Change {
  std::variant<CreateRelation, CreateObject, CreateIndex, DropRelations, DropObject, DropSchema,
               RenameRelation, RenameColumn, RenameConstraint, RenameObject, MoveRelation,
               MoveObject, AddColumn, DropColumn, AlterColumn, AddConstraint, DropConstraint,
               AlterConstraint, AlterParent, AlterTraits, AlterSequence, AlterEnum, AlterDomain,
               AlterAttribute, AlterRoutine, AlterPolicy, AttachIndex, Comment, CommentObject,
               SetSearchPath, TransactionStep, NewUses, CutName>
      what;
  /// It depends on IF, a loop or an exception: what it adds is not certain to exist.
  bool conditional = false;
  Place statement = {};  ///< the statement that makes the change
  Part part = Part::whole;
  std::size_t line = 0;  ///< where the statement begins, 1-based, if it `drops`; else 0
};

/// Whether it takes relations, columns or keys away.
[[nodiscard]] inline bool drops(const Change& change) {
  return std::holds_alternative<DropRelations>(change.what) ||
         std::holds_alternative<DropObject>(change.what) ||
         std::holds_alternative<DropSchema>(change.what) ||
         std::holds_alternative<DropColumn>(change.what) ||
         std::holds_alternative<DropConstraint>(change.what);
}

}  // namespace pglint::catalog
