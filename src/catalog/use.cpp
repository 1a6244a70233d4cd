#include "catalog/use.h"

namespace pglint::catalog {

std::string_view name_of(ColumnUseKind kind) {
  switch (kind) {
    case ColumnUseKind::split_as_list:
      return "split_as_list";
    case ColumnUseKind::searched_as_list:
      return "searched_as_list";
    case ColumnUseKind::json_elements:
      return "json_elements";
    case ColumnUseKind::json_elements_filtered:
      return "json_elements_filtered";
    case ColumnUseKind::json_key:
      return "json_key";
    case ColumnUseKind::filtered:
      return "filtered";
    case ColumnUseKind::updated:
      return "updated";
    case ColumnUseKind::given_number:
      return "given_number";
    case ColumnUseKind::copied:
      return "copied";
    case ColumnUseKind::sequence_set:
      return "sequence_set";
  }
  return {};
}

std::string_view name_of(RelationUseKind kind) {
  switch (kind) {
    case RelationUseKind::rows_deleted:
      return "rows_deleted";
  }
  return {};
}

std::string_view name_of(ObjectUseKind kind) {
  switch (kind) {
    case ObjectUseKind::mentioned:
      return "mentioned";
  }
  return {};
}

}  // namespace pglint::catalog
