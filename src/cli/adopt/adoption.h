// What `check` does where an old repository is concerned: from the flags to the files that are read
// and the findings that are reported.
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

/// The run that the flags are about.
struct AdoptedRun {
  std::span<const std::string> paths;         ///< as given; may be none where changes are asked for
  const migration::Runner* runner = nullptr;  ///< of all files; null: each is looked at
  Wanted wanted = Wanted::sql;                ///< of folders
};

/// First it says which files are linted, then what of their findings counts: `filter` takes all
/// that this knows along.
class Adoption {
 public:
  /// Asks git, and reads the patch and the baseline. `options` and `run` must outlive this. Error:
  /// one line that says what to do.
  [[nodiscard]] static Result<Adoption> open(const AdoptionOptions& options, const AdoptedRun& run);

  /// The files to lint: those of the paths, or without any, those that changed.
  [[nodiscard]] Discovery find_files() const;

  /// Makes `files`, those to lint, all files of the run: with context in between, in the order in
  /// which they are taken, each with the content that counts, and as context what is too old.
  [[nodiscard]] std::optional<Error> complete_files(std::vector<SourceFile>& files,
                                                    ContextSources context);

  /// What leaves findings of a run with `rules` out.
  [[nodiscard]] FindingFilter filter(std::span<const Rule* const> rules) &&;

 private:
  Adoption(const AdoptionOptions& options, const AdoptedRun& run, KnownFindings known)
      : options_(options), run_(run), known_(std::move(known)) {}

  /// Adds what is staged at the paths and no longer on the disk.
  void add_staged_only(Discovery& found) const;

  const AdoptionOptions& options_;
  AdoptedRun run_;
  std::optional<ChangedFiles> changed_;  ///< nothing where all lines are of interest
  std::optional<StagedFiles> staged_;    ///< nothing where files are read from the disk
  KnownFindings known_;
};

}  // namespace pglint::cli
