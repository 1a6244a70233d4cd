// The formats of reports: what they are called, and what goes for each.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "rule/rule.h"

namespace pglint::report {

class Reporter;
struct ReporterOptions;

enum class Format : std::uint8_t {
  text,
  concise,
  json,
  jsonl,
  sarif,
  github,
  gitlab,
  junit,
  checkstyle,
  rdjson,
  markdown
};

struct FormatInfo {
  Format format;
  std::string_view name;       ///< as users write it
  Severity lowest_by_default;  ///< lowest severity shown by default
  /// The report is written even if nothing could be linted.
  bool is_document;
  /// The report has a place for why nothing was linted; others report it for a path.
  bool says_failure;
  std::unique_ptr<Reporter> (*make)(const ReporterOptions& options);
};

/// Every format, in the order in which they are listed.
[[nodiscard]] std::span<const FormatInfo> all_formats();

[[nodiscard]] const FormatInfo& info_of(Format format);

/// Whether `content` is empty or looks like a report in this format, so that a new one may replace
/// it.
[[nodiscard]] bool is_report(Format format, std::string_view content);

}  // namespace pglint::report
