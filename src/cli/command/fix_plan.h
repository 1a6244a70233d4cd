// `--fix`: edits the files of a run, or shows the edits as a patch.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/adopt/edit_gate.h"
#include "cli/adopt/finding_filter.h"
#include "cli/flag/adoption_options.h"
#include "cli/terminal/exit_code.h"
#include "fix/fixer.h"
#include "lint/source_file.h"
#include "rule/settings.h"

namespace pglint::cli {

/// The fixes of one run.
class FixPlan {
 public:
  struct Request {
    FixOptions options;
    Severity lowest = Severity::warning;  ///< findings below are left alone
    std::size_t jobs = 1;
    bool keeps_lines = false;  ///< changed lines count, so no fix may add or remove lines
    EditRequest edits;
  };

  /// Lints `files` and fixes them in memory. The rest must outlive the plan.
  FixPlan(Request request, const std::vector<SourceFile>& files, std::span<const Settings> settings,
          FindingFilter& filter);

  /// Prints the changes as a patch. Exit code: whether there are any.
  [[nodiscard]] ExitCode show() const;

  /// Writes the files and puts their texts into `files`, which are those of the plan. Prints the
  /// fixed text of standard input. Returns the number of findings fixed.
  std::size_t write(std::vector<SourceFile>& files);

 private:
  [[nodiscard]] fix::Outcome make(std::span<const Settings> settings, FindingFilter& filter);
  [[nodiscard]] bool may_edit(const SourceFile& file, const FileResult& result,
                              const Finding& finding);
  bool replace(const fix::FixedFile& fixed, SourceFile& file);
  void say_what_is_left() const;

  Request request_;
  const std::vector<SourceFile>& files_;
  EditGate gate_;
  std::map<std::pair<std::string, EditKind>, std::optional<Refusal>> refusals_;  ///< by path
  fix::Outcome outcome_;
};

/// Takes fixes out of results whose files must not be edited, so that no report offers them.
class FixOffers {
 public:
  /// `files` are those that are linted, with context in between.
  FixOffers(const std::vector<SourceFile>& files, EditGate gate);

  /// Call it with each result, in order.
  void take(FileResult& result);

 private:
  /// False if the file cannot be written, or is not the text: in UTF-16, or staged in part.
  [[nodiscard]] static bool is_as_read(const SourceFile& file, const std::string& content);

  std::vector<SourceFile> files_;  ///< without texts and context
  EditGate gate_;
  std::size_t taken_ = 0;
};

}  // namespace pglint::cli
