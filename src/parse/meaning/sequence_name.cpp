#include "parse/meaning/sequence_name.h"

#include <algorithm>
#include <cstddef>

#include "parse/meaning/generated_name.h"
#include "text/ascii.h"

namespace pglint::parse {
namespace {

using text::is_digit;

}  // namespace

bool is_serial_sequence(std::string_view sequence, SerialColumn of) {
  const auto digits = std::find_if_not(sequence.rbegin(), sequence.rend(), is_digit);
  const std::string_view base(sequence.begin(), digits.base());
  if (!base.ends_with("_seq")) return false;
  const std::string_view label = sequence.substr(base.size() - std::string_view("seq").size());
  return label.size() < max_name_bytes / 2 &&
         sequence == generated_name({.table = of.table, .column = of.column, .label = label});
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
      part += quoted ? byte : text::lowered(byte);
    }
  }
  return part;
}

}  // namespace pglint::parse
