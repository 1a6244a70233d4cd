#include "psl/generated_name.h"

#include "text/utf8.h"

namespace pglint::psl {

std::string cut_text(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  while (bytes > 0 && text::is_continuation(text[bytes])) --bytes;
  return std::string(text.substr(0, bytes));
}

std::string with_suffix(std::string_view front, std::string_view suffix) {
  return cut_text(front, max_database_name - suffix.size()) + std::string(suffix);
}

}  // namespace pglint::psl
