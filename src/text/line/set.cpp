#include "text/line/set.h"

#include <algorithm>

namespace pglint::text {

LineSet LineSet::everything() {
  LineSet set;
  set.is_everything_ = true;
  return set;
}

void LineSet::add(std::size_t line) {
  if (!spans_.empty() && spans_.back().last + 1 == line) {
    spans_.back().last = line;
  } else {
    spans_.push_back({.first = line, .last = line});
  }
}

void LineSet::add_gap(std::size_t line) { gaps_.push_back(line); }

bool LineSet::touches(LineSpan span) const {
  if (is_everything_) return true;
  const auto lines = std::ranges::lower_bound(spans_, span.first, {}, &LineSpan::last);
  if (lines != spans_.end() && lines->first <= span.last) return true;
  const auto gap = std::ranges::lower_bound(gaps_, span.first);
  return gap != gaps_.end() && *gap < span.last;
}

PatchLines::PatchLines(std::string_view text) : size_(text.size()) {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    ends_.push_back(at);
  }
}

LineSpan PatchLines::span(Range range) const {
  const std::size_t last = range.end > range.begin ? range.end - 1 : range.begin;
  return {.first = line_of(range.begin), .last = line_of(last)};
}

std::size_t PatchLines::line_of(std::size_t offset) const {
  // Text missing at the end is missing in the last line, not after it.
  if (offset >= size_) offset = size_ == 0 ? 0 : size_ - 1;
  return static_cast<std::size_t>(std::ranges::lower_bound(ends_, offset) - ends_.begin()) + 1;
}

}  // namespace pglint::text
