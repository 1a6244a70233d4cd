#include "rule/copy_report.h"

#include <utility>

namespace pglint {

SchemaReport at_copy(const design::Table& table, const design::CopiedColumns& copied) {
  const design::CopiedColumn& first = copied.columns.front();
  SchemaReport report = at(table, *first.column).about(copied.names());
  if (first.original == nullptr) return report;
  return std::move(report).beside(at(*copied.parent, *first.original), "here it is stored once");
}

}  // namespace pglint
