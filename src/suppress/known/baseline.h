// Known findings: which of a run are known, and which no longer occur.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
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

  /// Takes out a finding that is known in another file which `is_gone`: the file was renamed. From
  /// then on the finding counts as known in the new file.
  bool take_moved(const BaselineKey& key, const std::function<bool(const std::string&)>& is_gone);

  /// The entries as they were read, sorted.
  [[nodiscard]] const std::vector<BaselineEntry>& entries() const { return entries_; }

  /// The number of findings not taken out, of the entries for which `is_meant`.
  [[nodiscard]] std::size_t left(const std::function<bool(const BaselineKey&)>& is_meant) const;

  /// The entries to keep: those taken out, with their current files, and others if `keeps` is true.
  /// Sorted.
  [[nodiscard]] std::vector<BaselineEntry> pruned(
      const std::function<bool(const BaselineKey&)>& keeps) const;

 private:
  /// A finding of the entry at `index` that now occurs in `file`.
  struct Move {
    std::size_t index = 0;
    std::string file;
  };

  /// Takes one finding of the entry at `index`; false if none is left.
  bool take_at(std::size_t index);

  std::vector<BaselineEntry> entries_;       ///< sorted by key
  std::vector<std::size_t> taken_;           ///< of each entry
  std::vector<std::size_t> by_fingerprint_;  ///< indexes of entries, filled when first used
  std::vector<Move> moves_;
};

/// Sorted, each key once, with the sum of its counts.
[[nodiscard]] std::vector<BaselineEntry> merged(std::vector<BaselineEntry> entries);

}  // namespace pglint
