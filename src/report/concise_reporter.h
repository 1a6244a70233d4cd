// A finding a line, as gcc writes them, for editors and tools that match lines.
#pragma once

#include "report/painter.h"
#include "report/reporter.h"

namespace pglint::output {

/// Nothing but findings and notes: no source, no closing lines.
class ConciseReporter final : public Reporter {
 public:
  explicit ConciseReporter(Color color) : paint_(color) {}

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  Painter paint_;
};

}  // namespace pglint::output
