#include "engine/baseline.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/fingerprint.h"

namespace pglint {

BaselineKey baseline_key(std::string file, const Finding& finding) {
  return {.file = std::move(file),
          .rule = std::string(finding.rule->id),
          .object = finding.object,
          .fingerprint = fingerprint_of(finding)};
}

std::vector<BaselineEntry> merged(std::vector<BaselineEntry> entries) {
  // What was written by pglint is in order.
  if (!std::ranges::is_sorted(entries, {}, &BaselineEntry::key)) {
    std::ranges::sort(entries, {}, &BaselineEntry::key);
  }
  std::vector<BaselineEntry> each;
  each.reserve(entries.size());
  for (BaselineEntry& entry : entries) {
    if (!each.empty() && each.back().key == entry.key) {
      each.back().count += entry.count;
    } else {
      each.push_back(std::move(entry));
    }
  }
  return each;
}

Baseline::Baseline(std::vector<BaselineEntry> entries) {
  slots_.reserve(entries.size());
  for (BaselineEntry& entry : merged(std::move(entries))) {
    slots_.push_back({.entry = std::move(entry)});
  }
}

bool Baseline::take(const BaselineKey& key) {
  const auto slot = std::ranges::lower_bound(
      slots_, key, {}, [](const Slot& each) -> const BaselineKey& { return each.entry.key; });
  if (slot == slots_.end() || slot->entry.key != key || slot->taken == slot->entry.count) {
    return false;
  }
  ++slot->taken;
  return true;
}

bool Baseline::take_moved(const BaselineKey& key,
                          const std::function<bool(const std::string&)>& is_gone) {
  const auto fingerprint = [&](std::size_t index) { return slots_[index].entry.key.fingerprint; };
  if (by_fingerprint_.size() != slots_.size()) {
    by_fingerprint_.resize(slots_.size());
    std::iota(by_fingerprint_.begin(), by_fingerprint_.end(), 0U);
    std::ranges::stable_sort(by_fingerprint_, {}, fingerprint);
  }
  auto at = std::ranges::lower_bound(by_fingerprint_, key.fingerprint, {}, fingerprint);
  for (; at != by_fingerprint_.end() && fingerprint(*at) == key.fingerprint; ++at) {
    Slot& slot = slots_[*at];
    const BaselineKey& known = slot.entry.key;
    const bool is_same = known.rule == key.rule && known.object == key.object;
    if (!is_same || slot.taken == slot.entry.count || !is_gone(known.file)) continue;
    ++slot.taken;
    moves_.push_back({.slot = *at, .file = key.file});
    return true;
  }
  return false;
}

std::vector<BaselineEntry> Baseline::left() const {
  std::vector<BaselineEntry> left;
  for (const Slot& slot : slots_) {
    if (slot.taken == slot.entry.count) continue;
    left.push_back({.key = slot.entry.key, .count = slot.entry.count - slot.taken});
  }
  return left;
}

std::vector<BaselineEntry> Baseline::pruned(
    const std::function<bool(const BaselineKey&)>& keeps) const {
  std::vector<std::size_t> counts;
  counts.reserve(slots_.size());
  for (const Slot& slot : slots_) {
    counts.push_back(keeps(slot.entry.key) ? slot.entry.count : slot.taken);
  }
  std::vector<BaselineEntry> entries;
  for (const Move& move : moves_) {
    --counts[move.slot];
    BaselineKey key = slots_[move.slot].entry.key;
    key.file = move.file;
    entries.push_back({.key = std::move(key)});
  }
  for (std::size_t number = 0; number < slots_.size(); ++number) {
    if (counts[number] == 0) continue;
    entries.push_back({.key = slots_[number].entry.key, .count = counts[number]});
  }
  return merged(std::move(entries));
}

}  // namespace pglint
