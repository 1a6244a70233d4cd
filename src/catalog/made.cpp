#include "catalog/made.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "catalog/change.h"
#include "catalog/schema_catalog.h"

namespace pglint::catalog {
namespace {

/// The place of a column that identifies facts of `kind`.
const Place& place_in(const Column& column, MadeKind kind) {
  switch (kind) {
    case MadeKind::column_type:
    case MadeKind::column_serial:
      return column.type_place;
    case MadeKind::column_default:
      return column.default_place;
    default:
      return column.place;
  }
}

constexpr std::array<MadeKind, 4> kinds_of_column = {
    MadeKind::column, MadeKind::column_type, MadeKind::column_serial, MadeKind::column_default};

bool has(const Column& column, MadeKind kind) {
  if (kind == MadeKind::column_serial) return column.serial && column.default_expression;
  return kind != MadeKind::column_default || column.default_expression;
}

struct NameOfChange {
  std::optional<Name> operator()(const CreateRelation& create) const {
    return create.relation.name;
  }
  std::optional<Name> operator()(const CreateObject& create) const {
    const bool is_attached = !create.object.table.name.empty();
    return is_attached ? create.object.table : create.object.name;
  }
  std::optional<Name> operator()(const CreateIndex& create) const { return create.relation; }
  std::optional<Name> operator()(const AddColumn& add) const { return add.relation; }
  std::optional<Name> operator()(const AlterColumn& alter) const { return alter.relation; }
  std::optional<Name> operator()(const AddConstraint& add) const { return add.relation; }
  std::optional<Name> operator()(const AlterParent& alter) const { return alter.relation; }
  std::optional<Name> operator()(const AlterAttribute& alter) const { return alter.type; }
  std::optional<Name> operator()(const AlterPolicy& alter) const { return alter.relation; }
  std::optional<Name> operator()(const AlterDomain& alter) const { return alter.domain; }
  template <class Other>
  std::optional<Name> operator()(const Other& /*other*/) const {
    return std::nullopt;
  }
};

bool is_at(const Place& place, const Made& made) {
  return place.file == made.place.file && place.at == made.place.at;
}

/// Whether `is_it` is true of one of them. What a statement just made is last.
template <class Part, class IsIt>
bool has_part(const Parts<Part>& parts, IsIt&& is_it) {
  const auto first = std::make_reverse_iterator(parts.end());
  const auto last = std::make_reverse_iterator(parts.begin());
  return std::find_if(first, last, is_it) != last;
}

bool has_index(const Relation& relation, const Made& made) {
  return has_part(relation.indexes, [&](const Index& index) {
    return index.place.file == made.place.file && index.place.statement == made.place.statement;
  });
}

bool has_constraint(const Relation& relation, const Made& made) {
  return has_part(relation.constraints,
                  [&](const Constraint& constraint) { return is_at(constraint.place, made); });
}

bool has_condition(const Relation& relation, const Made& made) {
  return has_part(relation.objects, [&](const Object& object) {
    const auto* policy = object.as<Policy>();
    return policy != nullptr &&
           (is_at(policy->using_place, made) || is_at(policy->check_place, made));
  });
}

bool has_constraint_of_domain(const Catalog& catalog, const Name& name, const Made& made) {
  const Object* type = catalog.find_type(name);
  const auto* domain = type == nullptr ? nullptr : type->as<Domain>();
  return domain != nullptr &&
         has_part(domain->constraints, [&](const DomainConstraint& constraint) {
           return is_at(constraint.place, made);
         });
}

bool has_attribute(const Catalog& catalog, const Name& name, const Made& made) {
  const Object* type = catalog.find_type(name);
  const auto* composite = type == nullptr ? nullptr : type->as<CompositeType>();
  return composite != nullptr &&
         std::ranges::any_of(composite->attributes, [&](const Attribute& attribute) {
           return is_at(attribute.type_place, made);
         });
}

}  // namespace

std::optional<Name> made_by(const Change& change) {
  return std::visit(NameOfChange(), change.what);
}

std::optional<Unmade> unmade_by(const Catalog& before, const Change& change) {
  if (const auto* create = std::get_if<CreateRelation>(&change.what)) {
    if (!create->if_not_exists) return std::nullopt;
    const Relation* existing = before.find_relation(create->relation.name);
    return existing != nullptr && existing->certain ? std::optional(Unmade{}) : std::nullopt;
  }
  const auto* add = std::get_if<AddColumn>(&change.what);
  if (add == nullptr || !add->if_not_exists) return std::nullopt;
  const Relation* relation = before.find_seen_or_unseen(add->relation);
  const Column* column = relation == nullptr ? nullptr : relation->find_column(add->column.name);
  if (column == nullptr || !column->certain) return std::nullopt;
  return Unmade{.column = column->name};
}

bool was_made(const Catalog& catalog, const Name& name, Made& made) {
  if (made.kind == MadeKind::object) return true;
  if (made.kind == MadeKind::attribute_type) return has_attribute(catalog, name, made);
  const Relation* relation = catalog.find_seen_or_unseen(name);
  if (made.kind == MadeKind::constraint && relation == nullptr) {
    return has_constraint_of_domain(catalog, name, made);
  }
  if (relation == nullptr) return false;
  if (made.kind == MadeKind::constraint) return has_constraint(*relation, made);
  if (made.kind == MadeKind::policy_condition) return has_condition(*relation, made);
  if (made.kind == MadeKind::index) return has_index(*relation, made);
  if (std::ranges::count(kinds_of_column, made.kind) == 0) {
    const std::string_view written = std::string_view(made.owner).substr(made.owner.rfind('.') + 1);
    if (!written.empty() && written != relation->name.name) return false;
    made.place = relation->place;
    return made.kind == MadeKind::table || !relation->parents.empty();
  }
  return std::ranges::any_of(relation->columns, [&](const Column& column) {
    return is_at(place_in(column, made.kind), made);
  });
}

std::optional<Made> relation_instead(const Catalog& catalog, const Name& name, const Made& made) {
  const Relation* relation = catalog.find_relation(name);
  if (relation == nullptr || made.kind == MadeKind::attribute_type) return std::nullopt;
  Made instead = made;
  instead.kind = MadeKind::table;
  instead.place = relation->place;
  return instead;
}

bool is_there(const Catalog& catalog, const Made& made) {
  const auto is_it = [&](const Object& object) {
    return object.place.file == made.place.file && object.place.statement == made.place.statement;
  };
  const std::string lone = made.owner.substr(made.owner.rfind('.') + 1);
  const std::vector<const Object*> called = catalog.objects_called(lone);
  bool is_there = std::ranges::any_of(called, [&](const Object* object) { return is_it(*object); });
  if (is_there) return true;
  // It belongs to a relation, or its name is written otherwise.
  catalog.for_each_object([&](const Object& object) { is_there = is_there || is_it(object); });
  return is_there;
}

namespace {

/// Whether both are one table, told twice: one has all columns that the other has.
bool is_same_table(const Relation& a, const Relation* b) {
  if (b == nullptr) return false;
  const auto has_all = [](const Relation& all, const Relation& some) {
    return std::ranges::all_of(some.columns, [&](const Column& column) {
      return all.find_column(column.name) != nullptr;
    });
  };
  return has_all(a, *b) || has_all(*b, a);
}

}  // namespace

MadeFacts::MadeFacts(const Catalog& catalog, std::span<const Made* const> asked) {
  for (const Made* made : asked) names_.try_emplace(key_of(made->kind, made->place));
  for (const auto& [name, relation] : catalog.relations()) add(relation);
  for (const auto& [name, table] : catalog.unseen_tables()) add_parts(table);
  for (const Relation& relation : catalog.superseded()) {
    add(relation, is_same_table(relation, catalog.find_relation(relation.name)));
  }
  const auto add_object = [&](const Object& object) { add(object); };
  catalog.for_each_object(add_object);
  std::ranges::for_each(catalog.superseded_objects(), add_object);
}

void MadeFacts::add(const Object& object) {
  const bool is_attached = !object.table.name.empty();
  add(MadeKind::object, object.place,
      {.relation = is_attached ? object.table : object.name,
       .column = is_attached ? object.name.name : std::string()});
  if (const auto* policy = object.as<Policy>()) {
    for (const Place& place : {policy->using_place, policy->check_place}) {
      add(MadeKind::policy_condition, place,
          {.relation = object.table, .column = object.name.name});
    }
  }
  if (const auto* domain = object.as<Domain>()) {
    for (const DomainConstraint& constraint : domain->constraints) {
      add(MadeKind::constraint, constraint.place, {.relation = object.name});
    }
  }
  const auto* composite = object.as<CompositeType>();
  if (composite == nullptr) return;
  for (const Attribute& attribute : composite->attributes) {
    add(MadeKind::attribute_type, attribute.type_place,
        {.relation = object.name, .column = attribute.name});
  }
}

MadeFacts::Key MadeFacts::key_of(MadeKind kind, const Place& place) {
  const bool by_statement = kind == MadeKind::object || kind == MadeKind::index;
  return {kind, place.file, by_statement ? place.statement.begin : place.at};
}

/// The first one at a place counts.
void MadeFacts::add(MadeKind kind, const Place& place, MadeName name) {
  const auto found = names_.find(key_of(kind, place));
  if (found == names_.end() || found->second) return;
  found->second = std::move(name);
}

void MadeFacts::add(const Relation& relation, bool is_told_again) {
  add(MadeKind::object, relation.place,
      {.relation = relation.name, .is_told_again = is_told_again});
  add_parts(relation, is_told_again);
}

void MadeFacts::add_parts(const Relation& relation, bool is_told_again) {
  for (const MadeKind kind : {MadeKind::table, MadeKind::parents}) {
    if (kind == MadeKind::parents && relation.parents.empty()) continue;
    add(kind, relation.place, {.relation = relation.name, .is_told_again = is_told_again});
  }
  for (const Index& index : relation.indexes) {
    add(MadeKind::index, index.place, {.relation = relation.name, .is_told_again = is_told_again});
  }
  add_constraints(relation, is_told_again);
  for (const Column& column : relation.columns) {
    if (!column.local) continue;
    for (const MadeKind kind : kinds_of_column) {
      if (!has(column, kind)) continue;
      add(kind, place_in(column, kind),
          {.relation = relation.name, .column = column.name, .is_told_again = is_told_again});
    }
  }
}

namespace {

/// The columns of a relation in the order of their places.
std::vector<const Column*> by_place(const Relation& relation) {
  std::vector<const Column*> columns;
  for (const Column& column : relation.columns) columns.push_back(&column);
  std::ranges::stable_sort(columns, {}, [](const Column* column) {
    return std::pair(column->place.file, column->place.at);
  });
  return columns;
}

/// The name of the column whose definition contains the constraint, or that is before it in the
/// statement; empty if there is none. `columns` are in the order of their places.
std::string column_around(const std::vector<const Column*>& columns, const Place& constraint) {
  const auto next = std::ranges::lower_bound(
      columns, std::pair(constraint.file, constraint.at), {},
      [](const Column* column) { return std::pair(column->place.file, column->place.at); });
  if (next == columns.begin()) return {};
  const Column& nearest = **std::prev(next);
  const bool is_of_statement =
      nearest.place.file == constraint.file && nearest.place.statement == constraint.statement;
  return is_of_statement ? nearest.name : std::string();
}

}  // namespace

void MadeFacts::add_constraints(const Relation& relation, bool is_told_again) {
  std::vector<const Column*> columns;
  for (const Constraint& constraint : relation.constraints) {
    const bool is_asked = names_.contains(key_of(MadeKind::constraint, constraint.place));
    if (!is_asked || !constraint.local) continue;
    if (columns.empty()) columns = by_place(relation);
    add(MadeKind::constraint, constraint.place,
        {.relation = relation.name,
         .column = column_around(columns, constraint.place),
         .is_told_again = is_told_again});
  }
}

const MadeName* MadeFacts::find(const Made& made) const {
  const auto found = names_.find(key_of(made.kind, made.place));
  return found == names_.end() || !found->second ? nullptr : &*found->second;
}

}  // namespace pglint::catalog
