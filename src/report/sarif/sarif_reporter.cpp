// SARIF 2.1.0 for GitHub code scanning: one run, without what GitHub ignores or rejects.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "report/lock_json.h"
#include "report/reporter.h"
#include "report/reporters.h"
#include "report/sarif/sarif_rule.h"
#include "report/sarif/sarif_uri.h"
#include "report/severity_words.h"
#include "report/tool_info.h"
#include "rule/fingerprint.h"
#include "text/json.h"
#include "text/line/hash.h"
#include "text/line/index.h"
#include "text/utf8.h"

namespace pglint::report {
namespace {

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
  [[nodiscard]] text::Json result(const Source& source, const Finding& finding,
                                  const std::string& fingerprint) const;
  [[nodiscard]] std::vector<std::string> most_severe() const;
  void notify(Severity severity, std::string_view message, text::Json location);

  ReporterOptions options_;
  Fingerprinter fingerprints_;
  std::vector<Result> results_;  ///< in report order, never many more than are written
  SeverityCounts kept_;          ///< counts of `results_`
  std::size_t found_ = 0;
  text::Json notifications_ = text::Json::array();
};

}  // namespace

struct SarifReporter::Source {
  std::string uri;
  text::LineIndex lines;
  std::vector<std::string> line_hashes;  ///< empty if the file is not UTF-8
};

namespace {

text::Json region(const text::LineIndex& lines, text::Range range) {
  const text::Position start = lines.position(range.begin);
  const text::Position end = lines.position(range.end);
  return {{"startLine", start.line},
          {"startColumn", start.utf16_column},
          {"endLine", end.line},
          {"endColumn", end.utf16_column}};
}

text::Json artifact(std::string_view uri) { return {{"uri", uri}}; }

text::Json related_locations(std::string_view uri, const text::LineIndex& lines,
                             const Finding& finding) {
  text::Json locations = text::Json::array();
  for (const RelatedRange& related : finding.related) {
    locations.push_back(
        {{"id", locations.size() + 1},
         {"physicalLocation",
          {{"artifactLocation", artifact(uri)}, {"region", region(lines, related.range)}}},
         {"message", {{"text", sentence(related.message)}}}});
  }
  return locations;
}

text::Json fixes(std::string_view uri, const text::LineIndex& lines, const Finding& finding) {
  text::Json list = text::Json::array();
  for (const Fix& fix : finding.fixes) {
    text::Json replacements = text::Json::array();
    for (const Edit& edit : fix.edits) {
      replacements.push_back({{"deletedRegion", region(lines, edit.range)},
                              {"insertedContent", {{"text", edit.replacement}}}});
    }
    text::Json change = {{"artifactLocation", artifact(uri)},
                         {"replacements", std::move(replacements)}};
    list.push_back({{"description", {{"text", sentence(fix.description)}}},
                    {"artifactChanges", text::Json::array({std::move(change)})}});
  }
  return list;
}

}  // namespace

SarifReporter::SarifReporter(ReporterOptions options) : options_(std::move(options)) {}

void SarifReporter::file(const FileResult& result, std::string& /*out*/) {
  const std::string uri =
      sarif_uri({.path = result.path, .working_directory = options_.working_directory});
  for (const std::string& reason : result.not_analyzed) {
    notify(result.unreadable ? Severity::error : Severity::warning, reason,
           {{"artifactLocation", artifact(uri)}});
  }
  if (result.findings.empty() && result.notices.empty()) return;

  Source source = {.uri = uri, .lines = text::LineIndex(result.content), .line_hashes = {}};
  for (const parse::Notice& notice : result.notices) {
    notify(Severity::info, notice.message,
           {{"artifactLocation", artifact(uri)}, {"region", region(source.lines, notice.range)}});
  }
  if (!text::find_invalid_utf8(result.content)) {
    source.line_hashes = text::line_hashes(result.content);
  }
  for (const Finding& finding : result.findings) {
    ++found_;
    const std::string fingerprint = fingerprints_.next(finding);
    if (!has_room(finding.severity)) continue;
    ++kept_[finding.severity];
    results_.push_back({.severity = finding.severity,
                        .json = text::dump(this->result(source, finding, fingerprint))});
  }
}

