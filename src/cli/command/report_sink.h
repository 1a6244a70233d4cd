// The destination of a report: standard output, written as it comes, or a file, written when
// complete.
#pragma once

#include <optional>
#include <string>

#include "text/result.h"

namespace pglint::cli {

class ReportSink {
 public:
  /// To `file`, or to standard output if it is empty.
  explicit ReportSink(std::string file) : file_(std::move(file)) {}

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
  std::string buffer_;
  std::optional<Error> error_;
};

}  // namespace pglint::cli
