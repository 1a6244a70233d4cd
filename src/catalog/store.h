// The facts of the catalog, the names in use, and what is needed to roll back changes. The rules of
// SQL are in apply/.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalog/change.h"
#include "catalog/drops.h"
#include "catalog/facts.h"
#include "catalog/name.h"
#include "catalog/names_in_use.h"
#include "catalog/new_use.h"
#include "catalog/object.h"
#include "catalog/relation.h"

namespace pglint::catalog {

inline constexpr std::string_view temporary_schema = "pg_temp";

class Store {
 public:
  using Relations = catalog::Relations;
  using ObjectKey = catalog::ObjectKey;
  using Objects = catalog::Objects;

  Store() = default;
  Store(const Store&) = delete;  // it points to its own objects
  Store& operator=(const Store&) = delete;

  [[nodiscard]] const Relations& relations() const { return relations_; }
  [[nodiscard]] const Objects& objects() const { return objects_; }

  /// Earlier versions of tables that another file created again without DROP.
  [[nodiscard]] const std::vector<Relation>& superseded() const { return superseded_; }
  void keep_superseded(const Relation& relation) { superseded_.push_back(relation); }

  /// Earlier versions of objects that another file created again without OR REPLACE.
  [[nodiscard]] const std::vector<Object>& superseded_objects() const {
    return superseded_objects_;
  }
  void keep_superseded(const Object& object) { superseded_objects_.push_back(object); }

  /// The relation with exactly this name.
  [[nodiscard]] const Relation* relation(const NameView& name) const;
  [[nodiscard]] const Object* object(const ObjectKeyView& key) const;

  /// The relation that `name` means along the search path, or null.
  [[nodiscard]] const Relation* find(const NameView& name) const;
  /// The object that `name` means along the search path.
  [[nodiscard]] const Object* find_object(ObjectKind kind, const NameView& name) const;
  /// The type that `name` means, or null.
  [[nodiscard]] const Object* find_type(const NameView& name) const {
    return find_object(ObjectKind::enum_type, name);
  }
  /// The relation that has the index.
  [[nodiscard]] const Relation* find_index(const NameView& name) const;
  [[nodiscard]] bool has_index_called(std::string_view name) const;
  [[nodiscard]] std::string creation_schema() const;
  /// Schemas in which an unqualified name is looked up.
  [[nodiscard]] std::vector<std::string> path() const;

  /// For changes, except of its name and of the names of its constraints and indexes.
  [[nodiscard]] Relation* edit(const Name& name);
  [[nodiscard]] Object* edit_object(const ObjectKey& key);

  /// Adds or replaces.
  void put(Relation relation);
  void erase(const Name& name);
  void put_object(Object object);
  void erase_object(const ObjectKey& key);

  // Names in use: of relations, sequences, indexes and composite types, and of constraints.
  [[nodiscard]] bool is_class(const NameView& name) const { return classes_.contains(name); }
  [[nodiscard]] bool is_constraint(const NameView& name) const {
    return constraints_.contains(name);
  }

  /// A name that PostgreSQL makes up for what belongs to a relation in `schema`, where `is_taken`
  /// says of the same names the same until one of them is free again.
  template <class IsTaken>
  [[nodiscard]] std::string free_name(const std::string& schema, const parse::NameParts& parts,
                                      IsTaken&& is_taken) {
    const std::size_t removals = classes_.removals() + constraints_.removals();
    if (std::exchange(made_up_at_, removals) != removals) made_up_.clear();
    std::size_t& number = made_up_[Made(schema, parts.table, parts.column, parts.label)];
    return catalog::free_name(parts, is_taken, number);
  }

  /// Of a domain, which has it from now on.
  void take_constraint_name(const Name& name) { constraints_.add(name); }
  void release_constraint_name(const NameView& name) { constraints_.remove(name); }
  void add_constraint(Relation& relation, Constraint&& constraint);
  void remove_constraint(Relation& relation, const std::string& constraint);
  void rename_constraint(Relation& relation, const std::string& constraint, const std::string& to);
  void add_index(Relation& relation, Index index);
  void remove_index(Relation& relation, const std::string& index);
  void rename_index(Relation& relation, const std::string& index, const std::string& to);

