// A file during a run, from its first statement to its last finding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lint/source_file.h"
#include "lint/step.h"
#include "migration/edit.h"
#include "parse/source/embedded_text.h"
#include "rule/file_result.h"
#include "suppress/suppression.h"
#include "text/range.h"

namespace pglint {

/// A section of a file that runs with a deployment; all of most files.
struct LintedSection {
  std::string id;               ///< as of `migration::Section`
  text::Range first_statement;  ///< bytes of the file
  bool can_be_undone = false;   ///< as of `can_be_undone` (history/undone.h), of any statement
  /// The statement from which it differs from `source.before`, or the one after what is gone;
  /// nothing if there is none.
  std::optional<text::Range> edited_statement = {};
};

struct LintedFile {
  SourceFile source;             ///< its content moved to `result`
  std::size_t number = 0;        ///< 0-based position in the run
  FileResult result;             ///< findings are unsorted until the end
  std::vector<Step> steps = {};  ///< steps that wait for the schema
  /// Of a Prisma schema: the DDL that it stands for. Places in steps count its bytes; findings in
  /// `result` and in questions those of the schema.
  std::shared_ptr<const parse::EmbeddedText> composed = {};
  /// Of a Prisma schema: the number of steps up to the end of each phase (psl/composer.h).
  std::vector<std::size_t> phase_ends = {};
  std::vector<LintedSection> sections = {};  ///< those with statements
  bool has_down_statements = false;          ///< in a section of the file
  bool has_down_section = false;
  bool runs_unknown_sql = false;             ///< of EXECUTE, that may change the schema
  bool keeps_down_words = false;             ///< a rule wants the following
  std::vector<std::string> down_words = {};  ///< of down migrations in it, folded and sorted
  std::vector<migration::EditedSection> edited_sections = {};  ///< compared to `source.before`
  Suppressions suppressions = {};  ///< applied when all findings are known
  bool is_without_data = false;    ///< see `parse::blank_data`
  /// Hash of the text that was dropped while the file waits for the schema.
  std::optional<std::uint64_t> dropped_text = {};
};

}  // namespace pglint
