// The flags for repositories older than pglint: baselines and changed lines.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "text/result.h"

namespace pglint::cli {

class Arguments;

struct BaselineOptions {
  std::optional<std::string> read;   ///< `--baseline FILE`
  std::optional<std::string> write;  ///< `--write-baseline FILE`
  bool prune = false;
};

struct ChangeOptions {
  std::optional<std::string> since;  ///< a revision
  bool staged = false;
  std::optional<std::string> diff_file;  ///< a patch; `-` is standard input
  bool whole_files = false;              ///< all findings of changed files

  [[nodiscard]] bool any() const { return since || staged || diff_file; }
};

struct FixOptions {
  bool fix = false;            ///< or only show the changes, with `diff`
  bool unsafe = false;         ///< also fixes that change what is stored, accepted or returned
  bool diff = false;           ///< print a patch instead of editing files
  bool edits_applied = false;  ///< also edit migrations that may have run
  /// Write new migrations, with this name, instead of editing; an empty name is chosen.
  std::optional<std::string> as_migration = {};

  void add_to(Arguments& arguments);
  /// The first contradiction among these options, if any.
  [[nodiscard]] std::optional<Error> find_problem() const;

 private:
  [[nodiscard]] std::optional<Error> find_problem_of_migration() const;
};

struct AdoptionOptions {
  BaselineOptions baseline;
  ChangeOptions changes;
  std::optional<std::string> start_after;  ///< a migration; older ones are context
  /// The revision of git whose migrations have run; nothing: the default branch.
  std::optional<std::string> base = {};

  /// Adds the flags. Those that are keys are read with the other keys.
  void add_to(Arguments& arguments);

  /// Whether the report may omit findings.
  [[nodiscard]] bool leaves_findings_out() const {
    return baseline.read || baseline.write || changes.any();
  }

  /// The first contradiction among these options and the `paths` to lint, if any.
  [[nodiscard]] std::optional<Error> find_problem(std::span<const std::string> paths) const;
};

}  // namespace pglint::cli
