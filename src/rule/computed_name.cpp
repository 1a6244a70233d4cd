#include "rule/computed_name.h"

#include <cstddef>

#include "rule/run/operation_context.h"
#include "text/ascii.h"

namespace pglint {
namespace {

/// The length of the placeholder of `format` that `text` begins with; 0: none.
std::size_t placeholder_length(std::string_view text) {
  if (!text.starts_with('%')) return 0;
  std::size_t at = 1;
  while (at < text.size() && (text::is_digit(text[at]) || text[at] == '$' || text[at] == '-')) ++at;
  const bool is_one =
      at < text.size() && std::string_view("IsL").find(text[at]) != std::string_view::npos;
  return is_one ? at + 1 : 0;
}

std::string without_placeholders(std::string_view name) {
  std::string shown;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t length = placeholder_length(name.substr(at));
    if (length > 0) shown += "…";
    if (length == 0) shown += name[at];
    at += length > 0 ? length : 1;
  }
  return shown;
}

}  // namespace

bool has_computed_part(std::string_view name) {
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (placeholder_length(name.substr(at)) > 0) return true;
  }
  return false;
}

std::string without_computed_parts(std::string_view text) {
  std::string shown;
  while (true) {
    const std::size_t open = text.find('`');
    const std::size_t close = open == text.npos ? text.npos : text.find('`', open + 1);
    if (close == text.npos) return shown.append(text);
    const std::string_view name = text.substr(open + 1, close - open - 1);
    shown.append(text.substr(0, open));
    shown += name == unnamed_table ? "the table" : "`" + without_placeholders(name) + "`";
    text.remove_prefix(close + 1);
  }
}

}  // namespace pglint
