// `--add-ignore`: writes comments that ignore the findings of a run, if they have no other effect.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "cli/adopt/edit_gate.h"
#include "lint/source_file.h"
#include "rule/file_result.h"
#include "rule/settings.h"

namespace pglint::cli {

/// Lints the files and plans the comments first. The run then lints the planned contents, and a
/// file is replaced only if its result is as planned.
class IgnoreAdder {
 public:
  struct Request {
    std::string reason;                   ///< one line; may be empty
    Severity lowest = Severity::warning;  ///< findings below are left alone
    std::size_t jobs = 1;
  };

  /// `settings` must outlive the adder.
  IgnoreAdder(Request request, std::span<const Settings> settings, EditGate gate)
      : request_(std::move(request)), settings_(settings), gate_(std::move(gate)) {}

  /// Lints `files`, which do not include standard input, and puts the planned contents into them.
  /// Leaves out files that must not be edited, and prints why.
  void plan(std::vector<SourceFile>& files);

  /// Call it with each result of linting these files, in order. Writes the file if the result is as
  /// planned; else prints why not and restores the result of the file as it is.
  void take(FileResult& result);

  /// Prints what was written and what was left out.
  void finish() const;

 private:
  struct Planned {
    FileResult before;
    std::string content;
    std::vector<std::size_t> covered;  ///< indexes of the findings that the comments ignore
  };

  void plan_file(FileResult before, SourceFile& file, std::size_t number);

  Request request_;
  std::span<const Settings> settings_;
  EditGate gate_;
  std::map<std::size_t, Planned> planned_;  ///< by number of the result
  std::set<std::string> warnings_;          ///< about edited migrations that may have run
  std::size_t taken_ = 0;
  std::size_t files_ = 0;
  std::size_t findings_ = 0;
};

}  // namespace pglint::cli
