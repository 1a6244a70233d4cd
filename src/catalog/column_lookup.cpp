#include "catalog/column_lookup.h"

#include "catalog/store.h"

namespace pglint::catalog {
namespace {

/// What one level says: the column, that it has none, or that nobody knows.
struct LevelAnswer {
  FoundColumn found;
  bool in_doubt = false;
  bool unseen = false;
};

template <class FindRelation>
LevelAnswer ask(const parse::SourceLevel& level, const std::string& column,
                FindRelation&& find_relation) {
  LevelAnswer answer;
  for (const parse::SourceRelation& source : level.relations) {
    const Relation* relation = find_relation(Name{.schema = source.schema, .name = source.name});
    const Column* found = relation == nullptr ? nullptr : relation->find_column(column);
    if (found == nullptr) {
      answer.in_doubt = answer.in_doubt || relation == nullptr || !relation->columns_known;
      answer.unseen = answer.unseen || relation == nullptr;
      continue;
    }
    // Two relations have it: JOIN … USING, or an error.
    answer.in_doubt = answer.in_doubt || answer.found.column != nullptr;
    answer.found = {.relation = relation, .column = found, .nullable = source.nullable};
  }
  answer.in_doubt = answer.in_doubt || level.has_others;
  return answer;
}

template <class FindRelation>
FoundColumn find(const parse::ColumnSource& source, FindRelation&& find_relation) {
  for (const parse::SourceLevel& level : source.levels) {
    const LevelAnswer answer = ask(level, source.column, find_relation);
    if (answer.in_doubt) return {.unseen = answer.unseen};
    if (answer.found.column != nullptr) return answer.found;
  }
  return {};
}

}  // namespace

FoundColumn find_column(const parse::ColumnSource& source, const Catalog& catalog) {
  return find(source, [&](const Name& name) { return catalog.find_relation(name); });
}

FoundColumn find_column(const parse::ColumnSource& source, const Store& store) {
  return find(source, [&](const Name& name) { return store.find(name); });
}

}  // namespace pglint::catalog
