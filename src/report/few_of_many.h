// Chooses the findings that a report shows if it has room for a few only.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pglint::report {

/// Prefers those of new and changed files, then one of each rule.
template <class Item>
class FewOfMany {
 public:
  /// `most` is the largest number of items that `chosen` is asked for.
  explicit FewOfMany(std::size_t most) : most_(most) {}

  /// `is_pending` says that the file is new or changed; `name` is the rule's id, or something else
  /// that stands for a kind of item.
  void add(Item item, bool is_pending, std::string_view name) {
    const std::size_t before = seen_[is_pending ? 1 : 0][std::string(name)]++;
    if (before >= most_) return;
    kept_.push_back({.item = std::move(item),
                     .is_pending = is_pending,
                     .before = before,
                     .order = kept_.size()});
  }

  /// At most `room` items, in the order in which they were added.
  [[nodiscard]] std::vector<Item> chosen(std::size_t room) const {
    std::vector<const Kept*> best;
    best.reserve(kept_.size());
    for (const Kept& each : kept_) best.push_back(&each);
    std::ranges::stable_sort(
        best, {}, [](const Kept* each) { return std::pair(!each->is_pending, each->before); });
    if (best.size() > room) best.resize(room);
    std::ranges::sort(best, {}, [](const Kept* each) { return each->order; });
    std::vector<Item> items;
    items.reserve(best.size());
    for (const Kept* each : best) items.push_back(each->item);
    return items;
  }

 private:
  struct Kept {
    Item item;
    bool is_pending = false;
    std::size_t before = 0;  ///< items of its name before it, in files that are as pending
    std::size_t order = 0;   ///< in which it was added
  };

  std::size_t most_;
  std::vector<Kept> kept_;
  std::array<std::map<std::string, std::size_t, std::less<>>, 2> seen_;
};

}  // namespace pglint::report
