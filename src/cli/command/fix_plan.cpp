#include "cli/command/fix_plan.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "cli/terminal/complain.h"
#include "rule/builtin_rules.h"
#include "text/file.h"
#include "text/line/diff.h"
#include "text/plural.h"
#include "text/relative_path.h"

namespace pglint::cli {
namespace {

using text::counted;

EditKind kind_of_edit(const Finding& finding) {
  return finding.rule == &unused_suppression ? EditKind::comments : EditKind::sql;
}

std::string path_in_patch(const std::string& path) {
  std::error_code error;
  return text::relative_path(
      {.path = path, .working_directory = std::filesystem::current_path(error).string()});
}

}  // namespace

FixPlan::FixPlan(Request request, const std::vector<SourceFile>& files,
                 std::span<const Settings> settings, FindingFilter& filter)
    : request_(std::move(request)), files_(files), gate_(request_.edits) {
  outcome_ = make(settings, filter);
}

fix::Outcome FixPlan::make(std::span<const Settings> settings, FindingFilter& filter) {
  const bool leaves_out = filter.leaves_out();
  const fix::Request request = {
      .most = request_.options.unsafe ? FixSafety::unsafe : FixSafety::safe,
      .jobs = request_.jobs,
      .keeps_lines = request_.keeps_lines,
      .is_wanted =
          [&](const FileResult& file, const Finding& finding) {
            return finding.severity >= request_.lowest && !filter.is_old(file, finding);
          },
      .may_edit = [&](const SourceFile& file, const FileResult& result,
                      const Finding& finding) { return may_edit(file, result, finding); },
      // What is summed up is fixed one by one, if nothing that it sums up is known.
      .is_old =
          [&, leaves_out](const FileResult& file, const Finding& finding) {
            return !leaves_out || filter.is_old(file, finding);
          }};
  return fix::fix_files(files_, settings, request);
}

bool FixPlan::may_edit(const SourceFile& file, const FileResult& result, const Finding& finding) {
  const std::pair key(file.path, kind_of_edit(finding));
  auto known = refusals_.find(key);
  if (known == refusals_.end()) {
    auto refused = gate_.refusal(file, result.content, key.second);
    if (!refused && !file.is_stdin) {
      if (auto obstacle = find_obstacle(file.path, result.content)) refused = Refusal{*obstacle};
    }
    known = refusals_.emplace(key, std::move(refused)).first;
  }
  if (!known->second) return true;
  return false;
}

ExitCode FixPlan::show() const {
  std::string patch;
  for (const fix::FixedFile& fixed : outcome_.files) {
    patch += text::line_diff(path_in_patch(files_[fixed.file].path), fixed.before, fixed.after);
  }
  if (const auto error = text::write_stdout(patch)) return complain(error->message);
  say_what_is_left();
  if (outcome_.unreadable > 0) return ExitCode::failed;
  return patch.empty() ? ExitCode::clean : ExitCode::findings;
}

std::size_t FixPlan::write(std::vector<SourceFile>& files) {
  std::size_t written = 0;
  std::set<std::string> warnings;
  for (const fix::FixedFile& fixed : outcome_.files) {
    SourceFile& file = files[fixed.file];
    warnings.insert(gate_.warning(file, fixed.before));
    if (!replace(fixed, file)) continue;
    file.content = fixed.after;
    ++written;
  }
  for (const SourceFile& file : files) {
    if (!file.is_stdin || !file.content) continue;
    if (const auto error = text::write_stdout(*file.content)) complain(error->message);
  }
  if (written > 0) {
    complain(fmt::format("{} fixed in {}", counted(outcome_.fixed, "finding"),
                         counted(written, "file")));
  }
  warnings.erase("");
  for (const std::string& warning : warnings) remark(warning);
  say_what_is_left();
  return written > 0 ? outcome_.fixed : 0;
}

bool FixPlan::replace(const fix::FixedFile& fixed, SourceFile& file) {
  if (file.is_stdin) return true;
  auto obstacle = find_obstacle(file.path, fixed.before);
  if (!obstacle) {
    const auto written = text::write_file_atomically(file.path, fixed.after);
    if (!written.ok()) obstacle = written.error().message;
  }
  if (obstacle) complain(fmt::format("cannot fix `{}`: {}", file.path, *obstacle));
  return !obstacle;
}

void FixPlan::say_what_is_left() const {
  for (const fix::FailedFix& failed : outcome_.failed) {
    remark(fmt::format("not fixed: {}:{} [{}]: {}", failed.path, failed.line, failed.rule->id,
                       failed.reason));
  }
  if (outcome_.untried > 0) {
    remark(fmt::format("{} not fixed, because so many fixes failed; name fewer files",
                       counted(outcome_.untried, "more finding")));
  }
  if (outcome_.need_unsafe > 0) {
    remark(fmt::format("`--unsafe` fixes {}; review the changes",
                       counted(outcome_.need_unsafe, "more finding")));
  }
  std::map<std::string_view, std::vector<std::string>> files;
  for (const auto& [key, refused] : refusals_) {
    if (refused) files[refused->reason].push_back(key.first);
  }
  for (const auto& [reason, paths] : files) {
    const std::string others =
        paths.size() > 1 ? fmt::format(" and {} more", paths.size() - 1) : std::string();
    remark(fmt::format("`{}`{} not fixed: {}", paths.front(), others, reason));
  }
}

FixOffers::FixOffers(const std::vector<SourceFile>& files, EditGate gate) : gate_(std::move(gate)) {
  for (const SourceFile& file : files) {
    if (file.is_context) continue;
    files_.push_back({.path = file.path,
                      .facts = file.facts,
                      .is_stdin = file.is_stdin,
                      .leads_out = file.leads_out});
  }
}

bool FixOffers::is_as_read(const SourceFile& file, const std::string& content) {
  if (file.is_stdin) return true;
  std::error_code error;
  return std::filesystem::file_size(file.path, error) == content.size() &&
         ::access(file.path.c_str(), W_OK) == 0;
}

void FixOffers::take(FileResult& result) {
  const SourceFile& file = files_[taken_++];
  std::map<EditKind, bool> offers;  // asked once a file, which may have many findings
  for (Finding& finding : result.findings) {
    if (finding.fixes.empty()) continue;
    const EditKind kind = kind_of_edit(finding);
    auto offered = offers.find(kind);
    if (offered == offers.end()) {
      const bool may_be_fixed =
          is_as_read(file, result.content) && !gate_.refusal(file, result.content, kind);
      offered = offers.emplace(kind, may_be_fixed).first;
    }
    if (!offered->second) finding.fixes.clear();
  }
}

}  // namespace pglint::cli
