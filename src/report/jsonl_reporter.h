// JSON a line: each finding as it is found, and at the end what the run came to.
#pragma once

#include "report/finding_json.h"
#include "report/reporter.h"
#include "rule/fingerprint.h"

namespace pglint::output {

class JsonLinesReporter final : public Reporter {
 public:
  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  Fingerprinter fingerprints_;
  FilesJson about_files_;
};

}  // namespace pglint::output
