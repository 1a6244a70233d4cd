// Which tables of a query may have several rows for one row of others, as no key excludes it.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "catalog/schema_catalog.h"

#include "query/lookup.h"
#include "query/model.h"

namespace pglint::query {

/// A table of a query that may have several rows for each row of the given ones.
struct Repeated {
  const Item* item = nullptr;
  const catalog::Relation* table = nullptr;
  /// The columns that have the same value in all these rows, as far as the conditions say.
  std::set<std::string, std::less<>> fixed = {};
};

/// The tables in FROM of `level` of which no key says that at most one row belongs to one row of
/// the item `given`. Without those that are in doubt: views, subqueries and functions; temporary
/// tables; tables whose columns or keys are not known for certain, or that a subquery refers to.
[[nodiscard]] std::vector<Repeated> repeated_items(const Model& model, const Lookup& lookup,
                                                   std::size_t level, std::size_t given);

}  // namespace pglint::query
