#include "query/lookup.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

namespace pglint::query {
namespace {

/// Columns that every table has. Sorted.
constexpr std::array<std::string_view, 6> system_columns = {"cmax",     "cmin", "ctid",
                                                            "tableoid", "xmax", "xmin"};

/// Functions that take any row, so that `x.count` calls one. Sorted.
constexpr std::array<std::string_view, 16> row_functions = {
    "array_agg", "concat",      "count",      "first_value",  "format",    "hstore",
    "json_agg",  "jsonb_agg",   "last_value", "num_nonnulls", "num_nulls", "pg_column_size",
    "pg_typeof", "row_to_json", "to_json",    "to_jsonb"};

/// Whether a relation of this name may be one of PostgreSQL's own.
bool may_be_builtin(const catalog::Name& name) {
  return name.schema.starts_with("pg_") || name.schema == "information_schema" ||
         (name.schema.empty() && name.name.starts_with("pg_"));
}

/// Whether relations in several schemas have the name, so that the search path decides.
bool has_twin(const catalog::Name& name, const catalog::Catalog& catalog) {
  if (!name.schema.empty()) return false;
  const catalog::Relations& relations = catalog.relations();
  const auto first = relations.lower_bound(catalog::NameView({}, name.name));
  if (first == relations.end() || first->first.name != name.name) return false;
  const auto next = std::next(first);
  return next != relations.end() && next->first.name == name.name;
}

/// Calls `visit` for the scope and those around it, the innermost first, until it returns true.
template <class Visit>
bool any_scope(const Model& model, std::size_t scope, Visit&& visit) {
  for (; scope != none; scope = model.scopes[scope].outer) {
    if (visit(model.scopes[scope])) return true;
  }
  return false;
}

}  // namespace

const Item* item_called(const Model& model, std::string_view qualifier, std::size_t scope) {
  const Item* found = nullptr;
  any_scope(model, scope, [&](const Scope& level) {
    if (level.is_open) return true;
    for (const std::size_t index : level.items) {
      if (model.items[index].name != qualifier) continue;
      if (found != nullptr) {  // an error, as `duplicate-alias` says
        found = nullptr;
        return true;
      }
      found = &model.items[index];
    }
    return found != nullptr;
  });
  return found;
}

bool may_see(const Model& model, std::string_view qualifier, std::size_t scope) {
  if (!model.are_names_known) return true;
  return any_scope(model, scope, [&](const Scope& level) {
    return level.is_open || std::ranges::any_of(level.items, [&](std::size_t index) {
             const Item& item = model.items[index];
             const bool is_nameless = item.name.empty() && item.kind == ItemKind::unknown;
             return is_nameless || item.name == qualifier;
           });
  });
}

const catalog::Relation* Lookup::known_relation(const Item& item) const {
  if (item.kind != ItemKind::relation || may_be_builtin(item.relation)) return nullptr;
  if (has_twin(item.relation, catalog_)) return nullptr;
  const catalog::Relation* relation = catalog_.find_relation(item.relation);
  if (relation == nullptr || !relation->columns_known || !relation->certain) return nullptr;
  if (!item.relation.schema.empty() && relation->name.schema != item.relation.schema) {
    return nullptr;
  }
  const catalog::FileOrder& files = catalog_.files();
  const bool is_sure = files.is_sure(file_, relation->place.file) && !files.has_unknown_sql();
  return is_sure ? relation : nullptr;
}

Lookup::Presence Lookup::relation_has(const Item& item, std::string_view column) const {
  const auto renamed = static_cast<std::ptrdiff_t>(item.columns.size());
  if (std::ranges::find(item.columns, column) != item.columns.end()) return Presence::yes;
  if (std::ranges::binary_search(system_columns, column)) return Presence::yes;
  const catalog::Relation* relation = known_relation(item);
  if (relation == nullptr) return Presence::unknown;
  if (renamed > 0) {
    // An alias with column names hides the names of the first columns.
    std::ptrdiff_t position = 0;
    const auto is_hidden = [&](const catalog::Column& each) {
      return position++ < renamed && each.name == column;
    };
    if (std::ranges::any_of(relation->columns, is_hidden)) return Presence::no;
  }
  const auto known = relation->columns.find(column);
  if (known == relation->columns.end()) return Presence::no;
  return known->certain ? Presence::yes : Presence::unknown;
}

Lookup::Presence Lookup::output_has(const Output& output, Search& search) const {
  if (!output.name.empty()) return output.name == search.column ? Presence::yes : Presence::no;
  const auto has_item = [&](const Item* item) {
    return item == nullptr ? Presence::unknown : has(*item, search);
  };
  if (!output.qualifier.empty()) {
    return has_item(item_called(model_, output.qualifier, output.scope));
  }
  Presence found = Presence::no;
  for (const std::size_t index : model_.scopes[output.scope].items) {
    const Item& item = model_.items[index];
    if (!item.is_only_qualified) found = std::max(found, has_item(&item));
  }
  return found;
}

Lookup::Presence Lookup::query_has(const Item& item, Search& search) const {
  if (std::ranges::find(item.columns, search.column) != item.columns.end()) return Presence::yes;
  std::size_t index = item.level;
  while (index != none && model_.levels[index].same_as != none) {
    if (--search.steps < 0) return Presence::unknown;
    index = model_.levels[index].same_as;
  }
  if (index == none || --search.steps < 0) return Presence::unknown;
  const Level& level = model_.levels[index];
  if (!level.are_outputs_known) return Presence::unknown;
  Presence found = Presence::no;
  std::size_t position = 0;
  for (const Output& output : level.outputs) {
    const bool is_star = output.name.empty();
    // Which columns a star stands for is not counted here.
    if (is_star && position < item.columns.size()) return Presence::unknown;
    if (position++ < item.columns.size()) continue;
    found = std::max(found, output_has(output, search));
  }
  return found;
}

Lookup::Presence Lookup::has(const Item& item, Search& search) const {
  if (--search.steps < 0) return Presence::unknown;
  switch (item.kind) {
    case ItemKind::relation:
      return relation_has(item, search.column);
    case ItemKind::query:
      return query_has(item, search);
    case ItemKind::listed:
      return std::ranges::find(item.columns, search.column) == item.columns.end() ? Presence::no
                                                                                  : Presence::yes;
    case ItemKind::unknown:
      break;
  }
  return Presence::unknown;
}

bool Lookup::are_merged(const std::vector<std::size_t>& items, std::string_view column) const {
  std::vector<std::size_t> joined = {items.front()};
  const auto is_joined = [&](std::size_t item) {
    return std::ranges::find(joined, item) != joined.end();
  };
  // Each pass adds at least one item, or is the last.
  for (std::size_t before = 0; before != joined.size();) {
    before = joined.size();
    for (const Merge& merge : model_.merges) {
      if (!merge.column.empty() && merge.column != column) continue;
      const bool touches =
          std::ranges::any_of(merge.left, is_joined) || std::ranges::any_of(merge.right, is_joined);
      if (!touches) continue;
      for (const std::size_t item : items) {
        const bool is_side = std::ranges::find(merge.left, item) != merge.left.end() ||
                             std::ranges::find(merge.right, item) != merge.right.end();
        if (is_side && !is_joined(item)) joined.push_back(item);
      }
    }
  }
  return joined.size() == items.size();
}

Answer Lookup::find_in(const Scope& scope, std::string_view column) const {
  if (scope.is_open) return {};
  std::vector<std::size_t> found;
  bool is_in_doubt = false;
  for (const std::size_t index : scope.items) {
    const Item& item = model_.items[index];
    if (item.is_only_qualified) continue;
    Search search = {.column = column};
    const Presence presence = has(item, search);
    is_in_doubt = is_in_doubt || presence == Presence::unknown;
    if (presence == Presence::yes) found.push_back(index);
  }
  if (is_in_doubt) return {};
  if (found.empty()) return {.binding = Binding::absent};
  const bool is_one = found.size() == 1 || are_merged(found, column);
  Answer answer = {.binding = is_one ? Binding::bound : Binding::ambiguous};
  for (const std::size_t index : found) answer.items.push_back(&model_.items[index]);
  return answer;
}

bool Lookup::may_be_function(std::string_view name) const {
  return std::ranges::binary_search(row_functions, name) ||
         !catalog_.objects_called(std::string(name)).empty();
}

Answer Lookup::find_qualified(const Reference& reference) const {
  const Item* item = item_called(model_, reference.qualifier, reference.scope);
  if (item == nullptr || reference.column.empty()) return {};
  if (!reference.schema.empty() && item->relation.schema != reference.schema) return {};
  Search search = {.column = reference.column};
  switch (has(*item, search)) {
    case Presence::yes:
      return {.binding = Binding::bound, .items = {item}};
    case Presence::unknown:
      return {};
    case Presence::no:
      break;
  }
  if (may_be_function(reference.column)) return {};
  return {.binding = Binding::absent, .items = {item}};
}

bool Lookup::is_output(const Reference& reference) const {
  const bool may_be = reference.clause == Clause::order_by || reference.clause == Clause::group_by;
  if (!may_be || reference.level == none) return false;
  return std::ranges::any_of(model_.levels[reference.level].outputs,
                             [&](const Output& output) { return output.name == reference.column; });
}

bool Lookup::is_row(const Reference& reference) const {
  return may_see(model_, reference.column, reference.scope);
}

Answer Lookup::find(const Reference& reference) const {
  if (!model_.are_names_known) return {};
  if (!reference.qualifier.empty()) return find_qualified(reference);
  if (is_output(reference)) return {.binding = Binding::bound};
  Answer answer = {.binding = Binding::absent};
  any_scope(model_, reference.scope, [&](const Scope& scope) {
    answer = find_in(scope, reference.column);
    answer.scope = static_cast<std::size_t>(&scope - model_.scopes.data());
    return answer.binding != Binding::absent;
  });
  if (answer.binding == Binding::absent && is_row(reference)) return {.binding = Binding::bound};
  return answer;
}

Binding Lookup::find_target(const Item& item, std::string_view column) const {
  switch (relation_has(item, column)) {
    case Presence::yes:
      return Binding::bound;
    case Presence::no:
      return Binding::absent;
    case Presence::unknown:
      break;
  }
  return Binding::doubtful;
}

}  // namespace pglint::query
