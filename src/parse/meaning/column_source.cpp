#include "parse/meaning/column_source.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "parse/meaning/names.h"

namespace pglint::parse {
namespace {

/// Limits the recursion over nested joins.
constexpr int max_source_depth = 64;

/// Limits of the search for the queries around a column: joins nest as deep as they are long, and
/// subqueries as deep as the parser allows. Beyond them, and in a query of more relations, the
/// source is unknown.
constexpr std::size_t most_ancestors = 1000;
constexpr std::size_t most_levels = 64;
constexpr std::size_t most_items = 200;

/// Functions that return one column, named after the alias or function, or `value`. Without
/// unnest(), which returns the columns of composite types. Sorted.
constexpr std::array<std::string_view, 10> one_column_functions = {
    "generate_series",           "generate_subscripts",
    "json_array_elements",       "json_array_elements_text",
    "json_object_keys",          "jsonb_array_elements",
    "jsonb_array_elements_text", "jsonb_object_keys",
    "regexp_split_to_table",     "string_to_table"};

const WithClause* with_clause_of(const Node* node) {
  if (const auto* select = as<SelectStmt>(node)) return select->withClause;
  if (const auto* update = as<UpdateStmt>(node)) return update->withClause;
  if (const auto* removal = as<DeleteStmt>(node)) return removal->withClause;
  if (const auto* insert = as<InsertStmt>(node)) return insert->withClause;
  if (const auto* merge = as<MergeStmt>(node)) return merge->withClause;
  return nullptr;
}

/// What a search for the source of one column knows about its ancestors.
class Surroundings {
 public:
  /// `ancestors` must outlive it.
  explicit Surroundings(Ancestors ancestors) : ancestors_(ancestors) {
    for (const Node* ancestor : ancestors) {
      if (const WithClause* with = with_clause_of(ancestor)) clauses_.push_back(with);
    }
  }

  [[nodiscard]] bool contain(const Node* node) const {
    return std::ranges::find(ancestors_, node) != ancestors_.end();
  }

  [[nodiscard]] bool has_cte(std::string_view name) const {
    return std::ranges::any_of(clauses_, [&](const WithClause* with) {
      const auto ctes = each<CommonTableExpr>(with->ctes);
      return std::ranges::any_of(
          ctes, [&](const CommonTableExpr* cte) { return view(cte->ctename) == name; });
    });
  }

 private:
  Ancestors ancestors_;
  std::vector<const WithClause*> clauses_;
};

/// The qualifier of the column.
struct Qualifier {
  std::string_view schema;
  std::string_view relation;  ///< empty: any
};

/// Collects the relations that are visible at one level.
class LevelReader {
 public:
  /// `around` is what is around `column`. All must outlive the reader.
  LevelReader(const Qualifier& qualifier, std::string_view column, const Surroundings& around)
      : qualifier_(qualifier), column_(column), around_(around) {}

  void add(const RangeVar* relation, bool nullable) {
    if (relation == nullptr) return;
    const bool is_aliased = relation->alias != nullptr;
    const std::string_view known_as =
        is_aliased ? view(relation->alias->aliasname) : view(relation->relname);
    if (!qualifier_.relation.empty()) {
      if (qualifier_.relation != known_as) return;
      const bool other_schema = is_aliased || qualifier_.schema != view(relation->schemaname);
      if (!qualifier_.schema.empty() && other_schema) return;
    }
    const bool renames = is_aliased && relation->alias->colnames != nullptr;
    if (renames || (relation->schemaname == nullptr && around_.has_cte(view(relation->relname)))) {
      level_.has_others = true;
      return;
    }
    add({.schema = std::string(view(relation->schemaname)),
         .name = std::string(view(relation->relname)),
         .nullable = nullable});
  }

  void add(SourceRelation relation) { level_.relations.push_back(std::move(relation)); }

  /// NEW and OLD of triggers and rules.
  void add_row_of(const RangeVar* relation) {
    if (relation == nullptr) return;
    const bool fits = qualifier_.relation == "new" || qualifier_.relation == "old";
    if (!fits) return;
    add({.schema = std::string(view(relation->schemaname)),
         .name = std::string(view(relation->relname))});
  }

  void add_items(const List* items) {
    for (const Node* item : each(items)) {
      if (is_complete_) return;
      add_item(item, false, max_source_depth);
    }
  }

  void add_item(const Node* item, bool nullable, int depth) {
    // A function or subquery can only reference earlier items of FROM.
    is_complete_ = is_complete_ || is_around_column(item);
    if (item == nullptr || is_complete_) return;
    if (++items_ > most_items) {
      level_.has_others = true;
      is_complete_ = true;
      return;
    }
    if (const auto* relation = as<RangeVar>(item)) return add(relation, nullable);
    const auto* join = as<JoinExpr>(item);
    if (join != nullptr && depth > 0 && join->alias == nullptr) {
      const bool left = join->jointype == JOIN_LEFT || join->jointype == JOIN_FULL;
      const bool right = join->jointype == JOIN_RIGHT || join->jointype == JOIN_FULL;
      add_item(join->larg, nullable || right, depth - 1);
      add_item(join->rarg, nullable || left, depth - 1);
      return;
    }
    if (qualifier_.relation.empty() ? may_have_column(item)
                                    : qualifier_.relation == alias_of(item)) {
      level_.has_others = true;
    }
  }

