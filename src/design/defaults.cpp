#include "design/defaults.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/ascii.h"

namespace pglint::design {
namespace {

using text::lowered;
bool mentions(std::string_view sql, std::string_view word) {
  const auto found = std::ranges::search(
      sql, word, [](char written, char wanted) { return lowered(written) == wanted; });
  return !found.empty() || word.empty();
}

}  // namespace

std::string DefaultedColumn::shown() const {
  return fmt::format("column `{}` of `{}`", column->name, table->name());
}

std::string DefaultedColumn::object() const {
  return table->relation->name.shown() + "." + column->name;
}

std::vector<DefaultedColumn> defaulted_columns(const Schema& schema) {
  std::vector<DefaultedColumn> columns;
  for (const Table* table : schema.tables()) {
    for (const catalog::Column& column : table->columns()) {
      const bool has_own = column.default_expression && !column.generated && !column.serial &&
                           column.local && column.certain &&
                           column.default_place.extent == catalog::Extent::clause;
      if (has_own) {
        columns.push_back({.table = table, .column = &column, .place = column.default_place});
      }
    }
  }
  return columns;
}

bool mentions_any(std::string_view sql, const std::vector<std::string_view>& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return mentions(sql, word); });
}

}  // namespace pglint::design
