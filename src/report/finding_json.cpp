#include "report/finding_json.h"

#include "report/lock_json.h"
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

void add_position(std::string_view key, const text::Position& at, std::size_t offset,
                  text::JsonMembers& members) {
  members.add_object(key, [&](text::JsonMembers& position) {
    position.add("line", at.line);
    position.add("column", at.column);
    position.add("offset", offset);
  });
}

}  // namespace

void add_finding(const FindingSource& source, const Finding& finding, text::JsonMembers& members) {
  members.add("rule", finding.rule->id);
  members.add("group", name_of(finding.rule->group));
  members.add("severity", name_of(finding.severity));
  members.add("confidence", name_of(finding.confidence));
  members.add("message", finding.message);
  members.add("object", finding.object);
  members.add("file", source.path);
  if (!source.database.empty()) members.add("database", source.database);
  members.add_object("range", [&](text::JsonMembers& range) {
    add_position("start", source.lines.position(finding.range.begin), finding.range.begin, range);
    add_position("end", source.lines.position(finding.range.end), finding.range.end, range);
  });
  members.add("help", help_of(finding));
  if (const std::string url = rule_url(*finding.rule); !url.empty()) members.add("url", url);
  members.add("fingerprint", source.fingerprint);
  if (!finding.related.empty()) members.add_json("related", related_ranges(source.lines, finding));
  if (finding.locks != nullptr) members.add_json("locks", finding_lock_json(*finding.locks));
  members.add_json("fixes", fixes(source.lines, finding));
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
  if (summary.fixed > 0) counts["fixed"] = summary.fixed;
  if (summary.in_baseline > 0) counts["in_baseline"] = summary.in_baseline;
  if (summary.applied > 0) counts["applied"] = summary.applied;
  if (summary.on_unchanged_lines > 0) counts["on_unchanged_lines"] = summary.on_unchanged_lines;
  return counts;
}

void FilesJson::add(const FileResult& result) {
  for (const std::string& reason : result.not_analyzed) {
    not_analyzed_.push_back({{"file", result.path}, {"reason", reason}});
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
  text::Json files = {{"checked", summary.files_checked}, {"not_analyzed", not_analyzed_}};
  if (!summary.context_not_read.empty()) files["context_not_read"] = summary.context_not_read;
  return files;
}

}  // namespace pglint::report
