#include "text/printable.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/utf8.h"

namespace pglint::text {
namespace {

bool is_plain_ascii(char byte) { return byte >= ' ' && byte <= '~'; }

/// C1 controls, which some terminals obey, and characters that make text look different: line
/// breaks, directions, a byte order mark.
bool is_deceptive(char32_t value) {
  return (value >= 0x80 && value < 0xA0) || value == 0x061C || value == 0x200E || value == 0x200F ||
         (value >= 0x2028 && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069) ||
         value == 0xFEFF;
}

void append_visible(std::string_view bytes, const CodePoint& point, std::string& shown) {
  if (point.bytes == 0) {
    shown += fmt::format("<0x{:02X}>", static_cast<unsigned char>(bytes[0]));
  } else if (point.value < ' ') {
    shown += "\xE2\x90";  // the control pictures begin with U+2400
    shown += static_cast<char>(0x80U + point.value);
  } else if (point.value == 0x7F) {
    shown += "\xE2\x90\xA1";
  } else if (is_deceptive(point.value)) {
    shown += fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(point.value));
  } else {
    shown += bytes.substr(0, point.bytes);
  }
}

}  // namespace

std::string printable(std::string_view bytes) {
  if (std::ranges::all_of(bytes, is_plain_ascii)) return std::string(bytes);
  std::string shown;
  while (!bytes.empty()) {
    const CodePoint point = first_code_point(bytes);
    append_visible(bytes, point, shown);
    bytes.remove_prefix(std::max<std::size_t>(point.bytes, 1));
  }
  return shown;
}

}  // namespace pglint::text
