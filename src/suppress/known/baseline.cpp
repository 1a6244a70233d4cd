#include "suppress/known/baseline.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "rule/fingerprint.h"

namespace pglint {

BaselineKey baseline_key(std::string file, const Finding& finding) {
  return {.file = std::move(file),
          .rule = std::string(finding.rule->id),
          .object = finding.object,
          .fingerprint = fingerprint_of(finding)};
}

std::vector<BaselineEntry> merged(std::vector<BaselineEntry> entries) {
  // A baseline written by pglint is sorted.
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

Baseline::Baseline(std::vector<BaselineEntry> entries)
    : entries_(merged(std::move(entries))), taken_(entries_.size()) {}

bool Baseline::take_at(std::size_t index) {
  if (taken_[index] == entries_[index].count) return false;
  ++taken_[index];
  return true;
}

bool Baseline::take(const BaselineKey& key) {
  const auto entry = std::ranges::lower_bound(entries_, key, {}, &BaselineEntry::key);
  if (entry == entries_.end() || entry->key != key) return false;
  return take_at(static_cast<std::size_t>(entry - entries_.begin()));
}

bool Baseline::take_moved(const BaselineKey& key,
                          const std::function<bool(const std::string&)>& is_gone) {
  const auto fingerprint = [&](std::size_t index) { return entries_[index].key.fingerprint; };
  if (by_fingerprint_.size() != entries_.size()) {
    by_fingerprint_.resize(entries_.size());
    std::iota(by_fingerprint_.begin(), by_fingerprint_.end(), 0U);
    std::ranges::stable_sort(by_fingerprint_, {}, fingerprint);
  }
  auto at = std::ranges::lower_bound(by_fingerprint_, key.fingerprint, {}, fingerprint);
  for (; at != by_fingerprint_.end() && fingerprint(*at) == key.fingerprint; ++at) {
    const BaselineKey& known = entries_[*at].key;
    const bool is_same = known.rule == key.rule && known.object == key.object;
    if (!is_same || !is_gone(known.file) || !take_at(*at)) continue;
    moves_.push_back({.index = *at, .file = key.file});
    return true;
  }
  return false;
}

std::size_t Baseline::left(const std::function<bool(const BaselineKey&)>& is_meant) const {
  std::size_t left = 0;
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    const BaselineEntry& entry = entries_[index];
    if (taken_[index] < entry.count && is_meant(entry.key)) left += entry.count - taken_[index];
  }
  return left;
}

std::vector<BaselineEntry> Baseline::pruned(
    const std::function<bool(const BaselineKey&)>& keeps) const {
  std::vector<std::size_t> counts;
  counts.reserve(entries_.size());
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    counts.push_back(keeps(entries_[index].key) ? entries_[index].count : taken_[index]);
  }
  std::vector<BaselineEntry> pruned;
  for (const Move& move : moves_) {
    --counts[move.index];
    BaselineKey key = entries_[move.index].key;
    key.file = move.file;
    pruned.push_back({.key = std::move(key)});
  }
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    if (counts[index] == 0) continue;
    pruned.push_back({.key = entries_[index].key, .count = counts[index]});
  }
  return merged(std::move(pruned));
}

}  // namespace pglint
