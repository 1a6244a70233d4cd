#include "report/sarif/sarif_uri.h"

#include <string_view>

#include <fmt/format.h>

#include "text/ascii.h"

namespace pglint::report {
namespace {

/// Characters that RFC 3986 allows unescaped in a path.
bool is_path_character(char byte) {
  return text::is_alphanumeric(byte) ||
         std::string_view("/-._~!$&'()*+,;=:@").find(byte) != std::string_view::npos;
}

std::string percent_encoded(std::string_view path) {
  std::string encoded;
  for (const char byte : path) {
    if (is_path_character(byte)) {
      encoded += byte;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
  }
  return encoded;
}

}  // namespace

std::string sarif_uri(const text::FileName& file) {
  const std::string path = text::relative_path(file);
  const std::string uri = percent_encoded(path);
  if (path.starts_with('/')) return "file://" + uri;
  const bool looks_like_scheme = uri.substr(0, uri.find('/')).find(':') != std::string::npos;
  return looks_like_scheme ? "./" + uri : uri;
}

}  // namespace pglint::report
