#include "output/format.h"

#include <algorithm>
#include <array>

namespace pglint::output {
namespace {

// Infos are left out where people look at all of it, and in JUnit, where each would be a failure.
constexpr std::array<FormatInfo, 11> formats = {{
    {Format::text, "text", Severity::warning, false},
    {Format::concise, "concise", Severity::warning, false},
    {Format::json, "json", Severity::info, true},
    {Format::jsonl, "jsonl", Severity::info, true},
    {Format::sarif, "sarif", Severity::info, true},
    {Format::github, "github", Severity::warning, true},
    {Format::gitlab, "gitlab", Severity::info, true},
    {Format::junit, "junit", Severity::warning, true},
    {Format::checkstyle, "checkstyle", Severity::info, true},
    {Format::rdjson, "rdjson", Severity::info, true},
    {Format::markdown, "markdown", Severity::warning, true},
}};

}  // namespace

std::span<const FormatInfo> all_formats() { return formats; }

const FormatInfo& info_of(Format format) {
  return *std::ranges::find(formats, format, &FormatInfo::format);
}

}  // namespace pglint::output
