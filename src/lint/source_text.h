// The text of a file in the forms in which it is read. All are equally long, so that an offset
// means the same byte in each. Each form is made once, when it is first asked for.
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
  /// The text `written` of the file that `facts` are about; both outlive this.
  SourceText(const std::string& written, const migration::FileFacts& facts);
  SourceText(const SourceText&) = delete;
  SourceText& operator=(const SourceText&) = delete;

  /// As the file has it: what findings are about and reports quote.
  [[nodiscard]] const std::string& written() const { return written_; }

  /// Valid UTF-8, byte for byte.
  [[nodiscard]] const std::string& valid() const { return repaired_ ? repaired_->text : written_; }

  /// What was changed for that, if anything was.
  [[nodiscard]] std::optional<parse::ParseProblem> encoding_problem() const;

  // Of SQL:

  /// What the file's migration tool makes of it.
  [[nodiscard]] const migration::Script& script();

  /// What the tool sends: without its marks and what it leaves out, but with psql's commands.
  [[nodiscard]] const std::string& sent();

  /// What the server gets of `sent`: psql's commands, variables and data are blanked.
  [[nodiscard]] const std::string& sql();

  /// The shell commands in `sent`: the arguments of psql's `\!`.
  [[nodiscard]] const std::vector<text::Range>& shell_escapes();

  /// Replaces what placeholders are left in `sql` for `parsed`. False where there is none to
  /// replace. Must be called without a live arena on this thread.
  bool fill_placeholders(const parse::PlaceholderSetting& setting);

  /// The first placeholder that was replaced; nothing where none was.
  [[nodiscard]] std::optional<text::Range> first_placeholder() const;

  /// What is given to the parser: `sql`, with the placeholders replaced that were.
  [[nodiscard]] const std::string& parsed() { return filled_ ? filled_->sql : sql(); }

  /// The text whose comments count: also those that only the migration tool reads, but not what
  /// psql does not take for one.
  [[nodiscard]] const std::string& commented();

 private:
  [[nodiscard]] const parse::Preprocessed& preprocessed();

  const std::string& written_;
  const migration::FileFacts& facts_;
  std::optional<text::RepairedUtf8> repaired_;
  std::optional<migration::Script> script_;
  std::optional<parse::Preprocessed> preprocessed_;  ///< of `sent`
  std::optional<parse::FilledText> filled_;
  std::optional<std::string> commented_;  ///< where it is not `sql`
};

}  // namespace pglint
