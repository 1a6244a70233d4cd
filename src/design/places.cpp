#include "design/places.h"

namespace pglint::design {

catalog::Place name_in(const catalog::Place& place) {
  catalog::Place name = place;
  if (name.extent == catalog::Extent::element) name.extent = catalog::Extent::item_name;
  return name;
}

catalog::Place clause_in(const catalog::Place& place) {
  catalog::Place clause = place;
  if (clause.extent == catalog::Extent::element) clause.extent = catalog::Extent::clause;
  return clause;
}

}  // namespace pglint::design
