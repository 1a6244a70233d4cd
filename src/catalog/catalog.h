// What the schema looks like: DDL replayed in order. It answers with what it saw; what this run
// never saw is unknown, not absent.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "catalog/change.h"
#include "catalog/object.h"
#include "catalog/relation.h"

namespace pglint::catalog {

class Catalog {
 public:
  using Relations = std::map<Name, Relation, ByName>;

  /// A new session: the search path is the default again and temporary tables are gone. To be
  /// called before the changes of each file.
  void begin_session();

  void apply(const Change& change);

  /// The relation that `name` means along the search path, or null where this run saw none. An
  /// unqualified name that is not on the default path means the only relation of that name: which
  /// path a database sets for its users is not known here.
  [[nodiscard]] const Relation* find_relation(const Name& name) const;

  /// In the order of their names.
  [[nodiscard]] const Relations& relations() const { return relations_; }

  /// Calls `visit` for every object, in the order of kinds and names.
  template <class Visit>
  void for_each_object(Visit&& visit) const {
    for (const auto& [key, object] : objects_) visit(object);
  }

 private:
  /// Objects of a table are told apart by it.
  using ObjectKey = std::tuple<ObjectKind, std::string, std::string, std::string>;

  void apply(const CreateRelation& create, bool conditional);
  void apply(const CreateObject& create, bool conditional);
  void apply(const DropRelations& drop, bool conditional);
  void apply(const DropObject& drop, bool conditional);
  void apply(const DropSchema& drop, bool conditional);
  void apply(const RenameRelation& rename, bool conditional);
  void apply(const RenameColumn& rename, bool conditional);
  void apply(const RenameConstraint& rename, bool conditional);
  void apply(const RenameObject& rename, bool conditional);
  void apply(const MoveRelation& move, bool conditional);
  void apply(const AddColumn& add, bool conditional);
  void apply(const DropColumn& drop, bool conditional);
  void apply(const AlterColumn& alter, bool conditional);
  void apply(const AddConstraint& add, bool conditional);
  void apply(const DropConstraint& drop, bool conditional);
  void apply(const Comment& comment, bool conditional);
  void apply(const SetSearchPath& set, bool conditional);
  void apply(const TransactionStep& step, bool conditional);

  [[nodiscard]] Relations::iterator locate(const Name& name);
  [[nodiscard]] std::string creation_schema() const;
  /// The relation that `name` means, to be changed now; null where it is unknown.
  [[nodiscard]] Relation* change(const Name& name);
  void copy_columns(const Copied& copied, std::size_t at, Relation& relation) const;
  void drop_relation(Relations::iterator found);
  void drop_objects_of(const Name& relation);
  void rename_relation(const Name& name, const Name& to);
  [[nodiscard]] ObjectKey key_of(ObjectKind kind, const Name& name, const Name& table) const;
  std::map<ObjectKey, Object>::iterator find_object(ObjectKind kind, const Name& name,
                                                    const Name& table);

  /// Before a relation or an object changes: what takes it back, if there is a transaction.
  void remember_relation(const Name& name);
  void remember_object(const ObjectKey& key);
  void take_back(std::size_t to);

  Relations relations_;
  std::map<ObjectKey, Object> objects_;
  std::vector<std::string> search_path_;  ///< none: the default
  // Of an open transaction: what takes its changes back, latest last.
  bool in_transaction_ = false;
  std::vector<std::function<void()>> undo_;
  std::vector<std::pair<std::string, std::size_t>> savepoints_;
};

}  // namespace pglint::catalog
