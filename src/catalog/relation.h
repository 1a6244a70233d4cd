// Tables and other relations with columns, as DDL creates them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/name.h"
#include "catalog/object.h"
#include "catalog/parts.h"
#include "catalog/place.h"
#include "catalog/type.h"
#include "catalog/use.h"

namespace pglint::catalog {

/// `unknown`: it depends on DDL that runs under a condition.
enum class Answer : std::uint8_t { no, yes, unknown };

enum class Identity : std::uint8_t { none, always, by_default };
enum class Generation : std::uint8_t { none, stored, virtual_column };

struct Column {
  std::string name;
  /// The name as the statement writes it, if only its case separates words: `CardNumber`. Otherwise
  /// empty.
  std::string as_written = {};
  Type type;
  Place place;                   ///< its definition
  Place type_place;              ///< of its current type
  std::string collation = {};    ///< as written; empty for its type's collation
  Answer not_null = Answer::no;  ///< by its own constraint or a primary key, not by its domain
  /// The DEFAULT (or generation) expression as SQL.
  std::optional<std::string> default_expression = {};
  bool default_certain = true;  ///< false if a condition decides about its DEFAULT or identity
  Place default_place = {};     ///< of the DEFAULT, or of its value if ALTER COLUMN set it
  bool generated = false;       ///< GENERATED ALWAYS AS (expression)
  std::vector<std::string> mentioned = {};  ///< columns in that expression
  bool identity = false;
  Identity identity_kind = Identity::none;
  Generation generation = Generation::none;
  bool serial = false;    ///< written as serial: an integer with an owned sequence
  bool certain = true;    ///< false if a condition decides whether it exists
  bool unlinked = false;  ///< its foreign key was dropped, and it has no other
  bool local = true;      ///< declared in this relation, not only inherited
  int inherited = 0;      ///< from this number of parents
  std::string comment = {};
  Place changed = {};                          ///< its last change, or its definition
  Uses<ColumnUseKind> evidence = {};           ///< its uses in queries, if they are collected
  std::vector<std::string> former_names = {};  ///< that RENAME replaced, the oldest first

  /// The name with the case that separates its words.
  [[nodiscard]] std::string_view spelling() const { return as_written.empty() ? name : as_written; }

  /// The first use of this kind, or null.
  [[nodiscard]] const ColumnUse* find_use(ColumnUseKind use) const { return evidence.find(use); }
};

enum class ConstraintKind : std::uint8_t {
  primary_key,
  unique,
  foreign_key,
  check,
  exclusion,
  not_null
};

/// The suffix of the names that PostgreSQL generates for this kind of constraint: `pkey`, `check`.
[[nodiscard]] std::string_view label_of(ConstraintKind kind);

enum class ReferentialAction : std::uint8_t {
  no_action,
  restricted,
  cascade,
  set_null,
  set_default
};
enum class MatchType : std::uint8_t { simple, full, partial };

/// One key of an index or of an exclusion constraint.
struct IndexKey {
  std::string column = {};                  ///< empty for an expression
  std::string expression = {};              ///< as SQL; empty for a column
  std::vector<std::string> mentioned = {};  ///< columns in the expression
  std::string shown = {};                   ///< its part of generated names
  std::string operator_class = {};          ///< as written; empty for the default
  std::string collation = {};               ///< as written; empty for the default
  bool descending = false;
  bool nulls_first = false;

