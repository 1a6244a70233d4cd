#include "report/xml.h"

#include "text/printable.h"

namespace pglint::report {
namespace {

/// U+FFFE and U+FFFF are valid UTF-8 but not allowed in XML.
bool is_noncharacter(std::string_view rest) {
  return rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF");
}

}  // namespace

std::string xml_escaped(std::string_view bytes) {
  const std::string shown = text::printable(bytes);
  std::string escaped;
  escaped.reserve(shown.size());
  for (std::size_t at = 0; at < shown.size(); ++at) {
    switch (shown[at]) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\xEF':
        if (is_noncharacter(std::string_view(shown).substr(at))) {
          escaped += "\xEF\xBF\xBD";
          at += 2;
          break;
        }
        [[fallthrough]];
      default:
        escaped += shown[at];
    }
  }
  return escaped;
}

}  // namespace pglint::report
