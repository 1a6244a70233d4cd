// The result of linting one file.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parse/source/notice.h"
#include "parse/source/substitute.h"
#include "rule/finding.h"
#include "text/result.h"

namespace pglint {

struct FileResult {
  std::string path;           ///< as given by the user, or as found in a given folder
  std::string database = {};  ///< that the file belongs to, where the run has several
  /// The text that the ranges of findings refer to, in UTF-8 (UTF-16 is decoded). Empty if
  /// unreadable.
  std::string content;
  /// The default branch does not have the file yet, or has it otherwise.
  bool is_pending = false;
  /// For each severity, the findings of the group `migration` that are left out, because the
  /// migration has run.
  std::array<std::size_t, 3> applied_findings = {};
  std::string other_database = {};  ///< that the file is for: `ClickHouse`; empty for PostgreSQL
  std::vector<Finding> findings;    ///< sorted by offset, rule id, message
  /// Reasons why the file, or the part that a `not-analyzed` finding points at, was not analyzed.
  std::vector<std::string> not_analyzed;
  /// Where the file was not read literally, such as replaced placeholders.
  std::vector<parse::Notice> notices;
  /// Names that stand for placeholders, by bytes of `content`; findings show what is written.
  std::vector<parse::Substitute> substitutes = {};
  /// Set if the file could not be read from disk: not a finding, but a failure of the run.
  std::optional<Error> unreadable;

  /// Marks the file as unreadable; keeps only its path.
  void fail(Error error) {
    *this = {
        .path = std::move(path), .database = std::move(database), .not_analyzed = {error.message}};
    unreadable = std::move(error);
  }
};

}  // namespace pglint
