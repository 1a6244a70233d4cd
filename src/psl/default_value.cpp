#include "psl/default_value.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "psl/stages.h"
#include "text/ascii.h"

namespace pglint::psl {
namespace {

const Expression* default_expression(const ModelField& field) {
  if (field.default_value == nullptr) return nullptr;
  const Argument* value = find_argument(*field.default_value, "value", true);
  return value == nullptr ? nullptr : &value->value;
}

/// The value of a character of base64; -1 for others.
int base64_digit(char byte) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::size_t digit = digits.find(byte);
  return digit == std::string_view::npos ? -1 : static_cast<int>(digit);
}

/// `\x6869` of `aGk=`.
std::string bytea_text(std::string_view base64) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string result = "\\x";
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char byte : base64) {
    const int digit = base64_digit(byte);
    if (digit < 0) break;
    bits = (bits << 6U) | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    const std::uint32_t value = (bits >> count) & 0xFFU;
    result += hex[value >> 4U];
    result += hex[value & 0xFU];
  }
  return result;
}

/// The fraction of a second in 3, 6 or 9 digits; empty if it is 0.
std::string fraction_text(std::string_view digits) {
  std::string fraction(digits);
  fraction.resize(9, '0');
  while (fraction.ends_with("000")) fraction.resize(fraction.size() - 3);
  return fraction.empty() ? fraction : "." + fraction;
}

/// `2020-01-01 00:00:00 +00:00` of `2020-01-01T00:00:00Z`.
std::string moment_text(std::string_view written) {
  constexpr std::size_t date_size = 10;
  constexpr std::size_t second_end = 19;
  if (written.size() <= second_end) return std::string(written);
  std::string result(written.substr(0, date_size));
  result += ' ';
  result += written.substr(date_size + 1, second_end - date_size - 1);
  std::string_view rest = written.substr(second_end);
  if (rest.starts_with('.')) {
    const auto* const end = std::ranges::find_if_not(rest.substr(1), text::is_digit);
    const auto size = static_cast<std::size_t>(end - rest.begin());
    result += fraction_text(rest.substr(1, size - 1));
    rest.remove_prefix(size);
  }
  const bool is_utc = rest == "Z" || rest == "z";
  return result + " " + (is_utc ? std::string("+00:00") : std::string(rest));
}

std::string enum_value(const Enumeration& type, const std::string& name) {
  for (const EnumMember& member : type.members) {
    if (member.written->name.text == name) return quoted_literal(member.value);
  }
  return quoted_literal(name);
}

std::string literal_sql(const Schema& schema, const ModelField& field, const Expression& value) {
  if (field.kind == FieldKind::enumeration) {
    return enum_value(schema.enums[field.target], value.text);
  }
  if (value.kind != ExpressionKind::string) return value.text;
  if (field.type() == "Bytes") return quoted_literal(bytea_text(value.text));
  if (field.type() == "DateTime") return quoted_literal(moment_text(value.text));
  const bool is_number =
      field.type() == "Decimal" || field.type() == "BigInt" || field.type() == "Float";
  return is_number ? value.text : quoted_literal(value.text);
}

std::string call_sql(const Expression& call) {
  if (call.text == "now") return "CURRENT_TIMESTAMP";
  const bool is_sql = call.text == "dbgenerated" && !call.arguments.empty();
  return is_sql ? call.arguments.front().value.text : std::string();
}

}  // namespace

std::string default_sql(const Schema& schema, const ModelField& field, const std::string& type) {
  const Expression* value = default_expression(field);
  if (value == nullptr) return {};
  if (value->kind == ExpressionKind::call) return call_sql(*value);
  if (value->kind != ExpressionKind::list) return literal_sql(schema, field, *value);
  std::string items;
  for (const Argument& item : value->arguments) {
    if (!items.empty()) items += ", ";
    items += literal_sql(schema, field, item.value);
  }
  return "ARRAY[" + items + "]::" + type;
}

bool is_autoincrement(const ModelField& field) {
  const Expression* value = default_expression(field);
  return value != nullptr && value->kind == ExpressionKind::call && value->text == "autoincrement";
}

}  // namespace pglint::psl
