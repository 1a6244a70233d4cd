// What a run came to, in numbers.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "rule/file_result.h"

namespace pglint::report {

/// A number for each severity.
class SeverityCounts {
 public:
  [[nodiscard]] std::size_t& operator[](Severity severity) {
    return counts_[static_cast<std::size_t>(severity)];
  }
  [[nodiscard]] std::size_t operator[](Severity severity) const {
    return counts_[static_cast<std::size_t>(severity)];
  }
  [[nodiscard]] std::size_t total() const { return counts_[0] + counts_[1] + counts_[2]; }
  /// How many are at least as severe as `lowest`.
  [[nodiscard]] std::size_t at_least(Severity lowest) const {
    std::size_t count = 0;
    for (auto at = static_cast<std::size_t>(lowest); at < counts_.size(); ++at)
      count += counts_[at];
    return count;
  }

 private:
  std::array<std::size_t, 3> counts_ = {};
};

struct Summary {
  std::size_t files_checked = 0;       ///< read from disk; what could not be read does not count
  std::size_t files_unreadable = 0;    ///< could not be read from disk
  std::size_t files_not_analysed = 0;  ///< checked, but at least in part not understood
  SeverityCounts shown;
  SeverityCounts hidden;                      ///< findings below the lowest severity that is shown
  std::size_t in_baseline = 0;                ///< findings that would be shown, but are known
  std::size_t on_unchanged_lines = 0;         ///< findings that would be shown, but stand there
  std::vector<std::string> context_not_read;  ///< paths of context that is not known in full
  bool is_configured = false;                 ///< a configuration file says something about the run
  bool linted = true;        ///< false where nothing was linted, because something was wrong before
  std::string failure = {};  ///< what that was, in one line, where it is not about a file
};

/// Adds what `result` holds to `summary`, where findings below `lowest_shown` are hidden.
void tally(const FileResult& result, Severity lowest_shown, Summary& summary);

/// Drops the findings below `lowest_shown` from `result`.
void drop_hidden(FileResult& result, Severity lowest_shown);

/// What follows from `context_not_read`, which is not empty: one line, as findings' messages are.
[[nodiscard]] std::string context_note(const Summary& summary);

}  // namespace pglint::report
