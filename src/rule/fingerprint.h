// Identifies a finding across runs, even if it has moved.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rule/finding.h"

namespace pglint {

/// Hash of rule, object and normalized statement, and of the objects that the finding sums up.
/// Repeated findings have the same; messages do not count.
[[nodiscard]] std::uint64_t fingerprint_of(const Finding& finding);

/// See `Finding::members_hash`: the hash of `objects`, in any order.
[[nodiscard]] std::uint64_t members_hash(std::vector<std::string_view> objects);

/// Makes the fingerprints of one run unique by counting repeats. Lines, layout, comments and file
/// names do not change a fingerprint. Call `next` in the order of the report.
class Fingerprinter {
 public:
  /// `fingerprint_of` as 16 hex digits, `:`, and the occurrence in the run, 1-based.
  [[nodiscard]] std::string next(const Finding& finding);

 private:
  std::unordered_map<std::uint64_t, std::size_t> seen_;
};

}  // namespace pglint
