#include "text/ascii.h"

namespace pglint::text {

std::string lowered(std::string_view text) {
  std::string result(text);
  for (char& byte : result) byte = lowered(byte);
  return result;
}

std::string uppered(std::string_view text) {
  std::string result(text);
  for (char& byte : result) byte = uppered(byte);
  return result;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lowered(x) == lowered(y); });
}

std::string joined(std::span<const std::string> parts, std::string_view separator) {
  std::string result;
  for (const std::string& part : parts) {
    if (&part != parts.data()) result += separator;
    result += part;
  }
  return result;
}

}  // namespace pglint::text
