// Applies one change as PostgreSQL would; one function per kind of change.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/change.h"
#include "catalog/drops.h"
#include "catalog/file_order.h"
#include "catalog/store.h"

namespace pglint::catalog {

/// Functions that return bool return false if PostgreSQL certainly rejects the statement. It may
/// then be partly applied.
class Applier {
 public:
  /// All must outlive the applier, which carries out one change.
  Applier(Store& store, const FileOrder& files, const Change& change)
      : store_(store),
        files_(files),
        conditional_(change.conditional),
        statement_(change.statement),
        line_(change.line) {}

  bool operator()(CreateRelation&& create);
  bool operator()(const CreateObject& create);
  bool operator()(const CreateIndex& create);
  bool operator()(const DropRelations& drop);
  bool operator()(const DropObject& drop);
  bool operator()(const DropSchema& drop);
  bool operator()(const RenameRelation& rename);
  bool operator()(const RenameColumn& rename);
  bool operator()(const RenameConstraint& rename);
  bool operator()(const RenameObject& rename);
  bool operator()(const MoveRelation& move);
  bool operator()(const MoveObject& move);
  bool operator()(const AddColumn& add);
  bool operator()(const DropColumn& drop);
  bool operator()(const AlterColumn& alter);
  bool operator()(const AddConstraint& add);
  bool operator()(const DropConstraint& drop);
  bool operator()(const AlterConstraint& alter);
  bool operator()(const AlterParent& alter);
  bool operator()(const AlterTraits& alter);
  bool operator()(const AlterSequence& alter);
  bool operator()(const AlterEnum& alter);
  bool operator()(const AlterDomain& alter);
  bool operator()(const AlterAttribute& alter);
  bool operator()(const AlterRoutine& alter);
  bool operator()(const AlterPolicy& alter);
  bool operator()(const AttachIndex& attach);
  bool operator()(const Comment& comment);
  bool operator()(const CommentObject& comment);
  bool operator()(const SetSearchPath& set);
  bool operator()(const TransactionStep& step);
  bool operator()(const NewUses& uses);
  bool operator()(const CutName& cut);

 private:
  /// One call of a function that follows inheritance, views or types. A few bytes of SQL nest them
  /// as deep as they like, so calls are counted: beyond the limits, what would be followed is
  /// uncertain from then on instead.
  class Follow {
   public:
    /// `name` is the relation that the call is about.
    Follow(Applier& applier, const Name& name);
    Follow(const Follow&) = delete;
    Follow& operator=(const Follow&) = delete;
    ~Follow() { --applier_.depth_; }

    [[nodiscard]] bool is_too_far() const { return is_too_far_; }

   private:
    Applier& applier_;
    bool is_too_far_ = false;
  };

  /// The relation that `name` means, for changes; null if it is unknown.
  Relation* edit(const Name& name);
  /// Cuts a relation off at the most columns that PostgreSQL allows.
  static void limit_columns(Relation& relation);
  static constexpr std::size_t most_columns = 1600;
  /// Whether the run may copy one more constraint, index or trigger from another relation.
  bool may_copy(std::size_t weight);
  /// Whether a relation with so many indexes, constraints besides NOT NULL, or triggers, policies
  /// and rules may get one more. If not, nothing certain is known of it from here on: what looks at
  /// pairs of them would take too long.
  bool has_room(const Relation& relation, std::size_t parts);
  bool has_room_for_constraint(const Relation& relation);
  /// The constraint with this name, or null. Most new names are in no table of the schema.
  [[nodiscard]] const Constraint* find_constraint(const Relation& relation,
                                                  const std::string& name) const;
  static constexpr std::size_t most_parts = 2000;

  // Creating relations.
  [[nodiscard]] Name name_in_schema(const Relation& relation) const;
  void copy_like(const Copied& copied, std::size_t& added, Relation& relation) const;
  void inherit(const std::vector<Copied>& copies, Relation& relation) const;
  void take_type(Relation& relation) const;
  void take_query_columns(const CreateRelation& create, Relation& relation) const;
  /// Leaves the columns out where the run has copied too many.
  void limit_copies(const CreateRelation& create, Relation& relation);
  void add_constraints(const std::vector<Copied>& copies, const Name& name,
                       std::vector<Constraint> written);
  void add_keys(const Name& name, std::vector<Constraint> keys);
  void add_like(const Copied& copied, const Name& name);
  void clone_from_parent(const Name& parent, const Name& partition);
  bool replace_view(Relation relation);

  // Columns.
  bool add_column(const Name& name, const AddColumn& add, bool inherited);
  void drop_column(const Name& name, const DropColumn& drop);
  void drop_uses_of_column(const Name& name, const std::string& column);
  void alter_column(const Name& name, const AlterColumn& alter);
  void make_sequence(Relation& relation, const NewSequence& sequence);
  /// Drops generated columns that are computed from the column.
  void drop_generated_from(const Name& name, const std::string& column);
  void set_sequence_types(const Relation& relation, const std::string& column, const Type& type);
  /// Gives a child's new NOT NULL constraint the name of the parent's.
  void take_over_not_null(const Name& name, const Name& child, const std::string& column);
  void drop_sequences(Relation& relation, const std::string& column, bool identity_only);
  void rename_column(const Name& name, const RenameColumn& rename);

