// h = 37 h + unit over a window of 100 units, modulo 2^64. As in codeql-action's
// fingerprints.ts, checked with its published test vectors.
#include "text/line/hash.h"

#include <cstdint>
#include <cstdio>
#include <unordered_map>

#include "text/utf8.h"

namespace pglint::text {
namespace {

constexpr std::size_t window_size = 100;
constexpr std::uint64_t multiplier = 37;
constexpr char16_t end_of_file = 0xFFFF;

struct Units {
  std::vector<char16_t> units;           ///< what is hashed
  std::vector<std::size_t> line_starts;  ///< index in `units` of each line's first unit
};

void append_utf16(std::string_view code_point, std::vector<char16_t>& units) {
  const bool is_ascii = code_point.size() == 1;
  char32_t value =
      is_ascii ? static_cast<unsigned char>(code_point[0]) : first_code_point(code_point).value;
  if (value < 0x10000) {
    units.push_back(static_cast<char16_t>(value));
    return;
  }
  value -= 0x10000;
  units.push_back(static_cast<char16_t>(0xD800U + (value >> 10U)));
  units.push_back(static_cast<char16_t>(0xDC00U + (value & 0x3FFU)));
}

Units hashed_units(std::string_view text) {
  Units result;
  result.units.reserve(text.size() + window_size);
  bool at_line_start = true;
  bool after_carriage_return = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view point = text.substr(at, code_point_bytes(text[at]));
    at += point.size();
    const bool second_half = after_carriage_return && point == "\n";
    after_carriage_return = point == "\r";
    if (point == " " || point == "\t" || second_half) continue;
    if (at_line_start) result.line_starts.push_back(result.units.size());
    at_line_start = point == "\n" || point == "\r";
    append_utf16(at_line_start ? "\n" : point, result.units);
  }
  if (at_line_start) result.line_starts.push_back(result.units.size());
  result.units.push_back(end_of_file);
  return result;
}

std::string to_hex(std::uint64_t value) {
  char buffer[17];
  std::snprintf(buffer, sizeof buffer, "%llx", static_cast<unsigned long long>(value));
  return buffer;
}

}  // namespace

std::vector<std::string> line_hashes(std::string_view text) {
  Units input = hashed_units(text);
  input.units.resize(input.units.size() + window_size, 0);

  std::uint64_t leaving_factor = 1;  // 37^100, the weight of the unit that leaves the window
  for (std::size_t i = 0; i < window_size; ++i) leaving_factor *= multiplier;

  std::vector<std::string> hashes;
  hashes.reserve(input.line_starts.size());
  std::unordered_map<std::uint64_t, std::size_t> seen;
  std::uint64_t hash = 0;
  std::size_t end = 0;  // the hash covers units [end - window_size, end)
  for (const std::size_t start : input.line_starts) {
    for (; end < start + window_size; ++end) {
      const std::uint64_t leaving = end >= window_size ? input.units[end - window_size] : 0;
      hash = hash * multiplier + input.units[end] - leaving_factor * leaving;
    }
    hashes.push_back(to_hex(hash) + ":" + std::to_string(++seen[hash]));
  }
  return hashes;
}

}  // namespace pglint::text
