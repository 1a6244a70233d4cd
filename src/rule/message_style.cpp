#include "rule/message_style.h"

#include <algorithm>

#include "text/ascii.h"

namespace pglint {

bool is_well_formed(std::string_view message) {
  if (message.empty()) return false;
  const std::string_view first_word = message.substr(0, message.find(' '));
  const bool is_name = std::ranges::count_if(first_word, text::is_upper) > 1;
  return (!text::is_upper(message.front()) || is_name) && message.back() != '.' &&
         message.find_first_of("\r\n") == std::string_view::npos;
}

}  // namespace pglint
