// One finding for people: place, message, source with carets, help.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>

#include "report/painter.h"
#include "rule/file_result.h"
#include "text/line/index.h"

namespace pglint::report {

class TextFindingPrinter {
 public:
  /// `columns` is the width of the terminal; 0 if there is none.
  explicit TextFindingPrinter(Painter paint, std::size_t columns = 0)
      : paint_(std::move(paint)), columns_(columns) {}

  /// Appends every finding of `result`, each followed by an empty line.
  void append_findings(const FileResult& result, std::string& out) const;

  /// Appends a line for each notice of `result`.
  void append_notices(const FileResult& result, std::string& out) const;

 private:
  struct Source;

  void append(const Source& source, const Finding& finding, std::string& out) const;
  void append_place(const Source& source, text::Range range, std::string& out) const;
  /// Several in a row with one message are one line.
  void append_related(const Source& source, std::span<const RelatedRange> related,
                      std::string& out) const;
  static void append_more_places(const Source& source, std::span<const RelatedRange> places,
                                 std::string& out);
  void append_snippet(const Source& source, text::Range range, Paint caret, std::string& out) const;

  Painter paint_;
  std::size_t columns_;
};

}  // namespace pglint::report
