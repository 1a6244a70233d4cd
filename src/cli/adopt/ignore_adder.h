// `--add-ignore`: writes comments that ignore the findings of a run, if they have no other effect.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/source_file.h"
#include "migration/runner.h"
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
  IgnoreAdder(Request request, std::span<const Settings> settings)
      : request_(std::move(request)), settings_(settings) {}

  /// Lints `files`, which do not include standard input, and puts the planned contents into them.
  /// Leaves out migrations that git's default branch has if their tool keeps checksums.
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
    const migration::Runner* runner = nullptr;
    bool may_have_run = true;  ///< git's default branch has the file, or git does not tell
  };

  void plan_file(FileResult before, SourceFile& file, std::size_t number);

  Request request_;
  std::span<const Settings> settings_;
  std::map<std::size_t, Planned> planned_;   ///< by number of the result
  std::set<std::string_view> strict_tools_;  ///< titles of those that refuse what was written
  /// Findings in files that were left as they are, as the tool of that title would refuse them.
  std::map<std::string_view, std::size_t> refused_;
  std::size_t taken_ = 0;
  std::size_t files_ = 0;
  std::size_t findings_ = 0;
};

}  // namespace pglint::cli
