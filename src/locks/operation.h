// What the clauses of a statement do, free of trees: the statement's tree is gone when the schema
// before it is known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/name.h"
#include "catalog/place.h"
#include "catalog/relation.h"
#include "catalog/type.h"

#include "locks/form.h"
#include "locks/mode.h"
#include "locks/volatility.h"
#include "migration/script.h"
#include "text/boxed.h"

namespace pglint::locks {

/// The column of ADD COLUMN.
struct NewColumn {
  catalog::Column column;
  std::vector<catalog::Constraint> constraints = {};
  std::optional<ExpressionVolatility> default_value = {};  ///< none: no DEFAULT, or DEFAULT NULL
  catalog::Place value_place = {};  ///< of the DEFAULT, the type or GENERATED, whatever decides
  bool is_not_null = false;         ///< written NOT NULL or PRIMARY KEY
};

/// What ALTER COLUMN … TYPE says.
struct NewType {
  catalog::Type type;
  std::string collation = {};  ///< as written; empty: none
  /// USING is more than the column or its cast to the new type.
  bool has_conversion = false;
  bool converts_time_zone = false;  ///< with AT TIME ZONE
};

/// FOR VALUES of ATTACH PARTITION.
struct PartitionBound {
  bool is_default = false;
  /// All bounds are constants, of one column; only then are they below.
  bool is_simple = false;
  std::vector<std::string> values = {};   ///< IN (…)
  std::optional<std::string> lower = {};  ///< FROM; none: MINVALUE
  std::optional<std::string> upper = {};  ///< TO; none: MAXVALUE
};

/// One clause of a statement, about one object.
struct Operation {
  /// As far as the statement tells; what the schema tells picks among like forms (locks/effects.h).
  Form form = Form::add_column;
  catalog::Name object = {};    ///< the table, index, view or type that it names
  catalog::Place place = {};    ///< of the clause
  std::string place_name = {};  ///< for places that are found by name
  std::string part = {};        ///< the column, constraint, partition's parent or enum value
  std::string to = {};          ///< the new name
  /// The other relations that it names: those that a foreign key references, the partition.
  std::vector<catalog::Name> others = {};
  bool if_exists = false;  ///< or IF NOT EXISTS
  bool only = false;
  bool cascade = false;
  text::Boxed<NewColumn> column = {};
  text::Boxed<NewType> type = {};
  text::Boxed<catalog::Constraint> constraint = {};
  text::Boxed<catalog::Index> index = {};
  text::Boxed<PartitionBound> bound = {};
  std::optional<Mode> mode = {};  ///< of LOCK TABLE
  bool has_rows = false;          ///< of CREATE TABLE AS and others: rows are written
  /// With `has_rows`: they come from elsewhere, such as another table, not from the query alone.
  bool copies_rows = false;
  /// Of UPDATE, DELETE and SELECT: nothing that can be seen limits the rows.
  bool is_unbounded = false;
  bool has_condition = false;  ///< of UPDATE: it has a WHERE, or a FROM
  /// Of UPDATE and DELETE: the condition asks for other columns than those that are set.
  bool has_other_condition = false;
  std::string null_column = {};  ///< of UPDATE: the condition only holds where it IS NULL
};

/// Whether it adds a column NOT NULL without a value, which fails if there is a row.
[[nodiscard]] inline bool needs_empty_table(const Operation& added) {
  const auto& column = added.column;
  return added.form == Form::add_column && column && column->is_not_null &&
         !column->default_value && !column->column.serial && !column->column.identity &&
         !column->column.generated;
}

/// What a statement does to the transaction.
enum class TransactionKind : std::uint8_t {
  none,
  begin,
  commit,
  rollback,
  savepoint,
  release,
  rollback_to,
  prepare,
  /// Nothing that is written: the file, or a section of it with a BEGIN, ends.
  end_of_section,
};

/// A setting that the statement changes for the session or the transaction.
struct SettingChange {
  std::string name;                       ///< lower case; `*` of RESET ALL and DISCARD ALL
  std::optional<std::string> value = {};  ///< none: its default
  bool is_local = false;
  bool is_known = true;  ///< false if the value is not a literal
};

/// Why PostgreSQL refuses the statement in a transaction block, or outside of one. `unknown`: it
/// may refuse it in one, as CALL of a procedure that commits.
enum class BlockNeed : std::uint8_t { none, refused, needed, no_effect, unknown };

/// A string constant that may be a value of an enum: what it is cast to, or the column that gets it
/// or is compared with it.
struct EnumUse {
  std::string value;
  catalog::Name type = {};                    ///< of a cast or a column definition; else empty
  std::string column = {};                    ///< empty: of a cast, or of the partition key
  std::vector<catalog::Name> relations = {};  ///< that may have the column
  bool of_partition_key = false;
  catalog::Place place = {};
};

/// What a publication publishes from a statement on.
struct PublicationChange {
  enum class Kind : std::uint8_t { set, add, drop, rename, gone } kind = Kind::set;
  std::string publication;
  std::vector<catalog::Name> tables = {};  ///< with all their columns
  std::vector<std::string> schemas = {};   ///< TABLES IN SCHEMA
  bool of_all = false;                     ///< ALL TABLES
  std::string to = {};                     ///< of RENAME
};

/// A statement that runs with its file, in front of its changes of the schema.
struct Statement {
  catalog::Place place = {};
  std::vector<Operation> operations = {};
  TransactionKind transaction = TransactionKind::none;
  std::string savepoint = {};
  bool is_chained = false;  ///< COMMIT AND CHAIN
  /// Of values that the file adds to enums before.
  std::vector<EnumUse> enum_uses = {};
  std::vector<SettingChange> settings = {};
  std::vector<PublicationChange> publications = {};
  /// The table whose rows INSERT, UPDATE, DELETE, MERGE or COPY changes; only where a rule asks for
  /// it (`Rule::wants_rows`).
  catalog::Name rows_of = {};
  bool updates_many = false;  ///< of UPDATE with `rows_of`: all rows, or a batch of them
  migration::InTransaction in_transaction = migration::InTransaction::unknown;
  /// Changes with each transaction of the file; outside of transactions with each statement.
  std::size_t transaction_number = 0;
  std::size_t transaction_begin = 0;  ///< byte of the file
  /// Why it runs in a transaction or not; only where `block` asks for it.
  std::string why = {};
  text::Boxed<std::vector<std::string>> reassigned_roles = {};  ///< of REASSIGN OWNED BY
  std::string makes_type = {};         ///< the name of the type that it makes
  std::string makes_temporary = {};    ///< the name of the temporary table that it makes
  bool drops_invalid_indexes = false;  ///< a DO block that looks for them
  BlockNeed block = BlockNeed::none;
  std::string shown = {};            ///< `CREATE INDEX CONCURRENTLY`, for messages about `block`
  bool in_body = false;              ///< of DO
  bool in_tool_transaction = false;  ///< of the migration tool, apart from the file's own BEGIN
  bool is_conditional = false;       ///< in IF, a loop, …
  bool is_dynamic = false;           ///< in EXECUTE
  bool is_down = false;              ///< of a down migration, or a script that takes away
};

}  // namespace pglint::locks
