#include "rule/fix/edit.h"

#include <algorithm>

#include "text/ascii.h"

namespace pglint {
namespace {

struct Item {
  std::size_t first = 0;
  std::size_t end = 0;
  bool is_out = false;
};

/// The bytes of items [first, end), which go, with one comma for each.
text::Range with_commas(const parse::TokenView& tokens, const std::vector<Item>& items,
                        std::size_t first, std::size_t end) {
  const std::size_t last_token = items[end - 1].end - 1;
  if (end < items.size()) {
    return {.begin = tokens.range(items[first].first).begin,
            .end = tokens.range(items[end].first).begin};
  }
  return {.begin = tokens.range(items[first - 1].end - 1).end, .end = tokens.range(last_token).end};
}

}  // namespace

std::string in_case_of(std::string_view written, std::string_view keywords) {
  const bool is_lower = std::ranges::any_of(written, text::is_lower);
  const bool is_upper = std::ranges::any_of(written, text::is_upper);
  return is_upper && !is_lower ? text::uppered(keywords) : text::lowered(keywords);
}

std::vector<Edit> without_items(
    const parse::TokenView& tokens, std::size_t open,
    const std::function<bool(std::size_t first, std::size_t end)>& is_out) {
  const std::size_t close = tokens.closing(open);
  std::vector<Item> items;
  for (std::size_t first = open + 1; first < close;) {
    const std::size_t end = tokens.item_end(first);
    if (end == first) return {};
    items.push_back({.first = first, .end = end, .is_out = is_out(first, end)});
    first = end + 1;
  }
  if (std::ranges::all_of(items, &Item::is_out)) return {};
  std::vector<Edit> edits;
  for (std::size_t first = 0; first < items.size();) {
    std::size_t end = first;
    while (end < items.size() && items[end].is_out) ++end;
    if (end > first) edits.push_back({.range = with_commas(tokens, items, first, end)});
    first = std::max(end, first + 1);
  }
  return edits;
}

}  // namespace pglint
