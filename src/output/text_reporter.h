// Findings for people: place, message, the source with carets, and what to do.
#pragma once

#include "output/painter.h"
#include "output/reporter.h"
#include "text/line_index.h"

namespace pglint::output {

class TextReporter final : public Reporter {
 public:
  explicit TextReporter(Color color) : paint_(color) {}

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  struct Source;

  void append(const Source& source, const parse::Notice& notice, std::string& out) const;
  void append(const Source& source, const Finding& finding, std::string& out) const;
  void append_place(const Source& source, text::Range range, std::string& out) const;
  void append_snippet(const Source& source, text::Range range, Paint caret, std::string& out) const;

  Painter paint_;
};

/// The line that ends a report for people: how many files and findings, and what is not shown.
[[nodiscard]] std::string summary_line(const Summary& summary, const Painter& paint);

/// The line above it about context that could not be read; empty where there is none.
[[nodiscard]] std::string context_line(const Summary& summary, const Painter& paint);

}  // namespace pglint::output
