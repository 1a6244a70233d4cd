#include "rule/message_style.h"

#include <cctype>

namespace pglint {

bool is_well_formed(std::string_view message) {
  const bool starts_upper =
      !message.empty() && std::isupper(static_cast<unsigned char>(message[0])) != 0;
  const bool shouts =
      message.size() > 1 && std::isupper(static_cast<unsigned char>(message[1])) != 0;
  return !message.empty() && (!starts_upper || shouts) && message.back() != '.' &&
         message.find_first_of("\r\n") == std::string_view::npos;
}

}  // namespace pglint