  [[nodiscard]] SourceLevel take() { return std::move(level_); }

 private:
  static std::string_view alias_of(const Node* item) {
    const Alias* alias = nullptr;
    if (const auto* select = as<RangeSubselect>(item)) alias = select->alias;
    if (const auto* function = as<RangeFunction>(item)) alias = function->alias;
    if (const auto* join = as<JoinExpr>(item)) alias = join->alias;
    return alias == nullptr ? std::string_view() : view(alias->aliasname);
  }

  /// True for an item of FROM, other than a join, that contains the column.
  [[nodiscard]] bool is_around_column(const Node* item) const {
    if (item == nullptr || item->type == T_RangeVar || item->type == T_JoinExpr) return false;
    return around_.contain(item);
  }

  /// False for functions that are known not to have such a column.
  [[nodiscard]] bool may_have_column(const Node* item) const {
    const auto* function = as<RangeFunction>(item);
    if (function == nullptr || function->is_rowsfrom || function->coldeflist != nullptr) {
      return true;
    }
    const auto* call = as<FuncCall>(each(as<List>(each(function->functions)[0]))[0]);
    if (call == nullptr) return true;
    const std::string_view name = builtin_name(call->funcname);
    if (!std::ranges::binary_search(one_column_functions, name)) return true;
    if (function->alias != nullptr) {
      for (const Node* column : each(function->alias->colnames)) {
        if (string_value(column) == column_) return true;
      }
    }
    return column_ == alias_of(item) || column_ == name || column_ == "value" ||
           column_ == "ordinality";
  }

  const Qualifier& qualifier_;
  std::string_view column_;
  const Surroundings& around_;
  SourceLevel level_;
  std::size_t items_ = 0;
  bool is_complete_ = false;  ///< later items are not visible
};

/// The relations that `node` makes visible to the expressions below it; empty for most nodes.
SourceLevel level_of(const Node& node, const Qualifier& qualifier, std::string_view column,
                     const Surroundings& around) {
  LevelReader level(qualifier, column, around);
  if (const auto* select = as<SelectStmt>(&node)) {
    level.add_items(select->fromClause);
  } else if (const auto* update = as<UpdateStmt>(&node)) {
    level.add(update->relation, false);
    level.add_items(update->fromClause);
  } else if (const auto* removal = as<DeleteStmt>(&node)) {
    level.add(removal->relation, false);
    level.add_items(removal->usingClause);
  } else if (const auto* insert = as<InsertStmt>(&node)) {
    level.add(insert->relation, false);
  } else if (const auto* merge = as<MergeStmt>(&node)) {
    level.add(merge->relation, false);
    level.add_item(merge->sourceRelation, false, max_source_depth);
  } else if (const auto* index = as<IndexStmt>(&node)) {
    level.add(index->relation, false);
  } else if (const auto* alter = as<AlterTableStmt>(&node)) {
    level.add(alter->relation, false);
  } else if (const auto* policy = as<CreatePolicyStmt>(&node)) {
    level.add(policy->table, false);
  } else if (const auto* altered = as<AlterPolicyStmt>(&node)) {
    level.add(altered->table, false);
  } else if (const auto* trigger = as<CreateTrigStmt>(&node)) {
    level.add_row_of(trigger->relation);
  } else if (const auto* rule = as<RuleStmt>(&node)) {
    level.add_row_of(rule->relation);
  }
  return level.take();
}

}  // namespace

ColumnSource column_source(const ColumnRef& column, Ancestors ancestors) {
  const auto parts = each(column.fields);
  ColumnSource source = {.column = std::string(string_value(parts.back())), .levels = {}};
  if (source.column.empty() || parts.size() > 3) return source;
  Qualifier qualifier;
  if (parts.size() > 1) qualifier.relation = string_value(parts[parts.size() - 2]);
  if (parts.size() > 2) qualifier.schema = string_value(parts[0]);
  const SourceLevel unknown = {.relations = {}, .has_others = true};
  if (ancestors.size() > most_ancestors) {
    source.levels.push_back(unknown);
    return source;
  }
  const Surroundings around(ancestors);
  for (Ancestors left = ancestors; !left.empty(); left = left.first(left.size() - 1)) {
    if (source.levels.size() >= most_levels) {
      source.levels.push_back(unknown);
      break;
    }
    SourceLevel level = level_of(*left.back(), qualifier, source.column, around);
    if (!level.relations.empty() || level.has_others) source.levels.push_back(std::move(level));
  }
  return source;
}

ColumnSource column_source(std::string_view column, const Node* item, Ancestors ancestors) {
  ColumnSource source = {.column = std::string(column), .levels = {}};
  const Qualifier any;
  const Surroundings around(ancestors);
  LevelReader level(any, column, around);
  level.add_item(item, false, max_source_depth);
  source.levels.push_back(level.take());
  return source;
}

}  // namespace pglint::parse
