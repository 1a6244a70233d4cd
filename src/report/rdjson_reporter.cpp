// Reviewdog's diagnostic format: lines and columns count from 1, columns in bytes of UTF-8.
#include <cassert>
#include <cstddef>
#include <string>

#include "report/reporter.h"
#include "report/reporters.h"
#include "report/severity_words.h"
#include "report/tool_info.h"
#include "text/json.h"
#include "text/line/index.h"
#include "text/relative_path.h"

namespace pglint::report {
namespace {

class RdjsonReporter final : public Reporter {
 public:
  explicit RdjsonReporter(std::string working_directory)
      : working_directory_(std::move(working_directory)) {}

  void file(const FileResult& result, std::string& out) override;
  void finish(const Summary& summary, std::string& out) override;

 private:
  void append_head(std::string& out);
  void append(const text::Json& diagnostic, std::string& out);

  std::string working_directory_;
  std::size_t diagnostics_ = 0;
};

std::string_view rdjson_severity(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "INFO";
    case Severity::warning:
      return "WARNING";
    case Severity::error:
      return "ERROR";
  }
  assert(false);
  return {};
}

text::Json rdjson_position(const text::LineIndex& lines, std::size_t offset) {
  const std::size_t line = lines.position(offset).line;
  const std::size_t begin = lines.line_range(line).begin;
  return {{"line", line}, {"column", offset > begin ? offset - begin + 1 : 1}};
}

text::Json rdjson_range(const text::LineIndex& lines, text::Range bytes) {
  return {{"start", rdjson_position(lines, bytes.begin)},
          {"end", rdjson_position(lines, bytes.end)}};
}

/// Reviewdog offers each suggestion separately, which would split a fix with several edits.
text::Json suggestions(const text::LineIndex& lines, const Finding& finding) {
  text::Json list = text::Json::array();
  for (const Fix& fix : finding.fixes) {
    if (fix.edits.size() != 1) continue;
    const Edit& edit = fix.edits.front();
    list.push_back({{"range", rdjson_range(lines, edit.range)}, {"text", edit.replacement}});
  }
  return list;
}

text::Json diagnostic_json(const std::string& path, const text::LineIndex& lines,
                           const Finding& finding) {
  const auto location = [&](text::Range bytes) {
    return text::Json{{"path", path}, {"range", rdjson_range(lines, bytes)}};
  };
  text::Json diagnostic = {{"message", message_with_help(finding)},
                           {"location", location(finding.range)},
                           {"severity", rdjson_severity(finding.severity)},
                           {"code", {{"value", finding.rule->id}}}};
  if (std::string url = rule_url(*finding.rule); !url.empty()) {
    diagnostic["code"]["url"] = std::move(url);
  }
  for (const RelatedRange& related : finding.related) {
    diagnostic["related_locations"].push_back(
        {{"message", sentence(related.message)}, {"location", location(related.range)}});
  }
  text::Json offered = suggestions(lines, finding);
  if (!offered.empty()) diagnostic["suggestions"] = std::move(offered);
  return diagnostic;
}

}  // namespace

void RdjsonReporter::file(const FileResult& result, std::string& out) {
  const std::string path =
      text::relative_path({.path = result.path, .working_directory = working_directory_});
  if (result.unreadable) {
    append({{"message", sentence(result.unreadable->message)},
            {"location", {{"path", path}}},
            {"severity", "ERROR"}},
           out);
    return;
  }
  if (result.findings.empty()) return;
  const text::LineIndex lines(result.content);
  for (const Finding& finding : result.findings) {
    append(diagnostic_json(path, lines, finding), out);
  }
}

void RdjsonReporter::finish(const Summary& /*summary*/, std::string& out) {
  append_head(out);
  out += diagnostics_ == 0 ? "]\n}\n" : "\n  ]\n}\n";
}

void RdjsonReporter::append(const text::Json& diagnostic, std::string& out) {
  append_head(out);
  out += (diagnostics_++ == 0 ? "\n    " : ",\n    ") + text::dump(diagnostic);
}

void RdjsonReporter::append_head(std::string& out) {
  if (diagnostics_ > 0) return;
  text::Json source = {{"name", tool_name}};
  if (!tool_url.empty()) source["url"] = tool_url;
  out += "{\n  \"source\": " + text::dump(source) + ",\n  \"diagnostics\": [";
}

std::unique_ptr<Reporter> make_rdjson_reporter(const ReporterOptions& options) {
  return std::make_unique<RdjsonReporter>(options.working_directory);
}

}  // namespace pglint::report