  /// Relations that may depend on `name`, a relation or a type: that reference it, inherit from it,
  /// read it or have columns of it. Some may have depended on it only in the past.
  [[nodiscard]] const NameSet& dependents(const Name& name) const;
  /// Only those that inherit from it or are its partitions; a table that all others reference has
  /// many more dependents.
  [[nodiscard]] const NameSet& heirs(const Name& name) const;
  /// Only those with a foreign key to it, now or in the past.
  [[nodiscard]] const NameSet& referrers(const Name& name) const;
  /// Those that may be its default partition.
  [[nodiscard]] const NameSet& default_partitions(const Name& parent) const;
  /// Relations with columns that may be of the type, which is found by its name in each schema.
  /// Calls `visit` with each, once and in order, until it returns false.
  template <class Visit>
  void visit_users_of_type(std::string_view type, Visit&& visit) const {
    const std::vector<const NameSet*> parts = sets_of_users_of_type(type);
    NameSet all;
    for (const NameSet* part : parts) {
      if (parts.size() > 1) all.insert(part->begin(), part->end());
    }
    for (const Name& user : parts.size() == 1 ? *parts.front() : std::as_const(all)) {
      if (!visit(user)) return;
    }
  }
  /// Relations whose triggers may call a function of this name, in any schema.
  [[nodiscard]] const NameSet& users_of_function(const std::string& function) const;
  /// Relations with columns whose default may be the next value of a sequence of this name.
  [[nodiscard]] const NameSet& users_of_sequence(const std::string& sequence) const;
  [[nodiscard]] const NameSet& relations_in(const std::string& schema) const;
  /// Objects that are in the schema, or belong to a relation in it that is unknown.
  [[nodiscard]] std::vector<ObjectKey> objects_in(std::string_view schema) const;
  /// Objects with this name that do not belong to a table, in any schema; routines whatever their
  /// arguments.
  [[nodiscard]] std::vector<const Object*> objects_called(const std::string& name) const;
  /// Records what `relation` depends on; to be called when that changes.
  void note_dependencies(const Relation& relation);
  /// Records one more type that it depends on.
  void note_dependency(const Relation& relation, const Name& on);
  /// Records one more relation that a foreign key of it refers to.
  void note_reference(const Relation& relation, const Name& to);
  /// The same for the type of one of its columns.
  void note_type(const Relation& relation, const Type& type);
  /// The same for the default of one of its columns, and for one of its triggers.
  void note_default(const Relation& relation, const Column& column);
  void note_trigger(const Relation& relation, const Object& object);
  /// Domains, composite types and routines that may depend on the type `name`.
  [[nodiscard]] std::vector<ObjectKey> type_users(const Name& name) const;
  /// Records that `object`, which is in the store, depends on `type` from now on.
  void note_type(const Object& object, const Type& type);

  void set_path(std::vector<std::string> path);
  [[nodiscard]] const std::vector<std::string>& written_path() const { return path_; }

  /// Starts a new session: default path, no transaction, no temporary tables.
  void begin_session();

  /// What was dropped, for messages only.
  [[nodiscard]] const Drops& drops() const { return drops_; }
  void note_drop(Dropped what, const Drop& drop) { drops_.note(std::move(what), drop); }

  /// Truncated names in the order of the run, also those of dropped objects.
  [[nodiscard]] const std::vector<CutName>& cut_names() const { return cut_names_; }
  /// Those that were truncated to `kept`.
  [[nodiscard]] std::vector<const CutName*> cut_names_to(const std::string& kept) const;
  void note_cut_name(CutName name);

  // Transactions.
  [[nodiscard]] bool in_transaction() const {
    return !levels_.empty() && !levels_.front().of_statement;
  }
  /// Enclose a statement of several changes, which is rolled back if it fails.
  void begin_statement();
  void end_statement();
  void take_back_statement();
  void begin();
  void commit();
  void rollback();
  void savepoint(std::string name);
  /// False if there is no such savepoint.
  bool release(const std::string& name);
  bool rollback_to(const std::string& name);
  /// For SET LOCAL: saves the path that is restored when the transaction ends.
  void remember_path_for_commit();

  // Limits of a run, which SQL that is written by hand does not come near: what is nested, copied
  // or kept for a rollback grows faster than the SQL that says so.
  /// Counts one more relation that a change reaches through others; false where it is too many.
  [[nodiscard]] bool may_follow();
  /// Counts what is copied from other relations, as `weight_of` does; false where it is too much.
  [[nodiscard]] bool may_copy(std::size_t weight);
  /// From here on, nothing certain is known of the relation.
  void make_uncertain(const Name& name);
  /// Notes that a statement went beyond a limit.
  void note_limit(const Place& statement) {
    if (!limit_) limit_ = statement;
  }
  /// The first statement that did.
  [[nodiscard]] const std::optional<Place>& limit() const { return limit_; }

