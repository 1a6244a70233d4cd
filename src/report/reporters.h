// Every report, one function each; `make_reporter` chooses by the format.
#pragma once

#include <memory>

#include "report/reporter.h"

namespace pglint::report {

/// Checkstyle's XML, which many CI servers and editors read.
[[nodiscard]] std::unique_ptr<Reporter> make_checkstyle_reporter(const ReporterOptions& options);

/// A finding a line, as gcc writes them, for editors and tools that match lines.
[[nodiscard]] std::unique_ptr<Reporter> make_concise_reporter(const ReporterOptions& options);

/// Workflow commands, which GitHub turns into annotations of a pull request, and the report in text
/// for those who read the log.
[[nodiscard]] std::unique_ptr<Reporter> make_github_reporter(const ReporterOptions& options);

/// GitLab's Code Quality report: what a merge request adds, beside its diff.
[[nodiscard]] std::unique_ptr<Reporter> make_gitlab_reporter(const ReporterOptions& options);

/// The findings as one JSON document; docs/report.schema.json says what is in it.
[[nodiscard]] std::unique_ptr<Reporter> make_json_reporter(const ReporterOptions& options);

/// JSON a line: each finding as it is found, and at the end what the run came to.
[[nodiscard]] std::unique_ptr<Reporter> make_jsonl_reporter(const ReporterOptions& options);

/// JUnit's XML: a suite for each file, a failed test for each finding.
[[nodiscard]] std::unique_ptr<Reporter> make_junit_reporter(const ReporterOptions& options);

/// A summary in Markdown for the page of a CI job: counts, a table by rule, the worst findings.
[[nodiscard]] std::unique_ptr<Reporter> make_markdown_reporter(const ReporterOptions& options);

/// Reviewdog's diagnostic format: lines and columns count from 1, columns in bytes of UTF-8.
[[nodiscard]] std::unique_ptr<Reporter> make_rdjson_reporter(const ReporterOptions& options);

/// SARIF 2.1.0 as GitHub code scanning takes it: one run, what it ignores left out, what it refuses
/// avoided.
[[nodiscard]] std::unique_ptr<Reporter> make_sarif_reporter(const ReporterOptions& options);

/// Instead of findings, how many there are of each rule: where to start on an old schema.
[[nodiscard]] std::unique_ptr<Reporter> make_statistics_reporter(const ReporterOptions& options);

/// Findings for people: all of a few, and of many, how many there are of each rule and where to
/// look first.
[[nodiscard]] std::unique_ptr<Reporter> make_text_reporter(const ReporterOptions& options);

}  // namespace pglint::report
