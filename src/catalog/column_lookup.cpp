#include "catalog/column_lookup.h"

namespace pglint::catalog {
namespace {

/// What one level says: the column, that it has none, or that nobody knows.
struct LevelAnswer {
  FoundColumn found;
  bool in_doubt = false;
};

LevelAnswer ask(const parse::SourceLevel& level, const std::string& column,
                const Catalog& catalog) {
  LevelAnswer answer;
  for (const parse::SourceRelation& source : level.relations) {
    const Relation* relation =
        catalog.find_relation({.schema = source.schema, .name = source.name});
    const Column* found = relation == nullptr ? nullptr : relation->find_column(column);
    if (found == nullptr) {
      answer.in_doubt = answer.in_doubt || relation == nullptr || !relation->columns_known;
      continue;
    }
    // Two relations have it: JOIN … USING, or an error.
    answer.in_doubt = answer.in_doubt || answer.found.column != nullptr;
    answer.found = {.relation = relation, .column = found, .nullable = source.nullable};
  }
  answer.in_doubt = answer.in_doubt || level.has_others;
  return answer;
}

}  // namespace

FoundColumn find_column(const parse::ColumnSource& source, const Catalog& catalog) {
  for (const parse::SourceLevel& level : source.levels) {
    const LevelAnswer answer = ask(level, source.column, catalog);
    if (answer.in_doubt) return {};
    if (answer.found.column != nullptr) return answer.found;
  }
  return {};
}

}  // namespace pglint::catalog
