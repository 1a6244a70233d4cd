// The findings as one JSON document; docs/report.schema.json says what is in it.
#pragma once

#include "report/finding_json.h"
#include "report/reporter.h"
#include "rule/fingerprint.h"

namespace pglint::output {

/// Findings are written as they come, one a line; the rest is small.
class JsonReporter final : public Reporter {
 public:
  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  void append(const std::string& finding, std::string& out);
  void append_head(std::string& out);

  Fingerprinter fingerprints_;
  FilesJson about_files_;
  std::size_t findings_ = 0;
};

}  // namespace pglint::output
