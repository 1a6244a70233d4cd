#include "report/format.h"

#include <algorithm>
#include <array>

#include "report/reporters.h"
#include "text/ascii.h"

namespace pglint::report {
namespace {

// Formats for people omit infos, and so does JUnit, where each would be a failure.
constexpr std::array<FormatInfo, 11> formats = {{
    {Format::text, "text", Severity::warning, false, false, make_text_reporter},
    {Format::concise, "concise", Severity::warning, false, false, make_concise_reporter},
    {Format::json, "json", Severity::info, true, false, make_json_reporter},
    {Format::jsonl, "jsonl", Severity::info, true, false, make_jsonl_reporter},
    {Format::sarif, "sarif", Severity::info, true, true, make_sarif_reporter},
    {Format::github, "github", Severity::warning, true, true, make_github_reporter},
    {Format::gitlab, "gitlab", Severity::info, true, false, make_gitlab_reporter},
    {Format::junit, "junit", Severity::warning, true, true, make_junit_reporter},
    {Format::checkstyle, "checkstyle", Severity::info, true, false, make_checkstyle_reporter},
    {Format::rdjson, "rdjson", Severity::info, true, false, make_rdjson_reporter},
    {Format::markdown, "markdown", Severity::warning, true, true, make_markdown_reporter},
}};

/// `:12:3`, as in `a.sql:12:3`.
bool has_place(std::string_view line) {
  for (std::size_t at = line.find(':'); at != std::string_view::npos; at = line.find(':', at + 1)) {
    const std::size_t second = line.find_first_not_of("0123456789", at + 1);
    if (second == std::string_view::npos || second == at + 1) continue;
    if (line[second] == ':' && second + 1 < line.size() && text::is_digit(line[second + 1])) {
      return true;
    }
  }
  return false;
}

/// Text that is only in reports of the format; empty for those that are lines.
std::string_view mark_of(Format format) {
  switch (format) {
    case Format::text:
    case Format::concise:
    case Format::github:
      return {};
    case Format::json:
    case Format::jsonl:
    case Format::sarif:
    case Format::rdjson:
      return R"("name":"pglint")";
    case Format::gitlab:
      return R"("check_name")";
    case Format::junit:
      return R"(<testsuites name="pglint")";
    case Format::checkstyle:
      return "<checkstyle ";
    case Format::markdown:
      return "## pglint\n";
  }
  return {};
}

}  // namespace

bool is_report(Format format, std::string_view content) {
  const std::string_view first_line = content.substr(0, content.find('\n'));
  if (content.empty() || (format == Format::gitlab && first_line == "[]")) return true;
  const std::string_view mark = mark_of(format);
  if (!mark.empty()) return content.find(mark) != std::string_view::npos;
  const bool is_command = format == Format::github && first_line.starts_with("::");
  return is_command || has_place(first_line) ||
         content.find(" checked: ") != std::string_view::npos;
}

std::span<const FormatInfo> all_formats() { return formats; }

const FormatInfo& info_of(Format format) {
  return *std::ranges::find(formats, format, &FormatInfo::format);
}

}  // namespace pglint::report
