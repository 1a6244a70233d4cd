// The flags for repositories that are older than pglint: what is known already, and what changed.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "text/result.h"

namespace pglint::cli {

class Arguments;

/// Which findings are known already.
struct BaselineOptions {
  std::optional<std::string> read;   ///< `--baseline FILE`
  std::optional<std::string> write;  ///< `--write-baseline FILE`
  bool prune = false;
};

/// Where findings are wanted.
struct ChangeOptions {
  std::optional<std::string> since;  ///< a revision
  bool staged = false;
  std::optional<std::string> diff_file;  ///< a patch; `-` is standard input
  bool whole_files = false;              ///< all findings of the files that changed

  /// Whether only what changed is asked for.
  [[nodiscard]] bool any() const { return since || staged || diff_file; }
};

struct AdoptionOptions {
  BaselineOptions baseline;
  ChangeOptions changes;
  std::optional<std::string> start_after;  ///< a migration; older ones are context

  /// Adds the flags; those that are keys are read with the others.
  void add_to(Arguments& arguments);

  /// Whether findings may be left out of the report.
  [[nodiscard]] bool leaves_findings_out() const {
    return baseline.read || baseline.write || changes.any();
  }

  /// What is wrong with these options, if anything, together with the `paths` that are linted.
  [[nodiscard]] std::optional<Error> find_problem(std::span<const std::string> paths) const;
};

}  // namespace pglint::cli
