#include "design/places.h"

namespace pglint::design {

catalog::Place name_in(const catalog::Place& place) {
  catalog::Place name = place;
  if (name.extent == catalog::Extent::element) name.extent = catalog::Extent::item_name;
  return name;
}

}  // namespace pglint::design
