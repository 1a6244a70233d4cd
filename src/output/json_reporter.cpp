#include "output/json_reporter.h"

#include "output/tool_info.h"
#include "text/line_index.h"

namespace pglint::output {
namespace {

Json position(const text::LineIndex& lines, std::size_t offset) {
  const text::Position at = lines.position(offset);
  return {{"line", at.line}, {"column", at.column}, {"offset", offset}};
}

Json range(const text::LineIndex& lines, text::Range bytes) {
  return {{"start", position(lines, bytes.begin)}, {"end", position(lines, bytes.end)}};
}

Json related_ranges(const text::LineIndex& lines, const Finding& finding) {
  Json list = Json::array();
  for (const RelatedRange& related : finding.related) {
    list.push_back({{"message", related.message}, {"range", range(lines, related.range)}});
  }
  return list;
}

Json fixes(const text::LineIndex& lines, const Finding& finding) {
  Json list = Json::array();
  for (const Fix& fix : finding.fixes) {
    Json edits = Json::array();
    for (const Edit& edit : fix.edits) {
      edits.push_back({{"range", range(lines, edit.range)}, {"replacement", edit.replacement}});
    }
    list.push_back({{"description", fix.description},
                    {"safety", name_of(fix.safety)},
                    {"edits", std::move(edits)}});
  }
  return list;
}

}  // namespace

void JsonReporter::file(const FileResult& result, std::string& out) {
  for (const std::string& reason : result.not_analysed) {
    not_analysed_.push_back({{"file", result.path}, {"reason", reason}});
  }
  if (result.findings.empty() && result.notices.empty()) return;
  const text::LineIndex lines(result.content);
  for (const parse::Notice& notice : result.notices) {
    notices_.push_back({{"file", result.path},
                        {"message", notice.message},
                        {"range", range(lines, notice.range)}});
  }
  for (const Finding& finding : result.findings) {
    Json json = {{"rule", finding.rule->id},
                 {"group", name_of(finding.rule->group)},
                 {"severity", name_of(finding.severity)},
                 {"confidence", name_of(finding.confidence)},
                 {"message", finding.message},
                 {"object", finding.object},
                 {"file", result.path},
                 {"range", range(lines, finding.range)},
                 {"help", finding.rule->help},
                 {"url", rule_url(*finding.rule)},
                 {"fingerprint", fingerprints_.next(finding)}};
    if (!finding.related.empty()) json["related"] = related_ranges(lines, finding);
    json["fixes"] = fixes(lines, finding);
    append(dump(json), out);
  }
}

void JsonReporter::finish(const Summary& summary, std::string& out) {
  append_head(out);
  Json files = {{"checked", summary.files_checked}, {"not_analysed", not_analysed_}};
  if (!summary.context_not_read.empty()) files["context_not_read"] = summary.context_not_read;
  Json counts = {{"error", summary.shown[Severity::error]},
                 {"warning", summary.shown[Severity::warning]},
                 {"info", summary.shown[Severity::info]}};
  if (summary.in_baseline > 0) counts["in_baseline"] = summary.in_baseline;
  if (summary.on_unchanged_lines > 0) counts["on_unchanged_lines"] = summary.on_unchanged_lines;
  out += findings_ == 0 ? "],\n" : "\n  ],\n";
  out += "  \"notices\": " + dump(notices_) + ",\n  \"files\": " + dump(files) +
         ",\n  \"summary\": " + dump(counts) + "\n}\n";
}

void JsonReporter::append(const std::string& finding, std::string& out) {
  append_head(out);
  out += (findings_++ == 0 ? "\n    " : ",\n    ") + finding;
}

/// Everything in front of the first finding, once.
void JsonReporter::append_head(std::string& out) {
  if (findings_ > 0) return;
  const Json tool = {{"name", tool_name},
                     {"version", tool_version},
                     {"postgresql", postgresql_version},
                     {"libpg_query", libpg_query_version}};
  out += "{\n  \"version\": 1,\n  \"tool\": " + dump(tool) + ",\n  \"findings\": [";
}

}  // namespace pglint::output
