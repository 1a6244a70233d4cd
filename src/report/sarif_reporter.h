// SARIF 2.1.0 as GitHub code scanning takes it: one run, what it ignores left out, what it refuses
// avoided.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/reporter.h"
#include "rule/fingerprint.h"
#include "text/json.h"

namespace pglint::output {

class SarifReporter final : public Reporter {
 public:
  explicit SarifReporter(ReporterOptions options);

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  struct Source;
  struct Result {
    Severity severity;
    std::string json;
  };

  [[nodiscard]] bool has_room(Severity severity) const;
  [[nodiscard]] Json result(const Source& source, const Finding& finding,
                            const std::string& fingerprint) const;
  [[nodiscard]] std::vector<std::string> most_severe() const;
  void notify(Severity severity, std::string_view message, Json location);

  ReporterOptions options_;
  Fingerprinter fingerprints_;
  std::vector<Result> results_;  ///< in the order of the report, never many more than are written
  SeverityCounts kept_;          ///< what is in `results_`
  std::size_t found_ = 0;
  Json notifications_ = Json::array();
};

}  // namespace pglint::output
