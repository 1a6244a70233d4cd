#include "fix/edits.h"

#include <algorithm>

namespace pglint::fix {
namespace {

bool are_near(text::Range a, text::Range b) { return a.begin <= b.end && b.begin <= a.end; }

bool is_in_one(const std::vector<text::Range>& ranges, text::Range range) {
  return std::ranges::any_of(ranges, [&](const text::Range& each) {
    return each.begin <= range.begin && range.end <= each.end;
  });
}

bool is_in_any(const std::vector<text::Range>& ranges, std::size_t offset) {
  return std::ranges::any_of(ranges,
                             [&](const text::Range& range) { return range.contains(offset); });
}

}  // namespace

bool are_apart(std::span<const Edit> edits, std::size_t size) {
  for (std::size_t index = 0; index < edits.size(); ++index) {
    const text::Range range = edits[index].range;
    if (range.begin > range.end || range.end > size) return false;
    if (index > 0 && edits[index - 1].range.end >= range.begin) return false;
  }
  return true;
}

bool do_conflict(std::span<const Edit> a, std::span<const Edit> b) {
  return std::ranges::any_of(a, [&](const Edit& first) {
    return std::ranges::any_of(
        b, [&](const Edit& second) { return are_near(first.range, second.range); });
  });
}

std::string with_edits(std::string_view content, std::span<const Edit> edits) {
  std::string changed;
  std::size_t copied = 0;
  for (const Edit& edit : edits) {
    changed += content.substr(copied, edit.range.begin - copied);
    changed += edit.replacement;
    copied = edit.range.end;
  }
  changed += content.substr(copied);
  return changed;
}

EditMap::EditMap(std::span<const Edit> edits) {
  std::size_t grown = 0;   // bytes that were added before the edit
  std::size_t shrunk = 0;  // bytes that were removed before it
  for (const Edit& edit : edits) {
    const std::size_t begin = edit.range.begin + grown - shrunk;
    old_.push_back(edit.range);
    new_.push_back({.begin = begin, .end = begin + edit.replacement.size()});
    grown += edit.replacement.size();
    shrunk += edit.range.size();
  }
}

bool EditMap::is_replaced(std::size_t offset) const { return is_in_any(old_, offset); }

bool EditMap::is_new(std::size_t offset) const { return is_in_any(new_, offset); }

bool EditMap::covers_old(text::Range range) const { return is_in_one(old_, range); }

bool EditMap::covers_new(text::Range range) const { return is_in_one(new_, range); }

std::size_t EditMap::after(std::size_t offset) const {
  std::size_t moved = offset;
  for (std::size_t index = 0; index < old_.size(); ++index) {
    if (old_[index].end > offset) break;
    moved = offset - old_[index].end + new_[index].end;
  }
  return moved;
}

}  // namespace pglint::fix
