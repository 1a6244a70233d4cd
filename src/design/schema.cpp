#include "design/schema.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "design/name/name_model.h"
#include "design/roles.h"
#include "design/type_family.h"
#include "parse/meaning/name_words.h"

namespace pglint::design {
namespace {

/// Internal tables of libraries for queues, files and maps; those of migration tools and ORMs are
/// in orm.cpp.
bool belongs_to_library(std::string_view table) {
  constexpr std::array<std::string_view, 4> starts = {"oban_", "good_job", "solid_queue_",
                                                      "active_storage_"};
  return std::ranges::any_of(starts,
                             [&](std::string_view start) { return table.starts_with(start); });
}

bool is_designed(const catalog::Relation& relation) {
  return relation.kind == catalog::RelationKind::table && !relation.temporary &&
         !relation.unlogged && !relation.partition &&
         !design::is_bookkeeping_table(relation.name.name) &&
         !belongs_to_library(relation.name.name);
}

bool has_rows(const catalog::Relation& relation) {
  return relation.kind == catalog::RelationKind::table ||
         relation.kind == catalog::RelationKind::foreign_table;
}

const catalog::Relation* target_of(const catalog::Constraint& key,
                                   const catalog::Catalog& catalog) {
  // The name is qualified if its schema was known when the key was created.
  return catalog.find_relation(key.referenced);
}

std::vector<const catalog::Column*> columns_of(const catalog::Relation& relation,
                                               const std::vector<std::string>& names) {
  std::vector<const catalog::Column*> columns;
  for (const std::string& name : names) {
    const catalog::Column* column = relation.find_column(name);
    if (column == nullptr) return {};
    columns.push_back(column);
  }
  return columns;
}

std::vector<ForeignKey> foreign_keys_of(const catalog::Relation& relation,
                                        const catalog::Catalog& catalog) {
  std::vector<ForeignKey> keys;
  for (const catalog::Constraint& constraint : relation.constraints) {
    if (constraint.kind != catalog::ConstraintKind::foreign_key) continue;
    ForeignKey key = {.constraint = &constraint,
                      .target = target_of(constraint, catalog),
                      .columns = columns_of(relation, constraint.columns)};
    if (key.columns.empty()) continue;
    if (key.target != nullptr) {
      key.target_columns = columns_of(*key.target, constraint.referenced_columns);
      if (key.target_columns.size() != key.columns.size()) key.target_columns.clear();
    }
    keys.push_back(std::move(key));
  }
  return keys;
}

/// The prefixes that at least 60 % of the tables of a schema share, by schema.
std::map<std::string, std::string> shared_prefixes(const std::vector<const Table*>& tables) {
  constexpr std::size_t least_tables = 3;
  std::map<std::string, std::map<std::string, std::size_t>> counts;
  std::map<std::string, std::size_t> totals;
  for (const Table* table : tables) {
    const auto words = parse::name_words(table->spelling());
    const std::string& schema = table->relation->name.schema;
    ++totals[schema];
    if (words.size() > 1) ++counts[schema][words.front()];
  }
  std::map<std::string, std::string> prefixes;
  for (const auto& [schema, words] : counts) {
    const auto most =
        std::ranges::max_element(words, {}, [](const auto& word) { return word.second; });
    const std::size_t total = totals[schema];
    if (total >= least_tables && 5 * most->second >= 3 * total) prefixes[schema] = most->first;
  }
  return prefixes;
}

/// Fills the lists that answer questions about the columns of the table.
void list_columns(Table& table) {
  for (const ForeignKey& key : table.foreign_keys) {
    for (const catalog::Column* column : key.columns) {
      table.referring_columns.emplace_back(column->name);
    }
  }
  for (const Key& key : table.keys) {
    table.key_columns.insert(table.key_columns.end(), key.columns.begin(), key.columns.end());
    if (!key.index->mentioned.empty() || key.has_expressions) table.special_keys.push_back(&key);
  }
  std::ranges::sort(table.referring_columns);
  std::ranges::sort(table.key_columns);
}

}  // namespace

Schema::Schema(const catalog::Catalog& catalog, const std::set<std::string_view>& runners)
    : catalog_(catalog), orm_(design::recognize_orm(catalog, runners)) {
  read_tables();
  connect();
  name_things();
  // Roles depend on references to a table and on the names of other tables.
  for (Table& table : tables_) table.roles = roles_of(table, *this);
}

void Schema::read_tables() {
  for (const auto& [name, relation] : catalog_.relations()) {
    if (!has_rows(relation)) continue;
    tables_.push_back({.relation = &relation,
                       .thing = thing_of(relation.spelling()),
                       .keys = keys_of(relation),
                       .foreign_keys = foreign_keys_of(relation, catalog_)});
  }
  std::ranges::stable_sort(tables_, [](const Table& a, const Table& b) {
    return catalog::is_before(a.relation->place, b.relation->place);
  });
  for (std::size_t index = 0; index < tables_.size(); ++index) {
    by_relation_.emplace(tables_[index].relation, index);
    if (is_designed(*tables_[index].relation)) designed_.push_back(&tables_[index]);
  }
}

void Schema::connect() {
  for (Table& table : tables_) {
    list_columns(table);
    for (ForeignKey& key : table.foreign_keys) {
      key.table = &table;
      const auto target = by_relation_.find(key.target);
      if (target != by_relation_.end()) tables_[target->second].referenced_by.push_back(&key);
    }
  }
}

void Schema::name_things() {
  const auto prefixes = shared_prefixes(designed_);
  for (const Table* table : designed_) {
    things_[table->thing].push_back(table);
    if (table->spelling() != table->name()) things_[thing_of(table->name())].push_back(table);
    const auto prefix = prefixes.find(table->relation->name.schema);
    if (prefix == prefixes.end() || !table->thing.starts_with(prefix->second + "_")) continue;
    things_[table->thing.substr(prefix->second.size() + 1)].push_back(table);
  }
}

const Table* Schema::find(const catalog::Relation& relation) const {
  const auto found = by_relation_.find(&relation);
  return found == by_relation_.end() ? nullptr : &tables_[found->second];
}

const Table* Schema::find_thing(const std::vector<std::string>& base,
                                const std::string& schema) const {
  const auto found = things_.find(thing_of(base));
  if (found == things_.end()) return nullptr;
  const auto is_near = [&](const Table* table) { return table->relation->name.schema == schema; };
  const auto& all = found->second;
  const auto near = std::ranges::count_if(all, is_near);
  if (near == 1) return *std::ranges::find_if(all, is_near);
  return near == 0 && all.size() == 1 ? all.front() : nullptr;
}

catalog::Answer is_nullable(const catalog::Column& column, const catalog::Catalog& catalog) {
  using catalog::Answer;
  if (column.not_null == Answer::yes) return Answer::no;
  catalog::Type type = column.type;
  for (int depth = 0; depth < max_domains && type.dimensions == 0; ++depth) {
    const catalog::Object* object = catalog.find_type({type.schema, type.name});
    const auto* domain = object == nullptr ? nullptr : object->as<catalog::Domain>();
    if (domain == nullptr) break;
    if (domain->not_null) return Answer::no;
    type = domain->base;
  }
  return column.not_null == Answer::unknown ? Answer::unknown : Answer::yes;
}

namespace {

/// Whether the trigger runs before each INSERT of a row.
bool runs_before_each_insert(const catalog::Object& object) {
  const auto* trigger = object.as<catalog::Trigger>();
  return trigger != nullptr && object.certain && trigger->for_each_row && !trigger->has_condition &&
         trigger->timing == "before" && std::ranges::count(trigger->events, "insert") > 0;
}

/// The function that the trigger calls; null if it is unknown, or not certain to be the one.
const catalog::Routine* function_of(const catalog::Trigger& trigger,
                                    const catalog::Catalog& catalog) {
  const catalog::Routine* found = nullptr;
  for (const catalog::Object* object : catalog.objects_called(trigger.function.name)) {
    const auto* routine = object->as<catalog::Routine>();
    const bool may_be_it =
        routine != nullptr && routine->arguments.empty() &&
        (trigger.function.schema.empty() || trigger.function.schema == object->name.schema);
    if (!may_be_it) continue;
    if (found != nullptr || !object->certain) return nullptr;
    found = routine;
  }
  return found;
}

}  // namespace

bool is_filled_by_trigger(const catalog::Relation& relation, std::string_view column,
                          const catalog::Catalog& catalog) {
  return std::ranges::any_of(relation.objects, [&](const catalog::Object& object) {
    if (!runs_before_each_insert(object)) return false;
    const catalog::Routine* function = function_of(*object.as<catalog::Trigger>(), catalog);
    return function != nullptr && std::ranges::count(function->fills, column) > 0;
  });
}

std::string shown(const Table& table, std::string_view column) {
  return fmt::format("{}.{}", table.name(), column);
}

std::string alternatives(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (index > 0) list += index + 1 == names.size() ? " or " : ", ";
    list += "`" + names[index] + "`";
  }
  return list;
}

std::string list_of(const std::vector<std::string>& names, std::size_t most) {
  std::string list;
  const std::size_t count = std::min(names.size(), most);
  for (std::size_t index = 0; index < count; ++index) {
    const bool is_last = index + 1 == names.size();
    if (index > 0) list += is_last ? " and " : ", ";
    list += "`" + names[index] + "`";
  }
  if (names.size() <= most) return list;
  return fmt::format("{} and {} more", list, names.size() - most);
}

}  // namespace pglint::design