  /// Uses whose facts are not known yet.
  [[nodiscard]] PendingUses& pending_uses() { return pending_uses_; }

  [[nodiscard]] static ObjectKey key_of(const Object& object);
  [[nodiscard]] static ObjectKey key_of(ObjectKind kind, const Name& name, const Name& table);
  /// The key of an object that does not belong to a table.
  [[nodiscard]] static ObjectKeyView key_view(ObjectKind kind, const NameView& name);

 private:
  /// Earlier versions of facts, as they were before a savepoint or the transaction.
  struct Kept {
    std::optional<Relation> before = {};
    std::size_t weight = 0;  ///< of what it does not share with its present version
  };
  struct Level {
    std::string savepoint = {};
    std::map<Name, Kept, ByName> relations = {};
    std::set<Name, ByName> edited = {};  ///< relations, since their weights were found
    std::set<Name, ByName> lost = {};    ///< relations that were too many to keep
    std::map<ObjectKey, std::optional<Object>> objects = {};
    std::set<ObjectKey> lost_objects = {};
    std::vector<std::string> path = {};
    bool of_statement = false;
  };

  /// Calls `note` with the list of its dependents for each fact that the relation depends on.
  template <class Note>
  void for_each_dependency(const Relation& relation, Note&& note);
  void forget_dependencies(const Relation& relation);
  void remember(const Name& name);
  /// Finds the weights of what the last level keeps, unless it is the first: that one keeps at most
  /// what there was before the transaction.
  void weigh_last_level();
  void forget(const Level& level);
  void remember_object(const ObjectKey& key);
  void restore(Level& level);
  void merge_last_level();
  /// The object with exactly this name that does not belong to a table.
  [[nodiscard]] const Object* object_called(ObjectKind kind, const NameView& name) const;
  void insert_relation(Relation relation);
  Relations::node_type remove_relation(Relations::iterator relation);
  void insert_object(const ObjectKey& key, Object object);
  void remove_object(Objects::iterator object);
  void take_names(const Relation& relation);
  void free_names(const Relation& relation);
  void take_name(const Object& object);
  /// The same for all types that it names.
  void note_types(const Object& object);
  void free_name(const Object& object);

  [[nodiscard]] std::vector<const NameSet*> sets_of_users_of_type(std::string_view type) const;

  Relations relations_;
  std::unordered_map<Name, Relation*, NameHash, SameName>
      by_name_;  ///< the same relations, for look-ups
  std::vector<Relation> superseded_;
  std::vector<Object> superseded_objects_;
  Objects objects_;
  /// The types among the objects, which are looked up for each column.
  std::unordered_map<Name, const Object*, NameHash, SameName> types_;
  std::unordered_multimap<std::string, const Object*> objects_by_name_;
  NamesInUse classes_;
  NamesInUse constraints_;
  std::map<Name, Name, ByName> index_tables_;  ///< index → table
  std::map<Name, NameSet, ByName> dependents_;
  std::map<Name, NameSet, ByName> heirs_;
  std::map<Name, NameSet, ByName> referrers_;
  std::map<Name, NameSet, ByName> default_partitions_;
  /// Of types that were unknown then.
  std::map<std::string, NameSet, std::less<>> users_of_unknown_types_;
  std::unordered_map<std::string, NameSet> users_of_functions_;
  std::unordered_map<std::string, NameSet> users_of_sequences_;
  std::unordered_map<std::string, NameSet> relations_by_schema_;
  std::map<Name, std::set<ObjectKey>, ByName> type_users_;
  std::set<Name, ByName> temporary_;  ///< relations that are dropped with the session
  std::vector<std::string> path_;     ///< none: the default
  std::optional<std::vector<std::string>> path_after_commit_;
  PendingUses pending_uses_;
  Drops drops_;
  std::vector<CutName> cut_names_;
  std::unordered_multimap<std::string, std::size_t> cut_names_by_rest_;
  std::vector<Level> levels_;  ///< the transaction first, then its savepoints
  std::size_t kept_ = 0;       ///< the weight of facts in the levels
  /// Of each schema, table, column and label: the number of the last name that was made up.
  using Made = std::tuple<std::string, std::string, std::string, std::string>;
  std::map<Made, std::size_t> made_up_;
  std::size_t made_up_at_ = 0;  ///< the names that had been free again then
  std::size_t followed_ = 0;
  std::size_t copied_ = 0;
  std::optional<Place> limit_;
};

}  // namespace pglint::catalog
