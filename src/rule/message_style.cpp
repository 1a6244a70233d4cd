#include "rule/message_style.h"

#include <algorithm>

namespace pglint {

bool is_well_formed(std::string_view message) {
  const auto is_capital = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
  if (message.empty()) return false;
  const std::string_view first_word = message.substr(0, message.find(' '));
  const bool is_name = std::ranges::count_if(first_word, is_capital) > 1;
  return (!is_capital(message.front()) || is_name) && message.back() != '.' &&
         message.find_first_of("\r\n") == std::string_view::npos;
}

}  // namespace pglint
