// Where a report goes: standard output as it comes, or a file when it is whole.
#pragma once

#include <optional>
#include <string>

#include "text/result.h"

namespace pglint::cli {

class ReportSink {
 public:
  /// To `file`, or to standard output where it is empty.
  explicit ReportSink(std::string file) : file_(std::move(file)) {}

  /// Append what is to be written here, then call `flush`.
  [[nodiscard]] std::string& buffer() { return buffer_; }

  /// Whether so much has piled up for standard output that writing it pays.
  [[nodiscard]] bool has_much_to_write() const;

  /// Writes what has piled up, once that pays; a file is not touched before `finish`.
  void flush();

  /// Writes the rest. Error: the first thing that could not be written.
  [[nodiscard]] std::optional<Error> finish();

 private:
  void write();

  std::string file_;
  std::string buffer_;
  std::optional<Error> error_;
};

}  // namespace pglint::cli
