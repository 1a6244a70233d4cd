#include "locks/publications.h"

#include <algorithm>
#include <utility>

namespace pglint::locks {

bool Publications::Published::has(const catalog::Name& table) const {
  return of_all || std::ranges::count(tables, table) > 0 ||
         std::ranges::count(schemas, table.schema) > 0;
}

void Publications::apply(const PublicationChange& change) {
  using Kind = PublicationChange::Kind;
  if (change.kind == Kind::gone) {
    by_name_.erase(change.publication);
    return;
  }
  if (change.kind == Kind::rename) {
    auto renamed = by_name_.extract(change.publication);
    if (renamed.empty()) return;
    renamed.key() = change.to;
    by_name_.insert(std::move(renamed));
    return;
  }
  Published& published = by_name_[change.publication];
  if (change.kind == Kind::set) published = {.of_all = change.of_all};
  for (const catalog::Name& table : change.tables) {
    std::erase(published.tables, table);
    if (change.kind != Kind::drop) published.tables.push_back(table);
  }
  for (const std::string& schema : change.schemas) {
    std::erase(published.schemas, schema);
    if (change.kind != Kind::drop) published.schemas.push_back(schema);
  }
}

std::string_view Publications::of(const catalog::Name& table) const {
  const auto found = std::ranges::find_if(
      by_name_, [&](const auto& publication) { return publication.second.has(table); });
  return found == by_name_.end() ? std::string_view() : std::string_view(found->first);
}

}  // namespace pglint::locks
