// Known findings: which of a run are known, and which no longer occur.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "rule/finding.h"

namespace pglint {

/// Identifies a known finding, independent of line, layout and message.
struct BaselineKey {
  std::string file;  ///< relative to the folder of the baseline, with `/`
  std::string rule;
  std::string object;
  std::uint64_t fingerprint = 0;  ///< `fingerprint_of` the finding

  friend std::strong_ordering operator<=>(const BaselineKey& left, const BaselineKey& right) {
    return std::tie(left.file, left.rule, left.object, left.fingerprint) <=>
           std::tie(right.file, right.rule, right.object, right.fingerprint);
  }
  friend bool operator==(const BaselineKey&, const BaselineKey&) = default;
};

struct BaselineEntry {
  BaselineKey key;
  std::size_t count = 1;
};

/// The key of a finding in `file`.
[[nodiscard]] BaselineKey baseline_key(std::string file, const Finding& finding);

/// A multiset of findings from which those of a run are taken.
class Baseline {
 public:
  Baseline() = default;
  /// In any order; counts of equal keys are added.
  explicit Baseline(std::vector<BaselineEntry> entries);

  /// Takes one finding out; false if none is left.
  bool take(const BaselineKey& key);

  using IsGone = std::function<bool(const std::string& file)>;

  /// Takes out a finding that is known in another file which `is_gone`: the file was renamed. From
  /// then on the finding counts as known in the new file.
  bool take_moved(const BaselineKey& key, const IsGone& is_gone);

  /// Takes out a finding of the same rule and object, in the same file or in one which `is_gone`:
  /// its statement was edited. From then on it counts as known by `key`. False for findings without
  /// an object. Call it after `take` and `take_moved` for all findings of the file.
  bool take_edited(const BaselineKey& key, const IsGone& is_gone);

  /// Whether a finding of this rule and object is known, in the same file or in one which
  /// `is_gone`, taken out or not.
  [[nodiscard]] bool has(const BaselineKey& key, const IsGone& is_gone);

  /// The entries as they were read, sorted.
  [[nodiscard]] const std::vector<BaselineEntry>& entries() const { return entries_; }

  /// The findings not taken out, of the entries for which `is_meant`, sorted by their keys.
  [[nodiscard]] std::vector<BaselineEntry> remaining(
      const std::function<bool(const BaselineKey&)>& is_meant) const;

  /// The number of these findings.
  [[nodiscard]] std::size_t left(const std::function<bool(const BaselineKey&)>& is_meant) const;

  /// The entries to keep: those taken out, as they are known now, and others if `keeps` is true.
  /// Sorted.
  [[nodiscard]] std::vector<BaselineEntry> pruned(
      const std::function<bool(const BaselineKey&)>& keeps) const;

 private:
  /// A finding of the entry at `index` that is now known by another key.
  struct Move {
    std::size_t index = 0;
    BaselineKey now;
  };

  /// Takes one finding of the entry at `index`; false if none is left.
  bool take_at(std::size_t index);
  bool take_at(std::size_t index, const BaselineKey& now);
  /// The indexes of the entries with rule and object of `key`.
  [[nodiscard]] std::span<const std::size_t> with_object(const BaselineKey& key);

  std::vector<BaselineEntry> entries_;  ///< sorted by key
  std::vector<std::size_t> taken_;      ///< of each entry
  // Indexes of entries, filled when first used.
  std::vector<std::size_t> by_fingerprint_;
  std::vector<std::size_t> by_object_;  ///< by rule and object
  std::vector<Move> moves_;
};

/// Sorted, each key once, with the sum of its counts.
[[nodiscard]] std::vector<BaselineEntry> merged(std::vector<BaselineEntry> entries);

}  // namespace pglint
