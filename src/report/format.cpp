#include "report/format.h"

#include <algorithm>
#include <array>

namespace pglint::output {
namespace {

// Infos are left out where people look at all of it, and in JUnit, where each would be a failure.
constexpr std::array<FormatInfo, 11> formats = {{
    {Format::text, "text", Severity::warning, false, false},
    {Format::concise, "concise", Severity::warning, false, false},
    {Format::json, "json", Severity::info, true, false},
    {Format::jsonl, "jsonl", Severity::info, true, false},
    {Format::sarif, "sarif", Severity::info, true, true},
    {Format::github, "github", Severity::warning, true, true},
    {Format::gitlab, "gitlab", Severity::info, true, false},
    {Format::junit, "junit", Severity::warning, true, true},
    {Format::checkstyle, "checkstyle", Severity::info, true, false},
    {Format::rdjson, "rdjson", Severity::info, true, false},
    {Format::markdown, "markdown", Severity::warning, true, true},
}};

}  // namespace

std::span<const FormatInfo> all_formats() { return formats; }

const FormatInfo& info_of(Format format) {
  return *std::ranges::find(formats, format, &FormatInfo::format);
}

}  // namespace pglint::output
