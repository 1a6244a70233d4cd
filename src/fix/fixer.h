// Fixes the findings of a run in memory: lints the files, edits them, and lints them again until
// nothing is left to fix. Every fix is proven first, see `text_proof.h` and `finding_proof.h`.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "fix/finding_proof.h"
#include "lint/run.h"
#include "lint/source_file.h"
#include "rule/file_result.h"
#include "rule/finding.h"
#include "rule/settings.h"

namespace pglint::fix {

/// What to fix.
struct Request {
  FixSafety most = FixSafety::safe;  ///< fixes of this safety and safer ones
  std::size_t jobs = 1;
  bool keeps_lines = false;  ///< no fix may add or remove lines
  /// Whether the run would show a finding.
  std::function<bool(const FileResult& file, const Finding& finding)> is_wanted;
  /// Whether a finding in a file may be fixed there.
  std::function<bool(const SourceFile& file, const FileResult& result, const Finding& finding)>
      may_edit;
  IsOld is_old;  ///< as for `lint_files`
};

struct FixedFile {
  std::size_t file = 0;  ///< index of the file
  std::string before;
  std::string after;
};

/// A fix that failed its proof.
struct FailedFix {
  std::string path;
  const Rule* rule = nullptr;
  text::Range at;  ///< bytes of the text when it was tried
  std::size_t line = 1;
  std::string reason;
};

struct Outcome {
  std::vector<FixedFile> files;  ///< in order
  std::size_t fixed = 0;         ///< findings
  std::size_t need_unsafe = 0;   ///< wanted findings left whose fix is less safe than asked for
  std::vector<FailedFix> failed;
  std::size_t untried = 0;     ///< fixes left because so many others failed
  std::size_t unreadable = 0;  ///< files
};

/// Fixes what `request` wants in `files`, which do not change. `settings` are those of the files.
[[nodiscard]] Outcome fix_files(const std::vector<SourceFile>& files,
                                std::span<const Settings> settings, const Request& request);

}  // namespace pglint::fix
