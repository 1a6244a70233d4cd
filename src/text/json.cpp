#include "text/json.h"

#include <algorithm>
#include <array>

namespace pglint::text {
namespace {

/// Printable ASCII that means itself in a JSON text.
constexpr std::array<bool, 256> plain_bytes = [] {
  std::array<bool, 256> plain = {};
  for (char byte = ' '; byte <= '~'; ++byte) {
    plain[static_cast<unsigned char>(byte)] = byte != '"' && byte != '\\';
  }
  return plain;
}();

bool stands_for_itself(char byte) { return plain_bytes[static_cast<unsigned char>(byte)]; }

}  // namespace

std::string dump(const Json& value, Layout layout) {
  const int indent = layout == Layout::indented ? 2 : -1;
  return value.dump(indent, ' ', true, Json::error_handler_t::replace);
}

void JsonMembers::add(std::string_view key, std::string_view text) {
  begin(key);
  if (!std::ranges::all_of(text, stands_for_itself)) {
    out_ += dump(text);
    return;
  }
  out_ += '"';
  out_ += text;
  out_ += '"';
}

void JsonMembers::add(std::string_view key, std::size_t number) {
  begin(key);
  out_ += std::to_string(number);
}

void JsonMembers::add_json(std::string_view key, const Json& value) {
  begin(key);
  out_ += value.is_array() && value.empty() ? "[]" : dump(value);
}

void JsonMembers::begin(std::string_view key) {
  if (!is_first_) out_ += ',';
  is_first_ = false;
  out_ += '"';
  out_ += key;
  out_ += "\":";
}

}  // namespace pglint::text
