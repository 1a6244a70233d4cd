// What `check` does where an old repository is concerned: from the flags to the files that are read
// and the findings that are reported.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/adopt/changed_files.h"
#include "cli/adopt/finding_filter.h"
#include "cli/adopt/known_findings.h"
#include "cli/flag/adoption_options.h"
#include "cli/input/discovery.h"
#include "cli/input/staged_files.h"
#include "migration/runner.h"
#include "report/summary.h"
#include "rule/rule.h"
#include "text/result.h"

namespace pglint::cli {

/// The run that the flags are about.
struct AdoptedRun {
  std::span<const std::string> paths;         ///< as given; may be none where changes are asked for
  const migration::Runner* runner = nullptr;  ///< of all files; null: each is looked at
  Wanted wanted = Wanted::sql;                ///< of folders
};

class Adoption {
 public:
  /// Asks git, and reads the patch and the baseline. `options` and `run` must outlive this. Error:
  /// one line that says what to do.
  [[nodiscard]] static Result<Adoption> open(const AdoptionOptions& options, const AdoptedRun& run);

  /// The files to lint: those of the paths, or without any, those that changed.
  [[nodiscard]] Discovery linted_files() const;

  /// Gives files that are linted, and those of `--context`, the content that counts.
  [[nodiscard]] std::optional<Error> read(std::vector<FoundFile>& linted,
                                          std::vector<FoundFile>& context);

  /// The same for the context that was found since; and what is too old becomes context.
  [[nodiscard]] std::optional<Error> settle(std::vector<FoundFile>& files);

  /// Says which rules run, before the first result.
  void run(std::span<const Rule* const> rules) { known_->run(rules); }

  /// Drops from a file's result what is not to be reported; once a file, in input order.
  void filter(FileResult& result) { filter_->apply(result); }

  /// Writes the baseline, and says what there is to say about it.
  [[nodiscard]] std::optional<Error> finish();

  /// What was dropped because the baseline knows it.
  [[nodiscard]] const output::SeverityCounts& in_baseline() const { return filter_->in_baseline(); }
  /// What was dropped because no line that it stands in changed.
  [[nodiscard]] const output::SeverityCounts& on_unchanged_lines() const {
    return filter_->on_unchanged_lines();
  }

 private:
  /// Adds what is staged at the paths and no longer on the disk.
  void add_staged_only(Discovery& found) const;

  Adoption(const AdoptionOptions& options, const AdoptedRun& run) : options_(options), run_(run) {}

  const AdoptionOptions& options_;
  AdoptedRun run_;
  std::unique_ptr<ChangedFiles> changed_;  ///< null where all lines are of interest
  std::unique_ptr<StagedFiles> staged_;    ///< null where files are read from the disk
  std::unique_ptr<KnownFindings> known_;   ///< never null once it is open
  std::unique_ptr<FindingFilter> filter_;
};

}  // namespace pglint::cli
