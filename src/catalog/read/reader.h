// What the readers of all statements share: the statement and its changes.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/change.h"
#include "catalog/change_reader.h"
#include "catalog/definition_reader.h"

#include "parse/tree/nodes.h"

namespace pglint::catalog {

/// Marks temporary relations in the tree: `RELPERSISTENCE_TEMP` of pg_class.h.
inline constexpr char temporary_persistence = 't';

/// One for each statement.
class Reader {
 public:
  /// Both must outlive the reader.
  Reader(const StatementSource& source, std::vector<Change>& changes)
      : source_(source), definitions_(source), changes_(changes) {}

  [[nodiscard]] const DefinitionReader& definitions() const { return definitions_; }

  /// The place of the whole statement.
  [[nodiscard]] Place statement() const { return definitions_.place(-1, Extent::statement); }

  /// The place of something unnamed that belongs to `table`: the statement, or, in CREATE SCHEMA,
  /// which can contain several, the table's name.
  [[nodiscard]] Place unnamed(const RangeVar& table) const {
    const bool is_element = source_.statement.tree->type == T_CreateSchemaStmt;
    return is_element ? definitions_.place(table.location, Extent::name) : statement();
  }

  /// The place of a name without a position in the tree.
  [[nodiscard]] Place search() const { return definitions_.place(-1, Extent::search); }

  template <class What>
  void add(What what) {
    changes_.push_back(
        {.what = std::move(what), .conditional = source_.conditional, .statement = statement()});
  }

  void add_object(ObjectKind kind, Name name, ObjectDetail detail = {}, Name table = {}) {
    add(CreateObject{.object = {.kind = kind,
                                .name = std::move(name),
                                .table = std::move(table),
                                .place = search(),
                                .detail = std::move(detail)}});
  }

 private:
  const StatementSource& source_;
  DefinitionReader definitions_;
  std::vector<Change>& changes_;
};

/// The name in a RangeVar that may be missing.
[[nodiscard]] inline Name range_name(const RangeVar* relation) {
  return relation == nullptr ? Name() : name_of(*relation);
}

/// The value of an option; true where it has none.
[[nodiscard]] bool is_on(const DefElem& option);

/// The type that an option names, or nothing.
[[nodiscard]] std::optional<Type> type_option(const DefElem& option);

/// `schema.table.part` as the table's name; `part` is the last string.
[[nodiscard]] Name table_of(const List& path);

/// The types of a routine's input arguments; nothing if only its name is written.
[[nodiscard]] std::optional<std::vector<Type>> arguments_of(const ObjectWithArgs& routine);

// One function for each kind of statement.
void read_create_table(Reader& reader, const CreateStmt& statement, RelationKind kind);
void read_create_as(Reader& reader, const CreateTableAsStmt& statement);
void read_refresh(Reader& reader, const RefreshMatViewStmt& statement);
void read_select_into(Reader& reader, const SelectStmt& statement);
void read_create_view(Reader& reader, const ViewStmt& statement);
void read_create_index(Reader& reader, const IndexStmt& statement);
void read_alter_table(Reader& reader, const AlterTableStmt& statement);
void read_alter_composite(Reader& reader, const AlterTableStmt& statement);

void read_create_enum(Reader& reader, const CreateEnumStmt& statement);
void read_alter_enum(Reader& reader, const AlterEnumStmt& statement);
void read_create_composite(Reader& reader, const CompositeTypeStmt& statement);
void read_create_range(Reader& reader, const CreateRangeStmt& statement);
void read_create_domain(Reader& reader, const CreateDomainStmt& statement);
void read_alter_domain(Reader& reader, const AlterDomainStmt& statement);
void read_define(Reader& reader, const DefineStmt& statement);

void read_create_sequence(Reader& reader, const CreateSeqStmt& statement);
void read_alter_sequence(Reader& reader, const AlterSeqStmt& statement);
void read_create_function(Reader& reader, const CreateFunctionStmt& statement);
void read_alter_function(Reader& reader, const AlterFunctionStmt& statement);
void read_create_trigger(Reader& reader, const CreateTrigStmt& statement);
void read_create_policy(Reader& reader, const CreatePolicyStmt& statement);
void read_alter_policy(Reader& reader, const AlterPolicyStmt& statement);

void read_drop(Reader& reader, const DropStmt& statement);
void read_rename(Reader& reader, const RenameStmt& statement);
void read_move(Reader& reader, const AlterObjectSchemaStmt& statement);
void read_comment(Reader& reader, const CommentStmt& statement);

}  // namespace pglint::catalog
