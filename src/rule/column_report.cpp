#include "rule/column_report.h"

#include <utility>

#include "design/places.h"

namespace pglint {

SchemaReport column_report(const design::Table& table, const catalog::Column& at,
                           ColumnStatement said) {
  if (said.columns.empty()) said.columns.push_back(at.name);
  SchemaReport report = {
      .at = design::name_in(at.place),
      .name = at.name,
      .message = std::move(said.message),
      .object = table.relation->name.shown() + "." + at.name,
      .subject = {.relation = table.relation, .columns = std::move(said.columns)},
      .confidence = said.confidence};
  if (said.confidence != Confidence::high) report.severity = Severity::info;
  return report;
}

SchemaReport at_copy(const design::Table& table, const design::CopiedColumns& copied) {
  const design::CopiedColumn& first = copied.columns.front();
  SchemaReport report = at(table, *first.column).about(copied.names());
  if (first.original == nullptr) return report;
  return std::move(report).beside(at(*copied.parent, *first.original), "here it is stored once");
}

}  // namespace pglint