/// False if enough results that are at least as severe came before.
bool SarifReporter::has_room(Severity severity) const {
  std::size_t before = 0;
  for (const Severity kept : {Severity::info, Severity::warning, Severity::error}) {
    if (kept >= severity) before += kept_[kept];
  }
  return before < options_.most_results;
}

text::Json SarifReporter::result(const Source& source, const Finding& finding,
                                 const std::string& fingerprint) const {
  text::Json result = {{"ruleId", finding.rule->id}};
  const auto rule = std::ranges::find(options_.rules, finding.rule);
  if (rule != options_.rules.end()) result["ruleIndex"] = rule - options_.rules.begin();
  result["level"] = sarif_level(finding.severity);
  result["message"] = {{"text", message_with_help(finding)}};

  text::Json location = {{"physicalLocation",
                          {{"artifactLocation", artifact(source.uri)},
                           {"region", region(source.lines, finding.range)}}}};
  if (!finding.object.empty()) {
    location["logicalLocations"] = text::Json::array({{{"fullyQualifiedName", finding.object}}});
  }
  result["locations"] = text::Json::array({std::move(location)});
  if (!finding.related.empty()) {
    result["relatedLocations"] = related_locations(source.uri, source.lines, finding);
  }
  text::Json& fingerprints = result["partialFingerprints"];
  if (!source.line_hashes.empty()) {
    const std::size_t line = source.lines.position(finding.range.begin).line;
    fingerprints["primaryLocationLineHash"] = source.line_hashes[line - 1];
  }
  fingerprints["pglint/v1"] = fingerprint;
  if (!finding.fixes.empty()) result["fixes"] = fixes(source.uri, source.lines, finding);
  result["properties"] = {{"confidence", name_of(finding.confidence)}};
  if (finding.locks != nullptr) {
    result["properties"]["locks"] = finding_lock_json(*finding.locks);
  }
  return result;
}

/// `location` is a physicalLocation, or null if the notification is about the whole run.
void SarifReporter::notify(Severity severity, std::string_view message, text::Json location) {
  text::Json notification = {{"level", sarif_level(severity)},
                             {"message", {{"text", sentence(message)}}}};
  if (!location.is_null()) {
    notification["locations"] = text::Json::array({{{"physicalLocation", std::move(location)}}});
  }
  notifications_.push_back(std::move(notification));
}

/// The results to write: the most severe ones, in report order.
std::vector<std::string> SarifReporter::most_severe() const {
  SeverityCounts left;
  std::size_t room = options_.most_results;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    left[severity] = std::min(room, kept_[severity]);
    room -= left[severity];
  }
  std::vector<std::string> shown;
  for (const Result& result : results_) {
    if (left[result.severity] == 0) continue;
    --left[result.severity];
    shown.push_back(result.json);
  }
  return shown;
}

void SarifReporter::finish(const Summary& summary, std::string& out) {
  const std::vector<std::string> results = most_severe();
  if (results.size() < found_) {
    notify(Severity::warning,
           fmt::format("this report has only the {} most severe of {} findings; `--format json` "
                       "has all",
                       results.size(), found_),
           nullptr);
  }
  if (!summary.failure.empty()) notify(Severity::error, summary.failure, nullptr);
  if (!summary.context_not_read.empty()) notify(Severity::info, context_note(summary), nullptr);
  text::Json rules = text::Json::array();
  for (const Rule* rule : options_.rules) rules.push_back(sarif_rule(*rule));
  text::Json driver = {{"name", tool_name}, {"semanticVersion", tool_version}};
  if (!tool_url.empty()) driver["informationUri"] = tool_url;
  driver["rules"] = std::move(rules);
  const text::Json tool = {{"driver", std::move(driver)}};
  const text::Json invocation = {{"executionSuccessful", summary.linted},
                                 {"toolExecutionNotifications", notifications_}};
  out += fmt::format(R"({{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {{
      "tool": {},
      "invocations": [{}],
      "columnKind": "utf16CodeUnits",
      "results": [)",
                     text::dump(tool), text::dump(invocation));
  for (std::size_t index = 0; index < results.size(); ++index) {
    out += (index == 0 ? "\n        " : ",\n        ") + results[index];
  }
  out += results.empty() ? "]" : "\n      ]";
  out += "\n    }\n  ]\n}\n";
}

std::unique_ptr<Reporter> make_sarif_reporter(const ReporterOptions& options) {
  return std::make_unique<SarifReporter>(options);
}

}  // namespace pglint::report
