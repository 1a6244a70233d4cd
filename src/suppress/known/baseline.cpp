#include "suppress/known/baseline.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include "rule/fingerprint.h"

namespace pglint {
namespace {

/// Fills `indexes` with those of `count` entries, sorted by what `key` has for them.
template <class Key>
void sort_indexes(std::vector<std::size_t>& indexes, std::size_t count, Key key) {
  if (indexes.size() == count) return;
  indexes.resize(count);
  std::iota(indexes.begin(), indexes.end(), 0U);
  std::ranges::stable_sort(indexes, {}, key);
}

std::pair<std::string_view, std::string_view> object_of(const BaselineKey& key) {
  return {key.rule, key.object};
}

}  // namespace

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

bool Baseline::take_at(std::size_t index, const BaselineKey& now) {
  if (!take_at(index)) return false;
  moves_.push_back({.index = index, .now = now});
  return true;
}

bool Baseline::take_moved(const BaselineKey& key, const IsGone& is_gone) {
  const auto fingerprint = [&](std::size_t index) { return entries_[index].key.fingerprint; };
  sort_indexes(by_fingerprint_, entries_.size(), fingerprint);
  auto at = std::ranges::lower_bound(by_fingerprint_, key.fingerprint, {}, fingerprint);
  for (; at != by_fingerprint_.end() && fingerprint(*at) == key.fingerprint; ++at) {
    const BaselineKey& known = entries_[*at].key;
    const bool is_same = known.rule == key.rule && known.object == key.object;
    if (is_same && is_gone(known.file) && take_at(*at, key)) return true;
  }
  return false;
}

std::span<const std::size_t> Baseline::with_object(const BaselineKey& key) {
  const auto object = [&](std::size_t index) { return object_of(entries_[index].key); };
  sort_indexes(by_object_, entries_.size(), object);
  return std::ranges::equal_range(by_object_, object_of(key), {}, object);
}

bool Baseline::take_edited(const BaselineKey& key, const IsGone& is_gone) {
  if (key.object.empty()) return false;
  const auto indexes = with_object(key);
  const auto take_if = [&](const auto& is_meant) {
    return std::ranges::any_of(indexes, [&](std::size_t index) {
      return is_meant(entries_[index].key.file) && take_at(index, key);
    });
  };
  return take_if([&](const std::string& file) { return file == key.file; }) || take_if(is_gone);
}

bool Baseline::has(const BaselineKey& key, const IsGone& is_gone) {
  return std::ranges::any_of(with_object(key), [&](std::size_t index) {
    const std::string& file = entries_[index].key.file;
    return file == key.file || is_gone(file);
  });
}

std::vector<BaselineEntry> Baseline::remaining(
    const std::function<bool(const BaselineKey&)>& is_meant) const {
  std::vector<BaselineEntry> remaining;
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    const auto& [key, count] = entries_[index];
    if (taken_[index] == count || !is_meant(key)) continue;
    remaining.push_back({.key = key, .count = count - taken_[index]});
  }
  return remaining;
}

std::size_t Baseline::left(const std::function<bool(const BaselineKey&)>& is_meant) const {
  std::size_t left = 0;
  for (const BaselineEntry& entry : remaining(is_meant)) left += entry.count;
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
    pruned.push_back({.key = move.now});
  }
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    if (counts[index] == 0) continue;
    pruned.push_back({.key = entries_[index].key, .count = counts[index]});
  }
  return merged(std::move(pruned));
}

}  // namespace pglint
