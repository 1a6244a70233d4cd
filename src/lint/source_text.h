// The text of a file in all forms that are needed. All have the same length and the same offsets.
// Each form is made once, when it is first used.
//
//     written ── valid ── sent ── sql ── parsed
//                  └───── commented
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "migration/runner.h"
#include "migration/script.h"
#include "parse/source/placeholder.h"
#include "parse/source/placeholder_filler.h"
#include "parse/source/preprocess.h"
#include "parse/tree/statement.h"
#include "text/encoding.h"
#include "text/range.h"

namespace pglint {

/// For one thread.
class SourceText {
 public:
  /// `written` is the text of the file with `facts`; both must outlive this.
  SourceText(const std::string& written, const migration::FileFacts& facts);
  SourceText(const SourceText&) = delete;
  SourceText& operator=(const SourceText&) = delete;

  /// The original text, which findings and reports refer to.
  [[nodiscard]] const std::string& written() const { return written_; }

  /// Valid UTF-8, byte for byte.
  [[nodiscard]] const std::string& valid() const { return repaired_ ? repaired_->text : written_; }

  /// The problem if `valid` differs from `written`.
  [[nodiscard]] std::optional<parse::ParseProblem> encoding_problem() const;

  // For SQL:

  /// The sections that the migration tool finds.
  [[nodiscard]] const migration::Script& script();

  /// The text that the tool sends: without its markers and what it skips, but with psql commands.
  [[nodiscard]] const std::string& sent();

  /// The part of `sent` that the server gets: psql commands, variables and data are blanked.
  [[nodiscard]] const std::string& sql();

  /// The shell commands in `sent`: the arguments of psql's `\!`.
  [[nodiscard]] const std::vector<text::Range>& shell_escapes();

  /// The variables of psql in `sql`.
  [[nodiscard]] const std::vector<parse::PsqlVariable>& variables();

  /// Replaces the placeholders and variables left in `sql` for `parsed`. False if there are none.
  /// Call it without a live arena on this thread.
  bool fill_placeholders(const parse::PlaceholderSetting& setting);

  /// The first replaced placeholder, if any.
  [[nodiscard]] std::optional<text::Range> first_placeholder() const;

  /// The text for the parser: `sql` with placeholders replaced.
  [[nodiscard]] const std::string& parsed() { return filled_ ? filled_->sql : sql(); }

  /// The text to find comments in: includes those that only the migration tool reads, but not what
  /// psql treats differently.
  [[nodiscard]] const std::string& commented();

 private:
  [[nodiscard]] const parse::Preprocessed& preprocessed();

  const std::string& written_;
  const migration::FileFacts& facts_;
  std::optional<text::RepairedUtf8> repaired_;
  std::optional<migration::Script> script_;
  std::optional<parse::Preprocessed> preprocessed_;  ///< of `sent`
  std::optional<parse::FilledText> filled_;
  std::optional<std::string> commented_;  ///< if it differs from `sql`
};

}  // namespace pglint
