// utf8proc validates and measures characters; runs of ASCII are handled here.
#include "text/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include <utf8proc.h>

namespace pglint::text {
namespace {

/// The length of the ASCII prefix of `bytes`, rounded down to a multiple of 8.
std::size_t ascii_prefix(std::string_view bytes) {
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, sizeof word);
    if ((word & 0x8080808080808080ULL) != 0) break;
  }
  return at;
}

std::size_t width_of(char32_t value) {
  return static_cast<std::size_t>(utf8proc_charwidth(static_cast<utf8proc_int32_t>(value)));
}

}  // namespace

CodePoint first_code_point(std::string_view bytes) {
  utf8proc_int32_t value = 0;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()),
                                     static_cast<utf8proc_ssize_t>(bytes.size()), &value);
  if (size <= 0) return {};
  return {.value = static_cast<char32_t>(value), .bytes = static_cast<std::size_t>(size)};
}

std::string encode_utf8(char32_t value) {
  const auto code_point = static_cast<utf8proc_int32_t>(value);
  if (!utf8proc_codepoint_valid(code_point)) return {};
  std::array<utf8proc_uint8_t, 4> bytes = {};
  const auto size = utf8proc_encode_char(code_point, bytes.data());
  return {bytes.begin(), bytes.begin() + size};
}

std::optional<std::size_t> find_invalid_utf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    at += ascii_prefix(bytes.substr(at));
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) >= 0x80) {
      const CodePoint point = first_code_point(bytes.substr(at));
      if (point.bytes == 0) return at;
      at += point.bytes;
    }
  }
  return std::nullopt;
}

std::size_t offset_of_code_point(std::string_view bytes, std::size_t count) {
  std::size_t at = 0;
  while (count > 0 && at < bytes.size()) {
    ++at;
    while (at < bytes.size() && is_continuation(bytes[at])) ++at;
    --count;
  }
  return at;
}

std::size_t count_code_points(std::string_view bytes) {
  return static_cast<std::size_t>(
      std::count_if(bytes.begin(), bytes.end(), [](char byte) { return !is_continuation(byte); }));
}

std::size_t count_utf16_units(std::string_view bytes) {
  const auto is_astral = [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xF8U) == 0xF0U;
  };
  return count_code_points(bytes) +
         static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), is_astral));
}

std::size_t display_width(std::string_view bytes) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint point = first_code_point(bytes.substr(at));
    width += point.bytes == 0 ? 1 : width_of(point.value);
    at += std::max<std::size_t>(point.bytes, 1);
  }
  return width;
}

}  // namespace pglint::text
