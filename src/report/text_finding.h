// One finding for people: place, message, source with carets, help.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "report/painter.h"
#include "rule/file_result.h"
#include "text/line/index.h"
#include "text/wrap.h"

namespace pglint::report {

/// After `  help: `.
inline constexpr std::size_t indent_of_help = 8;

class TextFindingPrinter {
 public:
  /// `columns` is the width of the terminal; 0 if there is none.
  explicit TextFindingPrinter(Painter paint, std::size_t columns = 0)
      : paint_(std::move(paint)), columns_(columns) {}

  /// Appends every finding of `result`, each followed by an empty line.
  void append_findings(const FileResult& result, std::string& out) const;

  /// Appends a line for each notice of `result`.
  void append_notices(const FileResult& result, std::string& out) const;

  /// Appends the line in which `finding` begins, with carets; `lines` are those of its file.
  void append_first_line(const text::LineIndex& lines, const Finding& finding,
                         std::string& out) const;

  /// `line` as rows of the terminal, with a line end.
  [[nodiscard]] std::string rows(std::string_view line, std::size_t indent = 4) const {
    return text::wrapped(line, columns_, indent) + '\n';
  }

 private:
  struct Source;

  void append(const Source& source, const Finding& finding, std::string& out) const;
  [[nodiscard]] std::string place(const Source& source, text::Range range) const;
  /// Several in a row with one message are one line.
  void append_related(const Source& source, std::span<const RelatedRange> related,
                      std::string& out) const;
  static std::string more_places(const Source& source, std::span<const RelatedRange> places);
  void append_snippet(const text::LineIndex& lines, text::Range range, Paint caret,
                      std::string& out) const;

  Painter paint_;
  std::size_t columns_;
};

}  // namespace pglint::report
