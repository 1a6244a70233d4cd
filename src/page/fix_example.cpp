#include "page/fix_example.h"

#include <string_view>
#include <vector>

#include "fix/fixer.h"
#include "host/file_kind.h"
#include "lint/source_file.h"
#include "rule/settings.h"
#include "text/format.h"
#include "text/line/diff.h"

namespace pglint {
namespace {

/// Comments name rules, which have to run.
Settings settings_for_example(const Rule& rule) {
  Settings settings;
  for (const Rule* any : all_rules()) {
    if (any->on_by_default || any == &rule) settings.rules.push_back(any);
  }
  return settings;
}

std::string patch_of(const Rule& rule, const Settings& settings, FixSafety most) {
  std::string_view bad = rule.bad;
  while (bad.starts_with('\n')) bad.remove_prefix(1);
  std::string content(bad);
  if (!content.ends_with('\n')) content += '\n';
  const std::vector<SourceFile> files = {{.path = "example.sql", .content = content}};
  const auto outcome = fix::fix_files(
      files, {&settings, 1},
      {.most = most,
       .is_wanted = [&](const FileResult&,
                        const Finding& finding) { return finding.rule == &rule; },
       .may_edit = [](const SourceFile&, const FileResult&, const Finding&) { return true; },
       .is_old = [](const FileResult&, const Finding&) { return true; }});
  if (outcome.files.empty()) return {};
  return text::line_diff("example.sql", outcome.files.front().before, outcome.files.front().after);
}

}  // namespace

std::string fix_example(const Rule& rule) {
  if (host::kind_of_name(rule.example_file) != host::FileKind::sql) return {};
  const Settings settings = settings_for_example(rule);
  std::string_view flags = "--fix";
  std::string patch = patch_of(rule, settings, FixSafety::safe);
  if (patch.empty()) {
    flags = "--fix --unsafe";
    patch = patch_of(rule, settings, FixSafety::unsafe);
  }
  if (patch.empty()) return {};
  return text::format("`pglint {}` changes the reported example like this:\n\n```diff\n{}```",
                      flags, patch);
}

}  // namespace pglint
