#include "parse/sequence_name.h"

#include <algorithm>
#include <cctype>
#include <cstddef>

#include "text/utf8.h"

namespace pglint::parse {
namespace {

constexpr std::size_t max_name_bytes = 63;

bool is_digit(char byte) { return std::isdigit(static_cast<unsigned char>(byte)) != 0; }

/// The first `bytes` of `name`, less what would be left of a character cut in two.
std::string_view clipped(std::string_view name, std::size_t bytes) {
  if (bytes >= name.size()) return name;
  while (bytes > 0 && text::is_continuation(name[bytes])) --bytes;
  return name.substr(0, bytes);
}

/// makeObjectName of PostgreSQL: the longer of the two parts gives way.
std::string generated_name(SerialColumn of, std::string_view label) {
  std::size_t table = of.table.size();
  std::size_t column = of.column.size();
  const std::size_t separators = 2;
  const std::size_t room = max_name_bytes - label.size() - separators;
  while (table + column > room) --(table > column ? table : column);
  return std::string(clipped(of.table, table)) + "_" + std::string(clipped(of.column, column)) +
         "_" + std::string(label);
}

}  // namespace

bool is_serial_sequence(std::string_view sequence, SerialColumn of) {
  const auto digits = std::find_if_not(sequence.rbegin(), sequence.rend(), is_digit);
  const std::string_view base(sequence.begin(), digits.base());
  if (!base.ends_with("_seq")) return false;
  const std::string_view label = sequence.substr(base.size() - std::string_view("seq").size());
  return label.size() < max_name_bytes / 2 && sequence == generated_name(of, label);
}

std::string last_name_part(std::string_view written) {
  std::string part;
  bool quoted = false;
  for (const char byte : written) {
    if (byte == '"') {
      quoted = !quoted;
    } else if (byte == '.' && !quoted) {
      part.clear();
    } else {
      part += quoted ? byte : static_cast<char>(std::tolower(static_cast<unsigned char>(byte)));
    }
  }
  return part;
}

}  // namespace pglint::parse
