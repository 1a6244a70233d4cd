// One function per format; `make_reporter` chooses among them.
#pragma once

#include <memory>

#include "report/reporter.h"

namespace pglint::report {

/// Checkstyle XML, which many CI servers and editors read.
[[nodiscard]] std::unique_ptr<Reporter> make_checkstyle_reporter(const ReporterOptions& options);

/// One finding per line, as gcc writes them, for editors and tools that match lines.
[[nodiscard]] std::unique_ptr<Reporter> make_concise_reporter(const ReporterOptions& options);

/// Workflow commands, which GitHub shows as annotations of a pull request, and the report in text
/// for the log.
[[nodiscard]] std::unique_ptr<Reporter> make_github_reporter(const ReporterOptions& options);

/// GitLab's Code Quality report, which merge requests show.
[[nodiscard]] std::unique_ptr<Reporter> make_gitlab_reporter(const ReporterOptions& options);

/// The findings as one JSON document, as described in docs/report.schema.json.
[[nodiscard]] std::unique_ptr<Reporter> make_json_reporter(const ReporterOptions& options);

/// One JSON object per line: each finding, then a summary.
[[nodiscard]] std::unique_ptr<Reporter> make_jsonl_reporter(const ReporterOptions& options);

/// JUnit XML: a suite per file, a failed test per finding.
[[nodiscard]] std::unique_ptr<Reporter> make_junit_reporter(const ReporterOptions& options);

/// A summary in Markdown for the page of a CI job: counts, a table of rules, the worst findings.
[[nodiscard]] std::unique_ptr<Reporter> make_markdown_reporter(const ReporterOptions& options);

/// Reviewdog's diagnostic format: lines and columns count from 1, columns in bytes of UTF-8.
[[nodiscard]] std::unique_ptr<Reporter> make_rdjson_reporter(const ReporterOptions& options);

/// SARIF 2.1.0 for GitHub code scanning: one run, without what GitHub ignores or rejects.
[[nodiscard]] std::unique_ptr<Reporter> make_sarif_reporter(const ReporterOptions& options);

/// The number of findings per rule: where to start with an old schema.
[[nodiscard]] std::unique_ptr<Reporter> make_statistics_reporter(const ReporterOptions& options);

/// Findings for people. A large report is grouped by rule, with the first places of each.
[[nodiscard]] std::unique_ptr<Reporter> make_text_reporter(const ReporterOptions& options);

}  // namespace pglint::report
