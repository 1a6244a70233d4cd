#include "design/name/mixed_case.h"

#include <algorithm>
#include <set>
#include <utility>

#include "design/orm.h"
#include "text/ascii.h"

namespace pglint::design {
namespace {

using catalog::ByName;
using catalog::Catalog;
using catalog::Column;
using catalog::Constraint;
using catalog::Extent;
using catalog::Name;
using catalog::Object;
using catalog::ObjectKind;
using catalog::Place;
using catalog::Relation;
using catalog::RelationKind;

/// `teammembers` for `TeamMembers` and for `team_members`.
std::string without_style(std::string_view name) {
  std::string letters;
  for (const char byte : name) {
    if (byte != '_') letters += text::lowered(byte);
  }
  return letters;
}

/// False for names given by PostgreSQL or an extension, and for sentences, which are never
/// repeated: `CREATE POLICY "Users see their own rows"`.
bool is_chosen(const Object& object) {
  const std::string& name = object.name.name;
  switch (object.kind) {
    case ObjectKind::extension:
      return false;
    case ObjectKind::rule:
      return name != "_RETURN";
    case ObjectKind::policy:
      return name.find(' ') == std::string::npos;
    default:
      return true;
  }
}

/// Collects the objects, relations first, because other objects are named after them.
class Search {
 public:
  explicit Search(const Catalog& catalog) : catalog_(catalog) {}

