// Counts of a run.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/not_searched.h"
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
  /// The number that are at least as severe as `lowest`.
  [[nodiscard]] std::size_t at_least(Severity lowest) const {
    std::size_t count = 0;
    for (auto at = static_cast<std::size_t>(lowest); at < counts_.size(); ++at)
      count += counts_[at];
    return count;
  }

 private:
  std::array<std::size_t, 3> counts_ = {};
};

/// A preset that the run could use.
struct Preset {
  std::string_view name = {};                      ///< empty for none
  std::string_view tool = {};                      ///< its title: `Prisma`
  std::span<const std::string_view> ignored = {};  ///< ids of the rules that it turns off
};

struct Summary {
  std::size_t files_checked = 0;       ///< read from disk
  std::size_t files_unreadable = 0;    ///< could not be read from disk
  std::size_t files_not_analyzed = 0;  ///< skipped, or read only in part
  /// of those, the files for each other database, by its name
  std::map<std::string, std::size_t> other_databases;
  SeverityCounts shown;
  SeverityCounts hidden;               ///< findings below the lowest severity that is shown
  std::size_t in_baseline = 0;         ///< known findings that would be shown
  std::size_t on_unchanged_lines = 0;  ///< findings on them that would be shown
  std::size_t fixed = 0;               ///< findings that `--fix` fixed
  std::size_t with_safe_fix = 0;       ///< of those shown
  std::size_t with_unsafe_fix = 0;     ///< of those shown, if no other fix
  std::size_t applied = 0;             ///< findings about how migrations run that have run
  NotSearched not_searched = {};       ///< in the folders of the run
  /// paths of context files that were not parsed in full
  std::vector<std::string> context_not_read;
  bool is_configured = false;  ///< a configuration file applies to the run
  Preset preset = {};          ///< of the tool that most files are for
  bool linted = true;          ///< false if an error prevented linting
  std::string failure = {};    ///< that error in one line, unless it is about a file
};

/// Adds the counts of `result`; findings below `lowest_shown` are hidden.
void tally(const FileResult& result, Severity lowest_shown, Summary& summary);

/// Drops the findings below `lowest_shown` from `result`.
void drop_hidden(FileResult& result, Severity lowest_shown);

/// A note about `context_not_read`, which must not be empty, in the style of messages.
[[nodiscard]] std::string context_note(const Summary& summary);

}  // namespace pglint::report