  // Constraints and indexes.
  bool add_constraint(const Name& name, Constraint constraint, bool only, bool inherited = false);
  bool add_not_null(Relation& relation, Constraint&& constraint, bool inherited);
  void add_not_null_of_key(const Name& name, const std::vector<std::string>& columns,
                           const Place& place);
  bool add_check(Relation& relation, Constraint&& constraint, bool inherited);
  bool add_key(Relation& relation, Constraint&& constraint, const std::string& parent_index = {});
  bool add_foreign_key(Relation& relation, Constraint constraint);
  /// Whether PostgreSQL rejects the foreign key: columns that it cannot compare or that are
  /// missing.
  [[nodiscard]] bool is_refused(const Relation& relation, const Relation& target,
                                const Constraint& key) const;
  /// The type below its domains.
  [[nodiscard]] Type base_type(const Type& type) const;
  bool use_index(Relation& relation, Constraint&& constraint);
  void drop_constraint(const Name& name, const DropConstraint& drop);
  void drop_index_of(Relation& relation, const std::string& index);
  void remove_index(Relation& relation, const std::string& index);
  void drop_foreign_keys_to(const Name& name, const std::vector<std::string>& columns);
  /// Adds an index without a constraint, and returns its name.
  std::string add_index(Relation& relation, Index index);
  /// Both return false if the index of a partition is invalid, which makes this one invalid.
  bool index_partitions(const Name& name, const Index& index);
  bool index_partition(const Name& parent, const Index& index, const Name& child);
  void attach_partition(const Name& parent, const Name& partition);
  [[nodiscard]] std::string constraint_name(const Relation& relation,
                                            const Constraint& constraint) const;
  /// The name that PostgreSQL generates for an index; `label` is `idx` without a constraint.
  [[nodiscard]] std::string index_name(const Relation& relation, const Index& index,
                                       std::string_view label) const;

  // Whole relations.
  void drop_relation(const Name& name, bool cascade);
  /// Whether a relation that is not in `gone` depends on it, so that dropping it needs CASCADE.
  [[nodiscard]] bool is_needed(const Name& name, const std::vector<Name>& gone) const;
  /// Whether a relation that stays has a foreign key to it. `root`: the partitioned table that the
  /// dropped one is part of.
  [[nodiscard]] bool is_referenced(const Name& root, const std::vector<Name>& gone) const;
  /// Whether it is in `gone` or a partition of one of them.
  [[nodiscard]] bool goes_with(const Name& name, const std::vector<Name>& gone) const;
  /// Removes children that inherit from an unknown or dropped table of this name: they do not
  /// inherit from a new one. This also prevents cycles.
  void forget_children(const Name& name);
  [[nodiscard]] bool descends(const Name& name, const Name& from) const;
  void rename_relation(const Name& from, const Name& to);
  void update_references(const Name& from, const Name& to);

  // Objects.
  bool create_attached(Object object, bool or_replace);
  bool drop_attached(ObjectKind kind, const Name& name, const Name& table);
  void drop_uses(const Object& dropped);
  void add_extension_types(const Object& extension);
  void drop_extension(const std::string& extension);
  bool rename_index(const Name& table, const std::string& from, const std::string& to);
  void rename_schema(const std::string& from, const std::string& to);
  void name_domain_constraints(Object& object) const;
  bool add_domain_constraint(Object& object, DomainConstraint constraint);
  void drop_uses_of_type(const Name& type);
  void rename_type(const Name& from, const Name& to);
  [[nodiscard]] const Object* find(ObjectKind kind, const Name& name,
                                   const std::optional<std::vector<Type>>& arguments) const;
  void change_name(const Object& object, const Name& to);
  /// Triggers follow their function.
  void rename_called(const Name& from, const Name& to);
  Object* find_attached(ObjectKind kind, const Name& name, const Name& table);
  void rename_attached(const RenameObject& rename);

  /// Sets the schema of a type that is found along the search path.
  void resolve(Type& type) const;
  /// The same for routines, whose types have no modifiers.
  void resolve_called(Type& type) const {
    type.modifiers.clear();
    resolve(type);
  }
  /// The columns of one source of a query: references to those of a relation, or its own.
  struct SourceColumns {
    const QuerySource* source = nullptr;
    bool known = false;
    const Relation* relation = nullptr;
    Parts<Column> own = {};

    [[nodiscard]] const Parts<Column>& columns() const;
    /// The name in the query of the column `at`, whose own name is `name`.
    [[nodiscard]] std::string_view name(std::size_t at, const std::string& name) const;
    /// Null if there is no such column.
    [[nodiscard]] const Type* type_of(std::string_view column) const;
  };
  [[nodiscard]] SourceColumns columns_of(const QuerySource& source) const;
  [[nodiscard]] Parts<Column> columns_of(const Query& query, bool& known) const;
  [[nodiscard]] std::vector<Name> children_of(const Name& name) const;

  /// Whether findings about what another file made, and this one makes again, stay: scripts of
  /// several databases. A history of migrations says for both what it made.
  [[nodiscard]] bool stays_beside(const Place& made) const {
    return files_.is_of_history(made.file) || !files_.is_of_history(statement_.file);
  }

  /// Notes that the statement drops it, unless it only makes room for another relation.
  void note_drop(Dropped what) {
    if (line_ != 0) store_.note_drop(std::move(what), {.statement = statement_, .line = line_});
  }

  Store& store_;
  const FileOrder& files_;
  bool conditional_;
  const Place& statement_;
  std::size_t line_;       ///< as of the change
  std::size_t depth_ = 0;  ///< of calls that `Follow` counts
  /// Whose column is changed already: several paths of inheritance may lead to a table.
  std::set<Name, ByName> reached_;
};

}  // namespace pglint::catalog
