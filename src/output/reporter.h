// What every output format is: something that takes the results of files in order and writes text.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/linter.h"

namespace pglint::output {

enum class Format : std::uint8_t { text, json, sarif };

/// What the whole run came to, counted by the caller.
struct Summary {
  std::size_t files_checked = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::size_t hidden_infos = 0;  ///< found, but below `--severity`
};

struct ReporterOptions {
  bool color = false;
};

/// Writes one report. Call `file` once per file in input order, then `finish` once.
class Reporter {
 public:
  Reporter() = default;
  Reporter(const Reporter&) = delete;
  Reporter& operator=(const Reporter&) = delete;
  virtual ~Reporter() = default;

  /// Appends to `out` what can be written of the file right away, which may be nothing. The result
  /// is not needed afterwards.
  virtual void file(const FileResult& result, std::string& out) = 0;

  /// Appends the rest of the report.
  virtual void finish(const Summary& summary, std::string& out) = 0;
};

[[nodiscard]] std::unique_ptr<Reporter> make_reporter(Format format, const ReporterOptions& options);

}  // namespace pglint::output
