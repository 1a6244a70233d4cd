#include "parse/source/copy_data.h"

#include "parse/source/lexer.h"

namespace pglint::parse {

void CopyTracker::take_word(std::string_view word) {
  if (words_++ == 0) copies_ = text::equals_ignoring_case(word, "copy");
  if (!copies_ || depth_ > 0) return;  // a subquery's table may be called stdin
  if (after_from_ && text::equals_ignoring_case(word, "stdin")) reads_stdin_ = true;
  after_from_ = text::equals_ignoring_case(word, "from");
}

std::optional<std::size_t> find_copy_end(std::string_view sql, std::size_t from) {
  for (std::size_t at = sql.find("\\.", from); at != std::string_view::npos;
       at = sql.find("\\.", at + 1)) {
    const bool starts_line = at == from || is_line_end(sql[at - 1]);
    const bool ends_line = at + 2 == sql.size() || is_line_end(sql[at + 2]);
    if (starts_line && ends_line) return at + 2;
  }
  return std::nullopt;
}

}  // namespace pglint::parse
