// Names a finding so that it is recognised in the next run, wherever it has moved to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "rule/finding.h"

namespace pglint {

/// Rule, object and normalized statement, hashed: the same for findings that are alike.
[[nodiscard]] std::uint64_t fingerprint_of(const Finding& finding);

/// Gives each finding of a run a fingerprint: rule, object and normalized statement, hashed, and
/// how often that came up before in the run. Lines, layout, comments and file names do not count.
/// Ask in the order of the report.
class Fingerprinter {
 public:
  /// Sixteen hex digits, `:`, and the occurrence counted from 1.
  [[nodiscard]] std::string next(const Finding& finding);

 private:
  std::unordered_map<std::uint64_t, std::size_t> seen_;
};

}  // namespace pglint
