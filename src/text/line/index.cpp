#include "text/line/index.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <tuple>

#include "text/utf8.h"

namespace pglint::text {

LineIndex::LineIndex(std::string_view text)
    : text_(text), starts_{text.starts_with(utf8_bom) ? utf8_bom.size() : 0} {
  // Most texts have no CR, and searching one byte with the library is much faster.
  const bool has_cr = text.find('\r') != std::string_view::npos;
  const auto end_of_line = [&](std::size_t from) {
    return has_cr ? find_line_end(text, from) : std::min(text.find('\n', from), text.size());
  };
  // Of a dump of millions of lines, growing would need half as much again.
  constexpr std::size_t large = std::size_t{1} << 20U;
  if (text.size() > large) {
    starts_.reserve(static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1);
  }
  for (std::size_t at = end_of_line(0); at < text.size(); at = end_of_line(at)) {
    at += text.substr(at).starts_with("\r\n") ? 2 : 1;
    starts_.push_back(at);
  }
  last_offset_ = starts_.front();
}

Position LineIndex::position(std::size_t offset) const {
  offset = std::clamp(offset, starts_.front(), text_.size());
  while (offset > 0 && offset < text_.size() && is_continuation(text_[offset])) --offset;
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const auto line = static_cast<std::size_t>(after - starts_.begin());
  if (line != last_.line || offset < last_offset_) {
    last_ = {.line = line};
    last_offset_ = starts_[line - 1];
  }
  const auto behind = marks_.upper_bound(offset);
  if (behind != marks_.begin() && std::prev(behind)->first > last_offset_) {
    std::tie(last_offset_, last_) = *std::prev(behind);
  }
  while (offset - last_offset_ > bytes_between_marks) {
    move_to(last_offset_ + bytes_between_marks);
    marks_.emplace(last_offset_, last_);
  }
  move_to(offset);
  return last_;
}

void LineIndex::move_to(std::size_t offset) const {
  const std::string_view between = text_.substr(last_offset_, offset - last_offset_);
  last_.column += count_code_points(between);
  last_.utf16_column += count_utf16_units(between);
  last_offset_ = offset;
}

Range LineIndex::line_range(std::size_t line) const {
  assert(line >= 1 && line <= starts_.size());
  const std::size_t begin = starts_[line - 1];
  std::size_t end = line < starts_.size() ? starts_[line] : text_.size();
  while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return {begin, end};
}

}  // namespace pglint::text
