// The columns that a query has, from the tables as they are when it runs.
#include <algorithm>
#include <utility>

#include "catalog/apply/applier.h"

namespace pglint::catalog {
namespace {

Column result(std::string name, Type type) {
  return {.name = std::move(name), .type = std::move(type), .place = {}};
}

}  // namespace

void Applier::resolve(Type& type) const {
  if (type.name.empty() || (type.schema.empty() && is_builtin_type(type.name))) return;
  const Name name = {.schema = type.schema, .name = type.name};
  if (const Object* object = store_.find_type(name)) {
    type.schema = object->name.schema;
  } else if (const Relation* relation = type.schema.empty() ? store_.find(name) : nullptr) {
    type.schema = relation->name.schema;
  }
}

std::vector<Column> Applier::columns_of(const Query& query, bool& known) const {
  const auto columns_of_source = [&](const QuerySource& source, bool& source_known) {
    std::vector<Column> columns;
    if (!source.query.empty()) {
      columns = columns_of(source.query.front(), source_known);
    } else {
      const Relation* relation =
          source.relation.name.empty() ? nullptr : store_.find(source.relation);
      source_known = relation != nullptr && relation->columns_known;
      if (relation != nullptr) columns = relation->columns;
    }
    for (std::size_t at = 0; at < std::min(columns.size(), source.column_names.size()); ++at) {
      columns[at].name = source.column_names[at];
    }
    return columns;
  };

  std::vector<Column> columns;
  for (const QueryColumn& column : query.columns) {
    if (!column.star) {
      Type type = query.combined ? Type() : column.type.value_or(Type());
      resolve(type);
      bool found = false;
      for (const QuerySource& source : query.sources) {
        if (column.column.empty() || query.combined || found) break;
        if (!column.qualifier.empty() && source.alias != column.qualifier) continue;
        bool source_known = true;
        for (const Column& candidate : columns_of_source(source, source_known)) {
          if (candidate.name != column.column) continue;
          type = candidate.type;
          found = true;
        }
      }
      columns.push_back(result(column.name, std::move(type)));
      continue;
    }
    bool any = false;
    for (const QuerySource& source : query.sources) {
      if (!column.qualifier.empty() && source.alias != column.qualifier) continue;
      any = true;
      bool source_known = !(source.merged && column.qualifier.empty());
      bool complete = true;
      for (const Column& original : columns_of_source(source, complete)) {
        columns.push_back(result(original.name, query.combined ? Type() : original.type));
      }
      known = known && source_known && complete;
    }
    if (!any) known = false;
  }
  return columns;
}

}  // namespace pglint::catalog
