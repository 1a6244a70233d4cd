#include "design/key/polymorphic.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

#include "design/expression.h"
#include "design/name/name_model.h"
#include "design/vocabulary/columns.h"
#include "parse/meaning/literal.h"
#include "parse/meaning/name_words.h"
#include "parse/meaning/names.h"
#include "parse/tree/nodes.h"
#include "text/ascii.h"

namespace pglint::design {
namespace {

using Words = std::vector<std::string>;
using ColumnsByWords = std::unordered_map<std::string, const catalog::Column*>;

using text::is_one_of;
/// Suffixes of the type's column, after the words of the key.
constexpr std::array<std::string_view, 12> type_ends = {
    "type",       "kind",       "class",      "table",       "model",       "entity",
    "table_name", "class_name", "model_name", "entity_type", "entity_name", "type_id"};

/// Those that mean tables or classes.
constexpr std::array<std::string_view, 8> table_ends = {
    "class", "table", "model", "entity", "table_name", "class_name", "model_name", "entity_name"};

/// `commentable` and its like, but not `variable`.
bool is_able(std::string_view word) {
  constexpr std::array<std::string_view, 9> things = {"table",       "timetable",  "variable",
                                                      "deliverable", "receivable", "consumable",
                                                      "cable",       "wearable",   "collectable"};
  return word.size() > 6 && word.ends_with("able") && !is_one_of(word, things);
}

/// Words for things of any kind.
bool is_any_thing(const Words& base) {
  constexpr std::array<std::string_view, 19> words = {
      "entity",    "object", "owner",    "subject", "source",  "target", "ref",
      "reference", "record", "resource", "parent",  "related", "linked", "actor",
      "auditable", "item",   "holder",   "content", "attached"};
  return is_able(base.back()) || is_one_of(base.back(), words);
}

/// Things that other systems or authorities identify, which have no table.
bool is_identified_elsewhere(const Words& base) {
  constexpr std::array<std::string_view, 10> others = {
      "client",  "device", "national",    "osm", "passport",
      "session", "tax",    "transaction", "vat", "vendor"};
  const auto is_known = [&](std::string_view word) {
    return words::other_systems.contains(word) || words::traces.contains(word) ||
           is_one_of(word, others);
  };
  return is_known(base.front()) || is_known(base.back());
}

bool can_hold_key(Family family) {
  return family == Family::integer || family == Family::uuid || family == Family::text;
}

bool can_hold_type(Family family) {
  return family == Family::integer || family == Family::enumeration || family == Family::text;
}

bool has_index_on_both(const Table& table, const PolymorphicPair& pair) {
  return std::ranges::any_of(table.relation->indexes, [&](const catalog::Index& index) {
    const auto has = [&](const catalog::Column& column) {
      return std::ranges::count(index.keys, column.name, &catalog::IndexKey::column) > 0;
    };
    return has(*pair.key) && has(*pair.type);
  });
}

/// Whether the table has data of another system: then `target_id` is an id of that system.
bool is_of_other_system(const Table& table) {
  return words::other_systems.has_one_of(parse::name_words(table.spelling()));
}

/// Whether the type refers to a table, by a foreign key or by its name: `company_type_id` and a
/// table `company_type`.
bool has_table(const Table& table, const catalog::Column& type, const Schema& schema) {
  if (table.refers_by(type.name)) return true;
  const auto name = key_name(type.spelling());
  return schema.find_thing(name ? name->base : parse::name_words(type.spelling()),
                           table.relation->name.schema) != nullptr;
}

struct TypeColumn {
  const catalog::Column* column = nullptr;
  bool says_table = false;
};

std::optional<TypeColumn> type_beside(const Words& base, const ColumnsByWords& columns) {
  const std::string start = joined(base) + "_";
  for (const std::string_view end : type_ends) {
    const auto found = columns.find(start + std::string(end));
    if (found != columns.end()) {
      return TypeColumn{.column = found->second, .says_table = is_one_of(end, table_ends)};
    }
  }
  // A thing has a name, but an entity is named by its kind.
  if (base.back() == "entity") {
    const auto found = columns.find(start + "name");
    if (found != columns.end()) return TypeColumn{.column = found->second, .says_table = true};
  }
  // Django's GenericForeignKey.
  if (start == "object_") {
    const auto found = columns.find("content_type_id");
    if (found != columns.end()) return TypeColumn{.column = found->second, .says_table = true};
  }
  return std::nullopt;
}

/// True for `column IN ('a', 'b')`, also with `upper(column)`.
bool lists_values(const std::string& check) {
  if (const auto list = value_list(check)) return list->values.size() > 1;
  const ParsedExpression parsed(check);
  const auto* in = parse::as<A_Expr>(parsed.tree());
  if (in == nullptr || in->kind != AEXPR_IN) return false;
  const auto* call = parse::as<FuncCall>(parse::without_casts(in->lexpr));
  if (call == nullptr) return false;
  const std::string_view function = parse::builtin_name(call->funcname);
  return (function == "upper" || function == "lower") &&
         parse::each(parse::as<List>(in->rexpr)).size() > 1;
}

/// True for a column of kinds: a text with a CHECK that lists its values.
bool lists_kinds(const Table& table, const catalog::Column& column, const Schema& schema) {
  const Words words = parse::name_words(column.spelling());
  const bool fits = !words.empty() && (words.back() == "type" || words.back() == "kind") &&
                    family_of(column.type, schema.catalog()) == Family::text;
  return fits && std::ranges::any_of(table.checks_on({column.name}), [](const auto* check) {
           return lists_values(check->expression);
         });
}

/// The one column of kinds of the table, if the key is of a thing that is only said to be a
/// reference: `transaction_type` for `reference_order_id`.
const catalog::Column* type_apart(const Words& base, const Table& table, const Schema& schema) {
  constexpr std::array<std::string_view, 4> marks = {"ref", "reference", "referenced", "related"};
  if (base.size() < 2 || !is_one_of(base.front(), marks)) return nullptr;
  const catalog::Column* found = nullptr;
  for (const catalog::Column& column : table.columns()) {
    if (!lists_kinds(table, column, schema)) continue;
    if (found != nullptr) return nullptr;
    found = &column;
  }
  return found;
}

/// True if a table holds things of a longer name, by keys of the type of `key`:
/// `runtime_environments` for `environment_id`. A table with such a column itself is none.
bool has_longer_name(const Words& base, const catalog::Column& key, const Schema& schema) {
  const std::string end = "_" + thing_of(base);
  return std::ranges::any_of(schema.tables(), [&](const Table* table) {
    const catalog::Column* own = table->key_column();
    return own != nullptr && table->thing.ends_with(end) &&
           table->relation->find_column(key.name) == nullptr &&
           family_of(own->type, schema.catalog()) == family_of(key.type, schema.catalog());
  });
}

PolymorphicSign sign_of(const Table& table, const PolymorphicPair& pair, const Words& base,
                        const TypeColumn& type, const Schema& schema) {
  const bool any_thing = is_any_thing(base) || type.says_table;
  // In `last_event_id`, the last word alone is the thing.
  const std::string& own_schema = table.relation->name.schema;
  if (!type.says_table && (schema.find_thing(base, own_schema) != nullptr ||
                           schema.find_thing({base.back()}, own_schema) != nullptr ||
                           (!any_thing && has_longer_name(base, *pair.key, schema)))) {
    return PolymorphicSign::names_table;
  }
  if (is_of_other_system(table)) return PolymorphicSign::pair;
  return any_thing || has_index_on_both(table, pair) ? PolymorphicSign::any_thing
                                                     : PolymorphicSign::pair;
}

ColumnsByWords columns_by_words(const Table& table) {
  ColumnsByWords columns;
  for (const catalog::Column& column : table.columns()) {
    columns.emplace(parse::snake_case(column.spelling()), &column);
  }
  return columns;
}

/// The pair whose key is `column`. `columns` are those of the table, set on first use.
std::optional<PolymorphicPair> pair_of(const catalog::Column& column, const Table& table,
                                       const Schema& schema,
                                       std::optional<ColumnsByWords>& columns) {
  const auto name = key_name(column.spelling());
  if (!name || is_identified_elsewhere(name->base) || table.refers_by(column.name) ||
      table.key_column() == &column) {
    return std::nullopt;
  }
  if (!columns) columns = columns_by_words(table);
  auto type = type_beside(name->base, *columns);
  const bool is_apart = !type;
  if (is_apart) {
    const catalog::Column* apart = type_apart(name->base, table, schema);
    if (apart != nullptr) type = TypeColumn{.column = apart};
  }
  if (!type || type->column == &column) return std::nullopt;
  // For a general word, the rows of that table may represent tables.
  if (has_table(table, *type->column, schema) && !type->says_table && !is_any_thing(name->base)) {
    return std::nullopt;
  }
  PolymorphicPair pair = {
      .key = &column,
      .type = type->column,
      .type_family = family_of(type->column->type, schema.catalog()),
  };
  if (!can_hold_key(family_of(column.type, schema.catalog())) || !can_hold_type(pair.type_family)) {
    return std::nullopt;
  }
  pair.sign =
      is_apart ? PolymorphicSign::different_names : sign_of(table, pair, name->base, *type, schema);
  return pair;
}

}  // namespace

std::vector<PolymorphicPair> polymorphic_pairs(const Table& table, const Schema& schema) {
  std::vector<PolymorphicPair> pairs;
  std::optional<ColumnsByWords> columns;  // made if a column has the name of a key
  for (const catalog::Column& column : table.columns()) {
    if (const auto pair = pair_of(column, table, schema, columns)) pairs.push_back(*pair);
  }
  return pairs;
}

bool is_polymorphic_key(const Table& table, std::string_view column, const Schema& schema) {
  std::optional<ColumnsByWords> columns;
  const catalog::Column* key = table.relation->find_column(column);
  const auto pair = key == nullptr ? std::nullopt : pair_of(*key, table, schema, columns);
  return pair && pair->sign >= PolymorphicSign::pair;
}

}  // namespace pglint::design
