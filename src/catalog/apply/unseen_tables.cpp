#include "catalog/apply/unseen_tables.h"

#include <concepts>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "catalog/apply/applier.h"

namespace pglint::catalog {
namespace {

template <class What, class... Kinds>
concept OneOf = (std::same_as<What, Kinds> || ...);

/// Adds something to a table.
template <class What>
concept Adds = OneOf<What, AddColumn, AddConstraint, CreateIndex, AlterParent>;

/// Changes what a table has.
template <class What>
concept Edits = OneOf<What, DropColumn, RenameColumn, DropConstraint, RenameConstraint>;

/// Says nothing about a table, or finds it by itself.
template <class What>
concept IsForAll = OneOf<What, SetSearchPath, TransactionStep, DropSchema>;

/// One for each change.
class Following {
 public:
  Following(const Change& change, Store& seen, Store& unseen, const FileOrder& files)
      : change_(change), seen_(seen), unseen_(unseen), applier_(unseen, files, change) {}

  template <IsForAll What>
  void operator()(const What& what) {
    applier_(what);
  }

  template <Adds What>
  void operator()(const What& what) {
    if (make(what.relation)) applier_(what);
  }

  template <Edits What>
  void operator()(const What& what) {
    if (find(what.relation) != nullptr) applier_(what);
  }

  void operator()(const AlterColumn& alter) {
    const bool tells = alter.type || alter.set_default;
    if (tells ? !make(alter.relation) : find(alter.relation) == nullptr) return;
    if (tells && find(alter.relation)->find_column(alter.column) == nullptr) {
      const Place& place = change_.statement;
      applier_(AddColumn{
          .relation = alter.relation,
          .column = {.name = alter.column, .type = {}, .place = place, .type_place = place}});
    }
    applier_(alter);
  }

  void operator()(const CreateObject& create) {
    const Name& table = create.object.table;
    if (!table.name.empty() && make(table)) applier_(create);
  }

  void operator()(const DropObject& drop) {
    const bool is_elsewhere = !drop.table.name.empty() && find(drop.table) == nullptr;
    if (!is_elsewhere) applier_(drop);
  }

  void operator()(const RenameObject& rename) {
    const bool is_table = rename.kind == ObjectKind::index && find(rename.name) != nullptr;
    if (is_table) return (*this)(RenameRelation{.name = rename.name, .to = rename.to});
    const bool is_elsewhere = !rename.table.name.empty() && find(rename.table) == nullptr;
    if (!is_elsewhere) applier_(rename);
  }

  void operator()(const AlterPolicy& alter) {
    if (find(alter.relation) != nullptr) applier_(alter);
  }

  void operator()(const DropRelations& drop) {
    for (const Name& name : drop.names) {
      const Relation* table = unseen_.find(name);
      if (table == nullptr) continue;
      if (!change_.conditional) move_objects(*table, std::nullopt);
      applier_(DropRelations{.names = {name}, .cascade = true});
    }
  }

  void operator()(const RenameRelation& rename) {
    const Relation* table = find(rename.name);
    if (table == nullptr) return;
    if (!change_.conditional) move_objects(*table, Name{table->name.schema, rename.to});
    applier_(rename);
  }

  void operator()(const MoveRelation& move) {
    const Relation* table = find(move.name);
    if (table == nullptr) return;
    if (!change_.conditional) move_objects(*table, Name{move.schema, table->name.name});
    applier_(move);
  }

  template <class Other>
  void operator()(const Other& /*other*/) {}

 private:
  /// The unseen table that `name` means, or null.
  [[nodiscard]] const Relation* find(const Name& name) const {
    return seen_.find(name) == nullptr ? unseen_.find(name) : nullptr;
  }

  /// Makes the table if nothing is known of it; false if the run creates it.
  bool make(const Name& name) {
    if (seen_.find(name) != nullptr) return false;
    if (unseen_.find(name) != nullptr) return true;
    return applier_(CreateRelation{
        .relation = {.name = name, .place = change_.statement, .columns_known = false}});
  }

  /// Gives what `seen` has of the table's objects to the table `to`, or drops it.
  void move_objects(const Relation& table, const std::optional<Name>& to) {
    std::vector<Store::ObjectKey> keys;
    const auto add = [&](ObjectKind kind, const std::string& name) {
      // The schema is the one that the statement writes.
      for (const std::string& schema : {table.name.schema, std::string()}) {
        keys.push_back(Store::key_of(kind, {.schema = table.name.schema, .name = name},
                                     {.schema = schema, .name = table.name.name}));
      }
    };
    for (const Object& object : table.objects) add(object.kind, object.name.name);
    for (const Index& index : table.indexes) add(ObjectKind::index, index.name);
    for (const Store::ObjectKey& key : keys) {
      const Object* found = seen_.object(key);
      if (found == nullptr || found->table.name != table.name.name) continue;
      Object object = *found;
      seen_.erase_object(key);
      if (!to) continue;
      object.table = *to;
      if (object.kind == ObjectKind::index) object.name.schema = to->schema;
      seen_.put_object(std::move(object));
    }
  }

  const Change& change_;
  Store& seen_;
  Store& unseen_;
  Applier applier_;
};

}  // namespace

void UnseenTables::follow(const Change& change, Store& seen, const FileOrder& files) {
  std::visit(Following(change, seen, store_, files), change.what);
}

}  // namespace pglint::catalog