  MixedCaseNames run() {
    for (const auto& [name, relation] : catalog_.relations()) {
      const bool plain = !is_view(relation.kind) && !is_mixed_case(name.name);
      if (plain) plain_tables_.insert({.schema = name.schema, .name = without_style(name.name)});
    }
    for (const auto& [name, relation] : catalog_.relations()) {
      if (!is_left_out(relation)) add(relation);
    }
    for (const auto& [name, table] : catalog_.unseen_tables()) add_unseen(table);
    catalog_.for_each_object([&](const Object& object) { add(object); });
    std::ranges::stable_sort(found_.objects, catalog::is_before, &MixedCaseObject::place);
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_left_out(const Relation& relation) const {
    if (relation.temporary || is_bookkeeping_table(relation.name.name)) return true;
    const Name& name = relation.name;
    return relation.kind == RelationKind::view && is_mixed_case(name.name) &&
           plain_tables_.contains({.schema = name.schema, .name = without_style(name.name)});
  }

  void add(const Relation& relation);
  void add_unseen(const Relation& table);
  void add_columns(const Relation& table, MixedCaseObject& object);
  void add_constraints(const Relation& relation);
  void add(const Object& object);
  [[nodiscard]] bool is_named_after_relation(std::string_view name) const;
  [[nodiscard]] bool is_temporary(const Object& object) const;
  [[nodiscard]] bool is_same_cause(const Object& object) const;

  const Catalog& catalog_;
  MixedCaseNames found_;
  std::set<Name, ByName> plain_tables_;  ///< those not in mixed case, without underscores
  std::set<Name, ByName> affected_;      ///< relations with names in mixed case
  std::set<std::string, std::less<>> mixed_relations_;  ///< their own names, unqualified
};

void Search::add(const Relation& relation) {
  MixedCaseObject object = {.kind = name_of(relation.kind),
                            .name = relation.name,
                            .is_named_so = is_mixed_case(relation.name.name),
                            .place = relation.place,
                            .is_table = !is_view(relation.kind)};
  if (object.is_named_so) mixed_relations_.insert(relation.name.name);
  if (object.is_table) {
    add_columns(relation, object);
  } else {
    ++found_.others[object.kind];
  }
  if (object.is_named_so) {
    object.dropped = catalog_.dropped_columns(relation);
    std::erase_if(object.dropped, [](const std::string& name) { return !is_mixed_case(name); });
  }
  const bool is_affected = object.is_named_so || !object.columns.empty();
  const bool is_made_by_prisma = is_prisma_link_table(relation);
  if (!is_affected && !is_made_by_prisma) return add_constraints(relation);
  affected_.insert(relation.name);
  if (!is_affected) return;
  found_.objects.push_back(std::move(object));
}

/// Columns that statements add to a table which no file creates.
void Search::add_unseen(const Relation& table) {
  MixedCaseObject object = {.kind = name_of(table.kind), .name = table.name, .is_table = true};
  add_columns(table, object);
  if (object.columns.empty()) return;
  affected_.insert(table.name);
  found_.objects.push_back(std::move(object));
}

void Search::add_columns(const Relation& table, MixedCaseObject& object) {
  const bool can_be_named = !is_prisma_link_table(table);
  for (const Column& column : table.columns) {
    if (column.place == table.place) continue;  // copied from another table, and reported there
    if (!can_be_named) continue;
    ++found_.columns;
    if (!is_mixed_case(column.name)) continue;
    object.columns.push_back(column.name);
    object.column_places.push_back(column.place);
    object.column_places.back().extent = Extent::item_name;
  }
  const auto first = std::ranges::min_element(object.column_places, catalog::is_before);
  const bool has_columns = first != object.column_places.end();
  if (!object.is_named_so && has_columns) object.place = *first;
  ++found_.tables;
  if (object.is_named_so) ++found_.mixed_tables;
  if (object.is_named_so || has_columns) ++found_.affected_tables;
  found_.mixed_columns += object.columns.size();
}

/// For a relation without other mixed-case names.
void Search::add_constraints(const Relation& relation) {
  constexpr std::string_view kind = "constraint";
  for (const Constraint& constraint : relation.constraints) {
    if (!constraint.named) continue;
    ++found_.others[kind];
    if (!is_mixed_case(constraint.name)) continue;
    found_.objects.push_back({.kind = kind,
                              .name = {.schema = relation.name.schema, .name = constraint.name},
                              .is_named_so = true,
                              .table = relation.name,
                              .place = constraint.place});
    found_.objects.back().place.extent = Extent::item_name;
  }
}

/// Whether one or several parts between underscores are the name of a mixed-case table:
/// `Users_id_seq`, `enum_Users_role`.
bool Search::is_named_after_relation(std::string_view name) const {
  for (std::size_t begin = 0; begin < name.size();) {
    for (std::size_t end = begin; end < name.size();) {
      end = std::min(name.find('_', end + 1), name.size());
      if (mixed_relations_.contains(name.substr(begin, end - begin))) return true;
    }
    begin = std::min(name.find('_', begin), name.size() - 1) + 1;
  }
  return false;
}

bool Search::is_temporary(const Object& object) const {
  if (object.name.schema == "pg_temp") return true;
  if (object.table.name.empty()) return false;
  const Relation* table = catalog_.find_relation(object.table);
  return table != nullptr && table->temporary;
}

/// Whether the object has to be quoted because of its table's name.
bool Search::is_same_cause(const Object& object) const {
  if (object.kind == ObjectKind::index) {
    if (is_mixed_case(object.table.name)) return true;  // also if the table is unknown
    const Relation* table = catalog_.find_seen_or_unseen(object.table);
    if (table == nullptr) return false;
    // Of an unseen table, the name may be the one that its index was named after.
    const bool is_unseen = catalog_.find_relation(object.table) == nullptr;
    if (is_unseen && std::ranges::any_of(table->former_names, is_mixed_case)) return true;
    if (affected_.contains(table->name)) return true;
    const auto& constraints = table->constraints;
    if (std::ranges::count(constraints, object.name.name, &Constraint::name) > 0) return true;
  }
  switch (object.kind) {
    case ObjectKind::schema:
    case ObjectKind::role:
    case ObjectKind::database:
    case ObjectKind::function:
    case ObjectKind::procedure:
    case ObjectKind::aggregate:
      return false;
    default:  // belongs to a table
      return is_named_after_relation(object.name.name);
  }
}

void Search::add(const Object& object) {
  if (!is_chosen(object) || is_temporary(object)) return;
  const std::string_view kind = name_of(object.kind);
  ++found_.others[kind];
  if (!is_mixed_case(object.name.name) || is_same_cause(object)) return;
  found_.objects.push_back({.kind = kind,
                            .name = object.name,
                            .is_named_so = true,
                            .table = object.table,
                            .place = object.place});
}

bool is_same_statement(const Place& a, const Place& b) {
  return a.file == b.file && a.statement == b.statement;
}

/// `object` without its own name and its columns.
MixedCaseObject without_names(const MixedCaseObject& object) {
  MixedCaseObject part = object;
  part.is_named_so = false;
  part.columns.clear();
  part.column_places.clear();
  part.dropped.clear();
  return part;
}

void add_column(const MixedCaseObject& object, std::size_t number, MixedCaseObject& part) {
  const Place& place = object.column_places[number];
  if (!part.is_named_so && (part.columns.empty() || catalog::is_before(place, part.place))) {
    part.place = place;
  }
  part.columns.push_back(object.columns[number]);
  part.column_places.push_back(place);
}

}  // namespace

std::vector<MixedCaseObject> by_statement(const MixedCaseObject& object) {
  std::vector<MixedCaseObject> parts;
  if (object.is_named_so) {
    parts.push_back(without_names(object));
    parts.front().is_named_so = true;
    parts.front().dropped = object.dropped;
  }
  for (std::size_t number = 0; number < object.columns.size(); ++number) {
    auto part = std::ranges::find_if(parts, [&](const MixedCaseObject& each) {
      return is_same_statement(each.place, object.column_places[number]);
    });
    if (part == parts.end()) part = parts.insert(part, without_names(object));
    add_column(object, number, *part);
  }
  return parts;
}

std::vector<MixedCaseObject> single_names(const MixedCaseObject& object) {
  std::vector<MixedCaseObject> names;
  if (object.is_named_so) {
    names.push_back(without_names(object));
    names.front().is_named_so = true;
  }
  for (std::size_t number = 0; number < object.columns.size(); ++number) {
    names.push_back(without_names(object));
    add_column(object, number, names.back());
  }
  return names;
}

bool is_mixed_case(std::string_view name) { return std::ranges::any_of(name, text::is_upper); }

MixedCaseNames find_mixed_case(const Catalog& catalog) { return Search(catalog).run(); }

}  // namespace pglint::design
