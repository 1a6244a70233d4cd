#include "text/encoding.h"

#include "text/utf8.h"

namespace pglint::text {
namespace {

constexpr char32_t replacement_character = 0xFFFD;

class Utf16Reader {
 public:
  Utf16Reader(std::string_view bytes, Encoding encoding)
      : bytes_(bytes), little_endian_(encoding == Encoding::utf16_le) {}

  [[nodiscard]] bool at_end() const { return at_ >= bytes_.size(); }

  char32_t next() {
    const char32_t unit = take_unit();
    if (unit < 0xD800 || unit > 0xDFFF) return unit;
    const bool pair = unit < 0xDC00 && !at_end() && peek_unit() >= 0xDC00 && peek_unit() <= 0xDFFF;
    if (!pair) return replacement_character;
    return 0x10000 + ((unit - 0xD800) << 10U) + (take_unit() - 0xDC00);
  }

 private:
  [[nodiscard]] char32_t peek_unit() const {
    if (at_ + 1 >= bytes_.size()) return replacement_character;  // half a unit
    const auto first = static_cast<unsigned char>(bytes_[at_]);
    const auto second = static_cast<unsigned char>(bytes_[at_ + 1]);
    return little_endian_ ? first | static_cast<char32_t>(second << 8U)
                          : second | static_cast<char32_t>(first << 8U);
  }

  char32_t take_unit() {
    const char32_t unit = peek_unit();
    at_ += 2;
    return unit;
  }

  std::string_view bytes_;
  bool little_endian_;
  std::size_t at_ = 2;  // after the mark
};

}  // namespace

Encoding encoding_of(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return Encoding::utf16_le;
  if (bytes.starts_with("\xFE\xFF")) return Encoding::utf16_be;
  return Encoding::utf8;
}

std::string to_utf8(std::string bytes) {
  const Encoding encoding = encoding_of(bytes);
  if (encoding == Encoding::utf8) return bytes;
  std::string decoded;
  decoded.reserve(bytes.size() / 2);
  for (Utf16Reader reader(bytes, encoding); !reader.at_end();) {
    const char32_t value = reader.next();
    if (value < 0x80) {
      decoded += static_cast<char>(value);
    } else {
      decoded += encode_utf8(value);
    }
  }
  return decoded;
}

std::optional<RepairedUtf8> repair_utf8(std::string_view bytes) {
  std::optional<RepairedUtf8> repaired;
  std::size_t from = 0;
  while (const auto found = find_invalid_utf8(bytes.substr(from))) {
    from += *found;
    if (!repaired) repaired = RepairedUtf8{.text = std::string(bytes), .first = from};
    ++repaired->count;
    repaired->text[from++] = '_';
  }
  return repaired;
}

}  // namespace pglint::text
