#include "parse/meaning/generated_name.h"

#include "text/utf8.h"

namespace pglint::parse {

std::string_view clipped(std::string_view name, std::size_t bytes) {
  if (bytes >= name.size()) return name;
  while (bytes > 0 && text::is_continuation(name[bytes])) --bytes;
  return name.substr(0, bytes);
}

std::string joined_columns(std::span<const std::string> columns) {
  std::string text;
  for (const std::string& column : columns) {
    if (!text.empty()) text += '_';
    text += column;
    if (text.size() > max_name_bytes) break;
  }
  return text;
}

std::string generated_name(const NameParts& parts) {
  std::size_t table = parts.table.size();
  std::size_t column = parts.column.size();
  const std::size_t separators = parts.column.empty() ? 1 : 2;
  const std::size_t room = max_name_bytes - parts.label.size() - separators;
  while (table + column > room) --(table > column ? table : column);
  std::string name(clipped(parts.table, table));
  if (!parts.column.empty()) name.append("_").append(clipped(parts.column, column));
  return name.append("_").append(parts.label);
}

}  // namespace pglint::parse
