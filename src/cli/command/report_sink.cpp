#include "cli/command/report_sink.h"

#include <cstdio>

#include "text/file.h"

namespace pglint::cli {
namespace {

constexpr std::size_t worth_writing = 64 * 1024;

}  // namespace

bool ReportSink::has_much_to_write() const {
  return file_.empty() && buffer_.size() >= worth_writing;
}

void ReportSink::flush() {
  if (has_much_to_write()) write();
}

std::optional<Error> ReportSink::finish() {
  if (file_.empty()) {
    write();
    return error_;
  }
  const auto written = text::write_file_atomically(file_, buffer_);
  if (!written.ok()) return written.error();
  return std::nullopt;
}

void ReportSink::write() {
  if (to_stderr_) {
    (void)std::fwrite(buffer_.data(), 1, buffer_.size(), stderr);
  } else if (!error_) {
    error_ = text::write_stdout(buffer_);
  }
  buffer_.clear();
}

}  // namespace pglint::cli
