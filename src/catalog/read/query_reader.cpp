#include "catalog/read/query_reader.h"

#include <algorithm>
#include <map>
#include <utility>

#include "catalog/read/figured_name.h"

#include "parse/tree/walk.h"

namespace pglint::catalog {

using parse::as;
using parse::each;
using parse::string_value;
using parse::view;

namespace {

/// Limit of nested subqueries; SQL written by hand has fewer.
constexpr int max_query_depth = 20;

using WithQueries = std::map<std::string, Query>;

/// The type that an expression contains: of a cast or a constant.
std::optional<Type> written_type(const Node* node) {
  if (const auto* cast = as<TypeCast>(node)) {
    if (cast->typeName == nullptr) return std::nullopt;
    return type_of(*cast->typeName);
  }
  const auto* constant = as<A_Const>(node);
  if (constant == nullptr) return std::nullopt;
  if (constant->isnull) return Type{.schema = {}, .name = "text", .modifiers = {}};
  switch (constant->val.node.type) {
    case T_Integer:
      return Type{.schema = {}, .name = "int4", .modifiers = {}};
    case T_Boolean:
      return Type{.schema = {}, .name = "bool", .modifiers = {}};
    case T_String:
      return Type{.schema = {}, .name = "text", .modifiers = {}};
    default:  // a number: int4, int8 or numeric
      return std::nullopt;
  }
}

/// One SELECT, with the WITH queries around it.
class QueryReader {
 public:
  explicit QueryReader(WithQueries with) : with_(std::move(with)) {}

  std::optional<Query> read(const Node* node, int depth) {
    const auto* select = as<SelectStmt>(node);
    if (select == nullptr || depth == 0) return std::nullopt;
    if (select->withClause != nullptr) add_with(*select->withClause, depth);
    if (select->op != SETOP_NONE) return combined(*select, depth);
    if (select->valuesLists != nullptr) return values(*select);
    Query query;
    for (const Node* item : each(select->fromClause)) add_sources(item, query, depth);
    for (const auto* target : each<ResTarget>(select->targetList)) {
      if (target == nullptr) return std::nullopt;
      query.columns.push_back(column(*target));
    }
    return query;
  }

 private:
  void add_with(const WithClause& clause, int depth) {
    for (const auto* common : each<CommonTableExpr>(clause.ctes)) {
      if (common == nullptr) continue;
      auto query = QueryReader(with_).read(common->ctequery, depth - 1);
      if (!query) query = Query{.columns = {{.star = true}}};
      rename(*query, parse::strings(common->aliascolnames));
      with_.insert_or_assign(std::string(view(common->ctename)), std::move(*query));
    }
  }

  /// The first query of a UNION determines the names of the columns.
  std::optional<Query> combined(const SelectStmt& select, int depth) {
    const SelectStmt* first = &select;
    while (first->op != SETOP_NONE) first = first->larg;
    auto query = QueryReader(with_).read(&parse::node(*first), depth - 1);
    if (query) query->combined = true;
    return query;
  }

  static std::optional<Query> values(const SelectStmt& select) {
    Query query = {.combined = true};
    const auto* row = as<List>(each(select.valuesLists)[0]);
    for (std::size_t number = 1; number <= each(row).size(); ++number) {
      query.columns.push_back({.name = "column" + std::to_string(number)});
    }
    return query;
  }

  /// Renames the first columns of a query; there may be fewer names than columns.
  static void rename(Query& query, const std::vector<std::string>& names) {
    for (std::size_t at = 0; at < std::min(names.size(), query.columns.size()); ++at) {
      if (query.columns[at].star) return;
      query.columns[at].name = names[at];
    }
  }

  static QueryColumn column(const ResTarget& target) {
    QueryColumn column = {.name = std::string(view(target.name))};
    const auto* reference = as<ColumnRef>(target.val);
    const auto fields = each(reference == nullptr ? nullptr : reference->fields);
    if (!fields.empty()) {
      column.star = as<A_Star>(fields.back()) != nullptr;
      if (fields.size() > 1) column.qualifier = string_value(fields[fields.size() - 2]);
      if (!column.star) column.column = string_value(fields.back());
    }
    if (column.star) return column;
    column.type = written_type(target.val);
    if (column.name.empty()) column.name = figured_name(target.val);
    if (column.name.empty()) column.name = "?column?";
    return column;
  }

  /// Without recursion, because a join of n tables is nested n levels deep.
  void add_sources(const Node* item, Query& query, int depth) {
    std::vector<std::pair<const Node*, bool>> waiting = {{item, false}};
    while (!waiting.empty()) {
      const auto [next, merged] = waiting.back();
      waiting.pop_back();
      if (const auto* join = as<JoinExpr>(next)) {
        const bool merges =
            merged || join->isNatural || join->usingClause != nullptr || join->alias != nullptr;
        waiting.emplace_back(join->rarg, merges);
        waiting.emplace_back(join->larg, merges);
        continue;
      }
      query.sources.push_back(source(next, depth));
      query.sources.back().merged = merged;
    }
  }

  QuerySource source(const Node* item, int depth) {
    QuerySource source;
    const Alias* alias = nullptr;
    if (const auto* table = as<RangeVar>(item)) {
      alias = table->alias;
      source.alias = view(table->relname);
      const auto with = table->schemaname == nullptr ? with_.find(source.alias) : with_.end();
      if (with != with_.end()) {
        source.query.push_back(with->second);
      } else {
        source.relation = name_of(*table);
      }
    } else if (const auto* subquery = as<RangeSubselect>(item)) {
      alias = subquery->alias;
      auto query = QueryReader(with_).read(subquery->subquery, depth - 1);
      if (query) source.query.push_back(std::move(*query));
    } else if (const auto* function = as<RangeFunction>(item)) {
      alias = function->alias;
    }
    if (alias == nullptr) return source;
    source.alias = view(alias->aliasname);
    source.column_names = parse::strings(alias->colnames);
    return source;
  }

  WithQueries with_;
};

void add_once(std::vector<std::string>& names, std::string_view name) {
  if (std::ranges::count(names, name) == 0) names.emplace_back(name);
}

std::string_view last_field(const ColumnRef& reference) {
  const auto fields = each(reference.fields);
  if (fields.empty()) return {};
  return as<A_Star>(fields.back()) != nullptr ? "*" : string_value(fields.back());
}

}  // namespace

std::optional<Query> read_query(const Node* query) {
  return QueryReader({}).read(query, max_query_depth);
}

Reading read_sources(const Node& query) {
  Reading reading;
  std::vector<std::string> with;
  parse::Walker walker;
  walker.walk(query, [&](const Node& node, parse::Ancestors) {
    if (const auto* table = as<RangeVar>(&node)) {
      reading.relations.push_back(name_of(*table));
    } else if (const auto* reference = as<ColumnRef>(&node)) {
      add_once(reading.columns, last_field(*reference));
    } else if (const auto* common = as<CommonTableExpr>(&node)) {
      with.emplace_back(view(common->ctename));
    }
  });
  std::erase_if(reading.relations, [&](const Name& name) {
    return name.schema.empty() && std::ranges::count(with, name.name) > 0;
  });
  return reading;
}

std::vector<std::string> mentioned_columns(const Node* expression) {
  std::vector<std::string> columns;
  if (expression == nullptr) return columns;
  parse::Walker walker;
  walker.walk(*expression, [&](const Node& node, parse::Ancestors) {
    if (const auto* reference = as<ColumnRef>(&node)) add_once(columns, last_field(*reference));
  });
  return columns;
}

}  // namespace pglint::catalog
