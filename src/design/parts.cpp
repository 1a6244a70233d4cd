#include "design/parts.h"

namespace pglint::design {

bool is_own(const catalog::Relation& relation, const catalog::Column& column) {
  const bool copied = !column.local || column.place == relation.place;
  return !copied && !column.generated && column.certain;
}

bool has_own_default(const catalog::Column& column) {
  return column.default_expression && !column.generated && !column.serial && column.local &&
         column.certain && column.default_place.extent == catalog::Extent::clause;
}

}  // namespace pglint::design
