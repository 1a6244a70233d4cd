// Baselines, changed lines and staged files for `check`: which files it reads and which findings it
// reports.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/adopt/changed_files.h"
#include "cli/adopt/finding_filter.h"
#include "cli/adopt/known_findings.h"
#include "cli/flag/adoption_options.h"
#include "cli/input/context_files.h"
#include "cli/input/discovery.h"
#include "cli/input/staged_files.h"
#include "lint/source_file.h"
#include "migration/runner.h"
#include "rule/rule.h"
#include "text/result.h"

namespace pglint::cli {

/// The run that the flags apply to.
struct AdoptedRun {
  std::span<const std::string> paths;         ///< as given; may be empty if changes are asked for
  const migration::Runner* runner = nullptr;  ///< for all files; null: detected per file
  Wanted wanted = {};                         ///< of folders
};

/// Finds the files to lint first. `filter` then takes over everything needed to drop findings.
class Adoption {
 public:
  /// Asks git, and reads the patch and the baseline. `options` and `run` must outlive this. Error:
  /// one line that says what to do.
  [[nodiscard]] static Result<Adoption> open(const AdoptionOptions& options, const AdoptedRun& run);

  /// The files to lint: those of the paths, or without any, those that changed.
  [[nodiscard]] Discovery find_files() const;

  /// Turns `files`, those to lint, into all files of the run: in run order, with context in
  /// between, each with the content to lint. Migrations up to `--start-after` become context.
  [[nodiscard]] std::optional<Error> complete_files(std::vector<SourceFile>& files,
                                                    ContextSources context);

  /// The filter for the findings of a run with `rules`.
  [[nodiscard]] FindingFilter filter(std::span<const Rule* const> rules) &&;

 private:
  Adoption(const AdoptionOptions& options, const AdoptedRun& run, KnownFindings known)
      : options_(options), run_(run), known_(std::move(known)) {}

  /// Adds staged files below the paths that are no longer on disk.
  void add_staged_only(Discovery& found) const;
  /// Notes what the changes do to the migrations among the files.
  void mark_changes(std::vector<SourceFile>& files) const;

  const AdoptionOptions& options_;
  AdoptedRun run_;
  std::optional<ChangedFiles> changed_;  ///< nothing if all lines count
  std::optional<StagedFiles> staged_;    ///< nothing if files are read from disk
  KnownFindings known_;
};

}  // namespace pglint::cli
