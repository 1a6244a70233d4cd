// What linting one file came to.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parse/source/notice.h"
#include "rule/finding.h"
#include "text/result.h"

namespace pglint {

/// What is known about one file after linting it.
struct FileResult {
  std::string path;  ///< as users gave it or as it was found below what they gave
  /// The text that the findings' ranges count, in UTF-8: a file in UTF-16 is decoded. Empty if
  /// unreadable.
  std::string content;
  std::vector<Finding> findings;  ///< sorted by offset, rule id, message
  /// Why the file, or the part that a `not-analysed` finding points at, was not analysed.
  std::vector<std::string> not_analysed;
  /// How the file was read where that is not as it stands there.
  std::vector<parse::Notice> notices;
  /// The file could not be read from disk at all: no finding, but a failure of the run.
  std::optional<Error> unreadable;

  /// Drops all but the path: what is to be known of the file is that it could not be read.
  void fail(Error error) {
    *this = {.path = std::move(path), .not_analysed = {error.message}};
    unreadable = std::move(error);
  }
};

}  // namespace pglint
