// The columns of a query, given the tables when it runs.
#include <algorithm>
#include <utility>

#include "catalog/apply/applier.h"

namespace pglint::catalog {
namespace {

/// PostgreSQL's limit of a SELECT list.
constexpr std::size_t most_results = 1664;

Column result(std::string name, Type type) {
  return {.name = std::move(name), .type = std::move(type), .place = {}};
}

}  // namespace

void Applier::resolve(Type& type) const {
  if (type.name.empty() || (type.schema.empty() && is_builtin_type(type.name))) return;
  const NameView name(type.schema, type.name);
  if (const Object* object = store_.find_type(name)) {
    type.schema = object->name.schema;
  } else if (const Relation* relation = type.schema.empty() ? store_.find(name) : nullptr) {
    type.schema = relation->name.schema;
  }
}

Applier::SourceColumns Applier::columns_of(const QuerySource& source) const {
  if (!source.query.empty()) {
    SourceColumns found = {.source = &source, .known = true};
    found.own = columns_of(source.query.front(), found.known);
    return found;
  }
  const Relation* relation = source.relation.name.empty() ? nullptr : store_.find(source.relation);
  return {.source = &source,
          .known = relation != nullptr && relation->columns_known,
          .relation = relation};
}

Parts<Column> Applier::columns_of(const Query& query, bool& known) const {
  std::vector<SourceColumns> sources;
  sources.reserve(query.sources.size());
  for (const QuerySource& source : query.sources) sources.push_back(columns_of(source));
  const auto is_meant = [](const QueryColumn& column, const SourceColumns& source) {
    return column.qualifier.empty() || source.source->alias == column.qualifier;
  };

  Parts<Column> columns;
  for (const QueryColumn& column : query.columns) {
    if (!column.star) {
      const Type* found = nullptr;
      for (const SourceColumns& source : sources) {
        if (column.column.empty() || query.combined || found != nullptr) break;
        if (is_meant(column, source)) found = source.type_of(column.column);
      }
      Type type = found != nullptr ? *found
                  : query.combined ? Type()
                                   : column.type.value_or(Type());
      if (found == nullptr) resolve(type);
      columns.push_back(result(column.name, std::move(type)));
      continue;
    }
    bool any = false;
    for (const SourceColumns& source : sources) {
      if (!is_meant(column, source)) continue;
      any = true;
      std::size_t at = 0;
      for (const Column& found : source.columns()) {
        // Stars over stars double with each level.
        if (columns.size() == most_results) {
          known = false;
          return columns;
        }
        columns.push_back(
            result(std::string(source.name(at, found.name)), query.combined ? Type() : found.type));
        ++at;
      }
      known = known && source.known && !(source.source->merged && column.qualifier.empty());
    }
    if (!any) known = false;
  }
  return columns;
}

void Applier::limit_columns(Relation& relation) {
  if (relation.columns.size() <= most_columns) return;
  relation.columns.cut_off(most_columns);
  relation.columns_known = false;
}

const Parts<Column>& Applier::SourceColumns::columns() const {
  return relation == nullptr ? own : relation->columns;
}

std::string_view Applier::SourceColumns::name(std::size_t at, const std::string& name) const {
  const auto& names = source->column_names;
  return at < names.size() ? names[at] : name;
}

const Type* Applier::SourceColumns::type_of(std::string_view column) const {
  if (relation != nullptr && source->column_names.empty()) {
    const Column* found = relation->find_column(column);
    return found == nullptr ? nullptr : &found->type;
  }
  std::size_t at = columns().size();
  for (auto found = columns().end(); at > 0;) {
    --found;
    --at;
    if (name(at, found->name) == column) return &found->type;
  }
  return nullptr;
}

}  // namespace pglint::catalog
