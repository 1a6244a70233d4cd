#include "text/printable.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "text/ascii.h"
#include "text/utf8.h"

namespace pglint::text {
namespace {

bool is_plain_ascii(char byte) { return byte >= ' ' && byte <= '~'; }

/// True if each byte is printable ASCII. Looks at eight at a time, as nearly all text is.
bool is_plain_ascii(std::string_view bytes) {
  constexpr std::uint64_t each = 0x0101010101010101;
  constexpr std::uint64_t highest_bits = 0x80 * each;
  while (bytes.size() >= sizeof(std::uint64_t)) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes.data(), sizeof(eight));
    const std::uint64_t above = eight | (eight + each);  // 0x7F and more
    const std::uint64_t below = (eight - ' ' * each) & ~eight;
    if (((above | below) & highest_bits) != 0) return false;
    bytes.remove_prefix(sizeof(eight));
  }
  return std::ranges::all_of(bytes, [](char byte) { return is_plain_ascii(byte); });
}

struct CodeRange {
  char32_t first;
  char32_t last;
};

/// C1 controls, which some terminals obey, and characters that make text look different: line
/// breaks, directions, what has no width, tags. Joiners and variation selectors are left, which
/// many scripts and emojis need.
constexpr std::array<CodeRange, 20> deceptive = {
    {{0x80, 0x9F},       {0xAD, 0xAD},       {0x34F, 0x34F},     {0x61C, 0x61C},
     {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180E, 0x180E},   {0x200B, 0x200B},
     {0x200E, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},   {0x2800, 0x2800},
     {0x3164, 0x3164},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF9, 0xFFFB},
     {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE00FF}, {0xE01F0, 0xE0FFF}}};

bool is_deceptive(char32_t value) {
  return std::ranges::any_of(deceptive, [&](const CodeRange& range) {
    return range.first <= value && value <= range.last;
  });
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

std::string without_commands(std::string shown) {
  constexpr std::string_view mark = "##";
  for (std::size_t at = shown.find(mark); at != std::string::npos; at = shown.find(mark, at + 1)) {
    const std::string_view rest = std::string_view(shown).substr(at + mark.size());
    const std::size_t word = equals_ignoring_case(rest.substr(0, 3), "vso") ? 3 : 0;
    if (rest.substr(word).starts_with('[')) shown.replace(at + mark.size() + word, 1, "<U+005B>");
  }
  return shown;
}

void make_printable(std::string& text) {
  text = is_plain_ascii(text) ? without_commands(std::move(text)) : printable(text);
}

std::string printable(std::string_view bytes) {
  if (is_plain_ascii(bytes)) return without_commands(std::string(bytes));
  std::string shown;
  while (!bytes.empty()) {
    const CodePoint point = first_code_point(bytes);
    append_visible(bytes, point, shown);
    bytes.remove_prefix(std::max<std::size_t>(point.bytes, 1));
  }
  return without_commands(std::move(shown));
}

std::string printable_path(std::string_view path) {
  const bool may_be_command = path.starts_with(':') || path.starts_with('#');
  return may_be_command ? "./" + printable(path) : printable(path);
}

}  // namespace pglint::text
