#include "rule/copy_report.h"

#include <utility>

#include "design/schema.h"

namespace pglint {

SchemaReport at_copy(const design::Table& table, const design::CopiedColumns& copied) {
  const design::CopiedColumn& first = copied.columns.front();
  SchemaReport report = at(table, *first.column).about(copied.names());
  if (first.original == nullptr) return report;
  return std::move(report).beside(at(*copied.parent, *first.original), "the original is here");
}

std::string shown_copies(const design::Table& table, const design::CopiedColumns& copied) {
  const auto names = copied.names();
  if (names.size() == 1) return "`" + design::shown(table, names.front()) + "`";
  return design::list_of(names) + " of `" + table.name() + "`";
}

std::string_view verb_of_copies(const design::CopiedColumns& copied) {
  if (copied.columns.size() == 1) return "duplicates";
  return copied.originals().size() == copied.columns.size() ? "duplicate" : "partly duplicate";
}

}  // namespace pglint