  friend bool operator==(const IndexKey&, const IndexKey&) = default;
};

/// `a DESC`, `(lower(b)) text_pattern_ops`
[[nodiscard]] std::string format_key(const IndexKey& key);

struct Constraint {
  std::string name;  ///< empty only if the relation is unknown to the run
  ConstraintKind kind = ConstraintKind::check;
  std::vector<std::string> columns;  ///< none for CHECK and EXCLUDE
  Place place;
  Name referenced = {};  ///< of a foreign key
  /// None if they are the primary key of a table that is unknown to the run.
  std::vector<std::string> referenced_columns = {};
  std::string index = {};                   ///< named by USING INDEX, or generated
  bool named = false;                       ///< its name is written, not generated
  std::string expression = {};              ///< of CHECK, as SQL
  std::vector<std::string> mentioned = {};  ///< columns in the expressions of CHECK and EXCLUDE
  std::vector<std::string> proved = {};  ///< columns of which a CHECK says that they are NOT NULL
  std::vector<IndexKey> keys = {};       ///< of EXCLUDE
  std::vector<std::string> operators = {};  ///< of EXCLUDE, one for each key
  std::string method = {};                  ///< of EXCLUDE
  std::string predicate = {};               ///< of EXCLUDE, as SQL
  std::vector<std::string> include = {};    ///< of a key
  bool nulls_not_distinct = false;
  bool without_overlaps = false;  ///< also PERIOD of a foreign key
  ReferentialAction on_update = ReferentialAction::no_action;
  ReferentialAction on_delete = ReferentialAction::no_action;
  std::vector<std::string> set_columns = {};  ///< ON DELETE SET NULL (…)
  MatchType match = MatchType::simple;
  bool deferrable = false;
  bool initially_deferred = false;
  bool validated = true;
  bool enforced = true;
  bool no_inherit = false;
  bool local = true;          ///< declared in this relation, not only inherited
  std::size_t inherited = 0;  ///< from how many parents
  bool certain = true;        ///< false if a condition decides whether it exists
  /// PostgreSQL rejects this foreign key: it cannot compare the types, or a column is missing. Then
  /// it is not certain.
  bool rejected = false;
  std::string comment = {};
};

struct Index {
  std::string name;
  Place place;
  std::string method = "btree";
  std::vector<IndexKey> keys = {};
  std::vector<std::string> include = {};
  bool unique = false;
  bool primary = false;
  bool exclusion = false;
  bool nulls_not_distinct = false;
  bool valid = true;           ///< false on a partitioned table whose partitions lack it
  std::string predicate = {};  ///< as SQL
  std::vector<std::string> mentioned = {};  ///< columns in the predicate
  std::string constraint = {};              ///< that it implements
  bool named = true;                        ///< its name is written, not generated
  std::string parent = {};                  ///< the index of the partitioned table that contains it
  bool certain = true;
  std::string comment = {};
};

/// A sequence that is dropped with its column.
struct OwnedSequence {
  Name sequence;
  std::string column;
  bool identity = false;
};

enum class RelationKind : std::uint8_t { table, foreign_table, view, materialized_view };

/// `foreign table`
[[nodiscard]] std::string_view name_of(RelationKind kind);
/// Its rows come from a query.
[[nodiscard]] bool is_view(RelationKind kind);
/// `table` or `view`.
[[nodiscard]] std::string_view short_name_of(RelationKind kind);

struct Relation {
  Name name;
  std::string as_written = {};  ///< as `Column::as_written`, without the schema
  RelationKind kind = RelationKind::table;
  Place place;  ///< of its name in its CREATE statement
  bool temporary = false;
  bool partition = false;
  bool is_default_partition = false;  ///< for the rows of no other partition
  /// False if columns come from something that is unknown to the run: `CREATE TABLE … AS`, LIKE or
  /// INHERITS of an unknown table.
  bool columns_known = true;
  /// False if a condition decides whether it exists, or PostgreSQL rejects one of its foreign keys.
  bool certain = true;
  Parts<Column> columns = {};  ///< in order
  Parts<Constraint> constraints = {};
  std::size_t not_null_constraints = 0;  ///< how many of them, in the catalog
  std::string comment = {};
  bool unlogged = false;
  bool unpopulated = false;  ///< of a materialized view: WITH NO DATA, and no REFRESH since
  bool partitioned = false;
  /// The columns of PARTITION BY; empty for an expression.
  std::vector<std::string> partition_keys = {};
  std::vector<Name> parents = {};  ///< the tables that it inherits from or is a partition of
  Name of_type = {};               ///< OF type
  Parts<Index> indexes = {};
  std::vector<OwnedSequence> sequences = {};
  Parts<Object> objects = {};  ///< triggers, policies, rules
  bool row_security = false;
  bool force_row_security = false;
  std::vector<Name> uses = {};  ///< of a view: the relations that it reads
  std::vector<std::string> used_columns =
      {};                               ///< of a view: columns that its query names; `*` means all
  Place changed = {};                   ///< the last change of it
  Uses<RelationUseKind> evidence = {};  ///< its uses in queries, if they are collected
  std::vector<std::string> former_names = {};  ///< as `Column::former_names`, without the schema

  /// The name with the case that separates its words.
  [[nodiscard]] std::string_view spelling() const {
    return as_written.empty() ? name.name : as_written;
  }

  /// The first use of this kind, or null.
  [[nodiscard]] const RelationUse* find_use(RelationUseKind use) const {
    return evidence.find(use);
  }

  [[nodiscard]] const Column* find_column(std::string_view column) const;
  /// The same, for changes except of its name.
  [[nodiscard]] Column* edit_column(std::string_view column);

  [[nodiscard]] const Constraint* find_constraint(std::string_view constraint) const;
  /// The NOT NULL of the column, or `constraints.end()`: a column has one at most.
  [[nodiscard]] Parts<Constraint>::iterator find_not_null(std::string_view column) const;
  [[nodiscard]] Constraint* edit_constraint(std::string_view constraint);
  [[nodiscard]] const Index* find_index(std::string_view index) const;
  [[nodiscard]] Index* edit_index(std::string_view index);
  [[nodiscard]] const Constraint* primary_key() const;

  /// Whether the column is part of a constraint of this kind.
  [[nodiscard]] bool has_column_in(ConstraintKind constraint, std::string_view column) const;
};

}  // namespace pglint::catalog
