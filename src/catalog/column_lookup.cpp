#include "catalog/column_lookup.h"

#include <algorithm>
#include <iterator>

#include "catalog/store.h"

namespace pglint::catalog {
namespace {

/// The answer of one query level: the column, no such column, or unknown.
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
    // Two relations have the column: JOIN … USING, or an error.
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

/// The only relation called `name.name`, if the run created it without a schema and nothing else in
/// `name.schema`: then the search path of the database may put it there.
const Relation* only_relation(const Name& name, const Catalog& catalog) {
  const Catalog::Relations& relations = catalog.relations();
  const auto first = relations.lower_bound(NameView({}, name.name));
  if (name.schema.empty() || first == relations.end() || first->first.name != name.name) {
    return nullptr;
  }
  const auto next = std::next(first);
  const bool is_only = next == relations.end() || next->first.name != name.name;
  if (!is_only || first->first.schema != "public") return nullptr;
  const bool is_used = std::ranges::any_of(
      relations, [&](const auto& entry) { return entry.first.schema == name.schema; });
  return is_used ? nullptr : &first->second;
}

}  // namespace

FoundColumn find_column(const parse::ColumnSource& source, const Catalog& catalog) {
  return find(source, [&](const Name& name) {
    const Relation* found = catalog.find_relation(name);
    return found == nullptr ? only_relation(name, catalog) : found;
  });
}

FoundColumn find_column(const parse::ColumnSource& source, const Store& store) {
  return find(source, [&](const Name& name) { return store.find(name); });
}

}  // namespace pglint::catalog
