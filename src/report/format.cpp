#include "report/format.h"

#include <algorithm>
#include <array>

#include "report/reporters.h"

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

}  // namespace

std::span<const FormatInfo> all_formats() { return formats; }

const FormatInfo& info_of(Format format) {
  return *std::ranges::find(formats, format, &FormatInfo::format);
}

}  // namespace pglint::report
