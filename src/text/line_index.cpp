#include "text/line_index.h"

#include <algorithm>
#include <cassert>

#include "text/utf8.h"

namespace pglint::text {

LineIndex::LineIndex(std::string_view text)
    : text_(text), starts_{text.starts_with(utf8_bom) ? utf8_bom.size() : 0} {
  for (std::size_t at = text.find_first_of("\r\n"); at != std::string_view::npos;
       at = text.find_first_of("\r\n", at)) {
    at += text.substr(at).starts_with("\r\n") ? 2 : 1;
    starts_.push_back(at);
  }
}

Position LineIndex::position(std::size_t offset) const {
  offset = std::clamp(offset, starts_.front(), text_.size());
  while (offset > 0 && offset < text_.size() && is_continuation(text_[offset])) --offset;
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const auto line = static_cast<std::size_t>(after - starts_.begin());
  const std::size_t start = starts_[line - 1];
  const std::string_view before = text_.substr(start, offset - start);
  return {.line = line,
          .column = count_code_points(before) + 1,
          .utf16_column = count_utf16_units(before) + 1};
}

Range LineIndex::line_range(std::size_t line) const {
  assert(line >= 1 && line <= starts_.size());
  const std::size_t begin = starts_[line - 1];
  std::size_t end = line < starts_.size() ? starts_[line] : text_.size();
  while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return {begin, end};
}

}  // namespace pglint::text
