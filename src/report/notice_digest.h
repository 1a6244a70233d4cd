// Notes about how files were read: shown if few, else counted by reason.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "report/painter.h"
#include "report/text_finding.h"
#include "rule/file_result.h"

namespace pglint::report {

class NoticeDigest {
 public:
  void add(const FileResult& result, const TextFindingPrinter& printer);

  /// Appends the notes, a line each, or one line that counts them; nothing without notes.
  void append_to(std::string& out, const Painter& paint, const TextFindingPrinter& printer) const;

 private:
  [[nodiscard]] std::size_t total() const;

  std::string first_;  ///< the lines of the first notes
  std::array<std::size_t, parse::notice_kinds> counts_ = {};
};

}  // namespace pglint::report
