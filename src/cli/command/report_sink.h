// The destination of a report: standard output, written as it comes, or a file, written when
// complete.
#pragma once

#include <optional>
#include <string>

#include "text/result.h"

namespace pglint::cli {

class ReportSink {
 public:
  /// To `file`, or to standard output if it is empty; to standard error if that has other output.
  explicit ReportSink(std::string file, bool to_stderr = false)
      : file_(std::move(file)), to_stderr_(to_stderr) {}

  /// Append what is to be written here, then call `flush`.
  [[nodiscard]] std::string& buffer() { return buffer_; }

  /// Whether `flush` would write.
  [[nodiscard]] bool has_much_to_write() const;

  /// Writes the buffer to standard output if it is large enough; a file is written by `finish`
  /// only.
  void flush();

  /// Error: the first write that failed.
  [[nodiscard]] std::optional<Error> finish();

 private:
  void write();

  std::string file_;
  bool to_stderr_ = false;
  std::string buffer_;
  std::optional<Error> error_;
};

}  // namespace pglint::cli
