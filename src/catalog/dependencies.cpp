#include "catalog/dependencies.h"

#include <functional>
#include <string_view>
#include <variant>

#include "catalog/change.h"

namespace pglint::catalog {
namespace {

/// The part of a relation that stands for any of its keys; no column is called so.
constexpr std::string_view any_key = "()";

DependencyName hashed(std::string_view name) { return std::hash<std::string_view>()(name); }

DependencyName whole(const Name& name) { return hashed(name.name); }

DependencyName part_of(const Name& relation, std::string_view part) {
  constexpr std::size_t factor = 31;
  return whole(relation) * factor + hashed(part);
}

bool is_key(const Constraint& constraint) {
  return constraint.kind == ConstraintKind::primary_key ||
         constraint.kind == ConstraintKind::unique;
}

}  // namespace

/// Reads one change; what has no function of its own changes nothing that a file could wait for.
class Dependencies::Reader {
 public:
  explicit Reader(Dependencies& file) : file_(file) {}

  void operator()(const CreateRelation& create) {
    const Relation& relation = create.relation;
    for (const Copied& copied : create.copies) need(copied.from);
    if (create.query) query(*create.query);
    for (const Column& column : relation.columns) type(column.type);
    make(whole(relation.name));
    for (const Column& column : relation.columns) make(part_of(relation.name, column.name));
    for (const Constraint& constraint : relation.constraints) {
      key(relation.name, constraint);
    }
    for (const Index& index : relation.indexes) {
      if (index.unique) make(part_of(relation.name, any_key));
    }
  }

  void operator()(const CreateObject& create) {
    const Object& object = create.object;
    if (create.owner_table) need(*create.owner_table);
    if (!object.table.name.empty()) return need(object.table);
    if (const auto* domain = object.as<Domain>()) type(domain->base);
    if (object.as<Routine>() == nullptr) make(whole(object.name));
    file_.does_more_ = true;
  }

  void operator()(const CreateIndex& create) {
    need(create.relation);
    for (const IndexKey& each : create.index.keys) need(create.relation, each.column);
    if (create.index.unique) make(part_of(create.relation, any_key));
    make(whole({.schema = {}, .name = create.index.name}));
  }

  void operator()(const AddColumn& add) {
    need(add.relation);
    type(add.column.type);
    make(part_of(add.relation, add.column.name));
  }

  void operator()(const AddConstraint& add) {
    need(add.relation);
    for (const std::string& column : add.constraint.columns) need(add.relation, column);
    key(add.relation, add.constraint);
  }

  void operator()(const AlterColumn& alter) {
    need(alter.relation, alter.column);
    if (alter.type) type(*alter.type);
  }

  void operator()(const RenameRelation& rename) {
    need(rename.name);
    make(whole({.schema = {}, .name = rename.to}));
  }

  void operator()(const RenameColumn& rename) {
    need(rename.relation, rename.name);
    make(part_of(rename.relation, rename.to));
  }

  void operator()(const AlterParent& alter) {
    need(alter.relation);
    need(alter.parent);
  }

  void operator()(const AttachIndex& attach) {
    need(attach.index);
    need(attach.part);
  }

  void operator()(const AlterSequence& alter) {
    need(alter.sequence);
    if (alter.table) need(*alter.table);
  }

  void operator()(const RenameConstraint& rename) { need(rename.relation); }
  void operator()(const AlterConstraint& alter) { need(alter.relation); }
  void operator()(const AlterTraits& alter) { need(alter.relation); }
  void operator()(const MoveRelation& move) { need(move.name); }
  void operator()(const AlterEnum& alter) { need(alter.type); }
  void operator()(const AlterDomain& alter) { need(alter.domain); }
  void operator()(const AlterAttribute& alter) { need(alter.type); }
  void operator()(const Comment& comment) { need(comment.relation, comment.column); }

  void operator()(const DropRelations& drop) {
    for (const Name& name : drop.names) take(name);
  }
  void operator()(const DropColumn& drop) { take(drop.relation); }
  void operator()(const DropConstraint& drop) { take(drop.relation); }
  void operator()(const DropObject& drop) {
    take(drop.table.name.empty() ? drop.name : drop.table);
  }
  void operator()(const DropSchema& drop) { take({.schema = {}, .name = drop.name}); }

  void operator()(const NewUses& uses) {
    for (const UsedRelation& use : uses.relations) file_.read(use.relation.name);
    for (const UsedColumn& use : uses.columns) {
      for (const parse::SourceLevel& level : use.source.levels) {
        for (const parse::SourceRelation& relation : level.relations) file_.read(relation.name);
      }
    }
    if (!uses.columns.empty()) file_.does_more_ = true;
  }

  // Sessions and transactions.
  void operator()(const SetSearchPath& /*path*/) {}
  void operator()(const TransactionStep& /*step*/) {}
  void operator()(const CutName& /*name*/) {}

  template <class Other>
  void operator()(const Other& /*change*/) {
    file_.does_more_ = true;
  }

 private:
  void make(DependencyName name) {
    file_.does_more_ = true;
    file_.made_.insert(name);
  }

  void need(const Name& name) {
    file_.does_more_ = true;
    if (!file_.made_.contains(whole(name))) file_.needed_.insert(whole(name));
  }

  /// A part of a relation; empty where only the relation itself is meant.
  void need(const Name& relation, std::string_view part) {
    need(relation);
    if (part.empty() || file_.made_.contains(whole(relation))) return;
    const DependencyName name = part_of(relation, part);
    if (!file_.made_.contains(name)) file_.needed_.insert(name);
  }

  void type(const Type& type) {
    const bool is_named =
        !type.name.empty() && !(type.schema.empty() && is_builtin_type(type.name));
    if (is_named) need({.schema = type.schema, .name = type.name});
  }

  /// A constraint of `relation`.
  void key(const Name& relation, const Constraint& constraint) {
    if (is_key(constraint)) make(part_of(relation, any_key));
    if (constraint.kind != ConstraintKind::foreign_key) return;
    need(constraint.referenced, any_key);
    for (const std::string& column : constraint.referenced_columns) {
      need(constraint.referenced, column);
    }
  }

  void query(const Query& query) {
    for (const QuerySource& source : query.sources) {
      if (!source.relation.name.empty()) need(source.relation);
      for (const Query& each : source.query) this->query(each);
    }
  }

  void take(const Name& name) {
    if (file_.made_.erase(whole(name)) > 0) return;
    file_.taken_.insert(whole(name));
    file_.taken_names_.push_back(name);
  }

  Dependencies& file_;
};

void Dependencies::add_read(const std::vector<std::string>& relations) {
  for (const std::string& name : relations) read(name);
  does_more_ = true;
}

void Dependencies::read(std::string_view relation) {
  const DependencyName name = hashed(relation);
  if (!made_.contains(name)) queried_.insert(name);
}

void Dependencies::add(const Change& change) { std::visit(Reader(*this), change.what); }

}  // namespace pglint::catalog
