#include "report/finding_json.h"

#include "report/tool_info.h"

namespace pglint::report {
namespace {

text::Json position(const text::LineIndex& lines, std::size_t offset) {
  const text::Position at = lines.position(offset);
  return {{"line", at.line}, {"column", at.column}, {"offset", offset}};
}

text::Json range(const text::LineIndex& lines, text::Range bytes) {
  return {{"start", position(lines, bytes.begin)}, {"end", position(lines, bytes.end)}};
}

text::Json related_ranges(const text::LineIndex& lines, const Finding& finding) {
  text::Json list = text::Json::array();
  for (const RelatedRange& related : finding.related) {
    list.push_back({{"message", related.message}, {"range", range(lines, related.range)}});
  }
  return list;
}

text::Json fixes(const text::LineIndex& lines, const Finding& finding) {
  text::Json list = text::Json::array();
  for (const Fix& fix : finding.fixes) {
    text::Json edits = text::Json::array();
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

text::Json finding_json(const FindingSource& source, const Finding& finding) {
  text::Json json = {{"rule", finding.rule->id},
                     {"group", name_of(finding.rule->group)},
                     {"severity", name_of(finding.severity)},
                     {"confidence", name_of(finding.confidence)},
                     {"message", finding.message},
                     {"object", finding.object},
                     {"file", source.path},
                     {"range", range(source.lines, finding.range)},
                     {"help", finding.rule->help},
                     {"url", rule_url(*finding.rule)},
                     {"fingerprint", source.fingerprint}};
  if (!finding.related.empty()) json["related"] = related_ranges(source.lines, finding);
  json["fixes"] = fixes(source.lines, finding);
  return json;
}

text::Json tool_json() {
  return {{"name", tool_name},
          {"version", tool_version},
          {"postgresql", postgresql_version},
          {"libpg_query", libpg_query_version}};
}

text::Json counts_json(const Summary& summary) {
  text::Json counts = {{"error", summary.shown[Severity::error]},
                       {"warning", summary.shown[Severity::warning]},
                       {"info", summary.shown[Severity::info]}};
  if (summary.in_baseline > 0) counts["in_baseline"] = summary.in_baseline;
  if (summary.on_unchanged_lines > 0) counts["on_unchanged_lines"] = summary.on_unchanged_lines;
  return counts;
}

void FilesJson::add(const FileResult& result) {
  for (const std::string& reason : result.not_analysed) {
    not_analysed_.push_back({{"file", result.path}, {"reason", reason}});
  }
  if (result.notices.empty()) return;
  const text::LineIndex lines(result.content);
  for (const parse::Notice& notice : result.notices) {
    notices_.push_back({{"file", result.path},
                        {"message", notice.message},
                        {"range", range(lines, notice.range)}});
  }
}

text::Json FilesJson::files(const Summary& summary) const {
  text::Json files = {{"checked", summary.files_checked}, {"not_analysed", not_analysed_}};
  if (!summary.context_not_read.empty()) files["context_not_read"] = summary.context_not_read;
  return files;
}

}  // namespace pglint::report
