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

SchemaReport copy_report(const design::Table& table, const design::CopiedColumns& copied,
                         ColumnStatement said) {
  const design::CopiedColumn& first = copied.columns.front();
  said.columns = copied.names();
  SchemaReport report = column_report(table, *first.column, std::move(said));
  if (first.original != nullptr) {
    report.related.push_back({.at = design::name_in(first.original->place),
                              .name = first.original->name,
                              .message = "here it is stored once"});
  }
  return report;
}

}  // namespace pglint
