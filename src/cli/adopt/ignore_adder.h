// `--add-ignore`: writes comments that turn the findings of a run off, and only where that is all
// that they do.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "lint/source_file.h"
#include "rule/file_result.h"
#include "rule/settings.h"

namespace pglint::cli {

/// First the files are linted and what is to be written is planned; then the run itself lints the
/// planned contents, and each that turned out as planned replaces its file.
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

  /// Lints `files`, none of which is standard input, and puts the planned contents into them.
  void plan(std::vector<SourceFile>& files);

  /// To be called with each result of linting these files, in order. Writes the file if the result
  /// is as planned; else says why not, and the result becomes that of the file as it is.
  void take(FileResult& result);

  /// Says what was written.
  void finish() const;

 private:
  struct Planned {
    FileResult before;
    std::string content;
    std::vector<std::size_t> covered;  ///< indexes of the findings that go
  };

  void plan_file(FileResult before, SourceFile& file, std::size_t number);

  Request request_;
  std::span<const Settings> settings_;
  std::map<std::size_t, Planned> planned_;  ///< by number of the result
  std::size_t taken_ = 0;
  std::size_t files_ = 0;
  std::size_t findings_ = 0;
};

}  // namespace pglint::cli
