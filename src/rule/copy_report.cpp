#include "rule/copy_report.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "design/schema.h"

namespace pglint {

SchemaReport at_copy(const design::Table& table, const design::CopiedColumns& copied) {
  const design::CopiedColumn& first = copied.columns.front();
  SchemaReport report = at(table, *first.column).about(copied.names());
  if (first.original == nullptr) return report;
  return std::move(report).beside(at(*copied.parent, *first.original), "the original is here");
}

SchemaReport summed_up(const design::CopiedColumns& copied,
                       const std::function<SchemaReport(const design::CopiedColumns&)>& says) {
  std::vector<const catalog::Column*> columns;
  columns.reserve(copied.columns.size());
  for (const design::CopiedColumn& each : copied.columns) columns.push_back(each.column);
  return summed_up(columns, [&](const std::vector<const catalog::Column*>& some) {
    design::CopiedColumns part = copied;
    std::erase_if(part.columns, [&](const design::CopiedColumn& each) {
      return std::ranges::find(some, each.column) == some.end();
    });
    return says(part);
  });
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
