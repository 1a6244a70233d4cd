#include "design/key/index_match.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "design/expression.h"
#include "design/normal_form.h"
#include "design/places.h"
#include "design/sql_name.h"
#include "design/type_family.h"
#include "parse/meaning/conjuncts.h"
#include "parse/meaning/literal.h"

namespace pglint::design {
namespace {

constexpr char separator = '\x1f';

std::string_view without_pg_catalog(std::string_view name) {
  constexpr std::string_view schema = "pg_catalog.";
  return name.starts_with(schema) ? name.substr(schema.size()) : name;
}

/// Whether it is the default operator class of a column of this type.
bool is_default_class(std::string_view operator_class, const catalog::Type& type,
                      const catalog::Catalog& catalog) {
  const catalog::Type base = base_type(type, catalog);
  if (base.dimensions > 0) return operator_class == "array_ops";
  const bool is_text = base.is("text") || base.is("varchar");
  if (is_text && (operator_class == "text_ops" || operator_class == "varchar_ops")) return true;
  if (family_of(type, catalog) == Family::enumeration) return operator_class == "enum_ops";
  const std::string_view name = base.name;
  if (!operator_class.starts_with(name)) return false;
  const std::string_view rest = operator_class.substr(name.size());
  return rest == "_ops" || rest == "_minmax_ops";
}

std::string operator_class(const catalog::IndexKey& key, const catalog::Relation& relation,
                           const catalog::Catalog& catalog) {
  if (key.operator_class.empty()) return {};
  const std::string_view name = without_pg_catalog(key.operator_class);
  const catalog::Column* column = relation.find_column(key.column);
  const bool is_default = column != nullptr && is_default_class(name, column->type, catalog);
  return is_default ? std::string() : std::string(name);
}

/// The expression with current names of columns: its text keeps the old name of a renamed column.
std::string expression_form(const std::string& sql, const std::vector<std::string>& mentioned,
                            const catalog::Relation& relation) {
  if (sql.empty()) return {};
  std::string form = normal_form(sql, relation);
  for (const std::string& column : std::set(mentioned.begin(), mentioned.end())) {
    form += separator + column;
  }
  return form;
}

/// The normalized collation of a key; empty for the default of the database. A key without COLLATE
/// has its column's collation.
std::string collation(const catalog::IndexKey& key, const catalog::Relation& relation,
                      const catalog::Catalog& catalog) {
  const catalog::Column* column = relation.find_column(key.column);
  const bool inherits = key.collation.empty() && column != nullptr;
  const std::string_view name = without_pg_catalog(inherits ? column->collation : key.collation);
  if (name != "default") return std::string(name);
  // A domain may have a collation.
  const bool is_domain = column != nullptr && column->collation.empty() &&
                         design::base_type(column->type, catalog).name != column->type.name;
  return is_domain ? std::string(name) : std::string();
}

std::string key_form(const catalog::IndexKey& key, const catalog::Relation& relation,
                     const catalog::Catalog& catalog) {
  const std::string what = key.column.empty()
                               ? "(" + expression_form(key.expression, key.mentioned, relation)
                               : key.column;
  return what + separator + operator_class(key, relation, catalog) + separator +
         collation(key, relation, catalog) + separator + (key.descending ? "desc" : "asc") +
         (key.nulls_first ? " first" : " last");
}

IndexShape shape_of(const catalog::Index& index, const catalog::Relation& relation,
                    const catalog::Catalog& catalog) {
  IndexShape shape = {.index = &index,
                      .kind = index.method + separator +
                              expression_form(index.predicate, index.mentioned, relation),
                      .include = index.include};
  for (const catalog::IndexKey& key : index.keys) {
    shape.keys.push_back(key_form(key, relation, catalog));
  }
  std::ranges::sort(shape.include);
  return shape;
}

bool is_deferrable(const catalog::Index& index, const catalog::Relation& relation) {
  const catalog::Constraint* constraint = relation.find_constraint(index.constraint);
  return constraint != nullptr && constraint->deferrable;
}

/// Decides which of two duplicates is kept: the higher value, or the earlier one if equal.
int worth_of(const catalog::Index& index) {
  if (index.primary) return 3;
  if (!index.unique) return 0;
  return index.constraint.empty() ? 1 : 2;
}

bool is_before(const catalog::Index& a, const catalog::Index& b) {
  if (worth_of(a) != worth_of(b)) return worth_of(a) > worth_of(b);
  return catalog::is_before(a.place, b.place);
}

/// Whether `kept` enforces everything that `index` enforces.
bool replaces(const catalog::Index& kept, const catalog::Index& index,
              const catalog::Relation& relation) {
  if (!index.unique) return true;
  const bool nulls_alike = kept.primary || kept.nulls_not_distinct == index.nulls_not_distinct;
  return kept.unique && nulls_alike &&
         is_deferrable(kept, relation) == is_deferrable(index, relation);
}

bool is_among(const std::string& name, const std::vector<std::string>& names) {
  return std::ranges::count(names, name) > 0;
}

/// Whether its predicate is empty, or only consists of `a IS NOT NULL` for some of `columns`.
bool leaves_out_nulls_only(const catalog::Index& index, const std::vector<std::string>& columns) {
  const bool about_them = std::ranges::all_of(
      index.mentioned, [&](const std::string& column) { return is_among(column, columns); });
  if (index.predicate.empty() || !about_them) return index.predicate.empty();
  const ParsedExpression parsed(index.predicate);
  const auto is_test = [](const Node* node) {
    const auto* test = parse::as<NullTest>(node);
    return test != nullptr && test->nulltesttype == IS_NOT_NULL;
  };
  return parsed.tree() != nullptr && std::ranges::all_of(parse::conjuncts(parsed.tree()), is_test);
}

/// Whether its keys find rows by equality of all columns; ignores its predicate.
bool finds_by(const catalog::Index& index, const std::vector<std::string>& columns) {
  const auto is_of_key = [&](const catalog::IndexKey& key) {
    return !key.column.empty() && is_among(key.column, columns);
  };
  if (index.method == "hash") return columns.size() == 1 && is_of_key(index.keys.front());
  const bool is_btree = index.method == "btree";
  if (!is_btree && index.method != "gist" && index.method != "spgist") return false;
  if (is_btree && index.unique && std::ranges::all_of(index.keys, is_of_key)) return true;
  return index.keys.size() >= columns.size() &&
         std::ranges::all_of(columns, [&](const std::string& column) {
           const auto begin = index.keys.begin();
           const auto end = begin + static_cast<std::ptrdiff_t>(columns.size());
           return std::ranges::find(begin, end, column, &catalog::IndexKey::column) != end;
         });
}

/// Whether it has another access method, such as BRIN, which finds more rows than those wanted.
bool is_inexact(const catalog::Index& index, const std::vector<std::string>& columns) {
  constexpr std::array<std::string_view, 4> exact = {"btree", "hash", "gist", "spgist"};
  if (std::ranges::count(exact, index.method) > 0) return false;
  return std::ranges::all_of(columns, [&](const std::string& column) {
    return std::ranges::find(index.keys, column, &catalog::IndexKey::column) != index.keys.end();
  });
}

}  // namespace

bool share_first_key(const catalog::Parts<catalog::Index>& indexes) {
  std::set<std::pair<std::string_view, std::string_view>> first_keys;
  return std::ranges::any_of(indexes, [&](const catalog::Index& index) {
    return !index.keys.empty() &&
           !first_keys.emplace(index.method, index.keys.front().column).second;
  });
}

std::vector<IndexShape> shapes_of(const catalog::Relation& relation,
                                  const catalog::Catalog& catalog) {
  std::vector<IndexShape> shapes;
  for (const catalog::Index& index : relation.indexes) {
    const bool judged = index.certain && index.valid && !index.exclusion && index.parent.empty() &&
                        !index.keys.empty();
    if (judged) shapes.push_back(shape_of(index, relation, catalog));
  }
  return shapes;
}

bool is_same(const IndexShape& a, const IndexShape& b) {
  return a.kind == b.kind && a.keys == b.keys && a.include == b.include;
}

bool is_prefix(const IndexShape& shorter, const IndexShape& longer) {
  if (shorter.kind != longer.kind || shorter.keys.size() > longer.keys.size()) return false;
  if (is_same(shorter, longer)) return false;
  if (!std::equal(shorter.keys.begin(), shorter.keys.end(), longer.keys.begin())) return false;
  return std::ranges::all_of(shorter.include, [&](const std::string& column) {
    const auto& keys = longer.index->keys;
    return is_among(column, longer.include) ||
           std::ranges::count(keys, column, &catalog::IndexKey::column) > 0;
  });
}

std::vector<DuplicateIndex> duplicates_of(const catalog::Relation& relation,
                                          const catalog::Catalog& catalog) {
  if (!share_first_key(relation.indexes)) return {};
  using Form = std::tuple<std::string, std::vector<std::string>, std::vector<std::string>>;
  std::map<Form, std::vector<const catalog::Index*>> groups;
  const std::vector<IndexShape> shapes = shapes_of(relation, catalog);
  for (const IndexShape& shape : shapes) {
    groups[{shape.kind, shape.keys, shape.include}].push_back(shape.index);
  }
  std::vector<DuplicateIndex> duplicates;
  for (auto& [form, indexes] : groups) {
    std::ranges::sort(indexes, [](const auto* a, const auto* b) { return is_before(*a, *b); });
    for (const catalog::Index* index : indexes) {
      const auto kept = std::ranges::find_if(indexes, [&](const catalog::Index* other) {
        return other == index || replaces(*other, *index, relation);
      });
      if (*kept != index) duplicates.push_back({.index = index, .kept = *kept});
    }
  }
  std::unordered_map<const catalog::Index*, std::size_t> order;
  for (const IndexShape& shape : shapes) order.emplace(shape.index, order.size());
  std::ranges::sort(duplicates, {},
                    [&](const DuplicateIndex& each) { return order.at(each.index); });
  return duplicates;
}

KeyCoverage coverage_of(const std::vector<std::string>& columns,
                        const catalog::Relation& relation) {
  KeyCoverage coverage;
  for (const catalog::Index& index : relation.indexes) {
    if (index.keys.empty() || !index.valid) continue;
    const bool holds_all = leaves_out_nulls_only(index, columns);
    if (finds_by(index, columns)) {
      if (holds_all) return {.covered = true};
      if (coverage.partial == nullptr) coverage.partial = &index;
    }
    const std::string& first = index.keys.front().column;
    if (coverage.other == nullptr && is_inexact(index, columns)) coverage.other = &index;
    const bool by_value =
        index.method == "btree" || index.method == "hash" || index.method == "gist";
    if (holds_all && by_value && is_among(first, columns)) coverage.narrowed_by.insert(first);
  }
  return coverage;
}

std::string_view kind_of(const catalog::Index& index) {
  if (index.primary) return "primary key";
  if (!index.constraint.empty()) return "UNIQUE constraint";
  return index.unique ? "unique index" : "index";
}

std::string drop_command(const catalog::Relation& relation, const catalog::Index& index) {
  if (!index.constraint.empty()) {
    return "ALTER TABLE " + in_sql(relation.name) + " DROP CONSTRAINT " +
           catalog::quoted_name(index.constraint);
  }
  const std::string name = in_sql(catalog::Name{relation.name.schema, index.name});
  return (relation.partitioned ? "DROP INDEX " : "DROP INDEX CONCURRENTLY ") + name;
}

std::string keys_shown(const catalog::Index& index) {
  std::string shown = "(";
  for (const catalog::IndexKey& key : index.keys) {
    if (shown.size() > 1) shown += ", ";
    shown += key.column.empty() ? key.expression : catalog::quoted_name(key.column);
  }
  return shown + ")";
}

std::vector<std::string> columns_of(const catalog::Index& index) {
  std::vector<std::string> columns;
  for (const catalog::IndexKey& key : index.keys) {
    if (!key.column.empty()) columns.push_back(key.column);
    std::ranges::copy(key.mentioned, std::back_inserter(columns));
  }
  return columns;
}

catalog::Place place_of(const catalog::Index& index) { return clause_in(index.place); }

}  // namespace pglint::design
