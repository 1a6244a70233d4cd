#include "cli/adopt/ignore_adder.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "cli/terminal/complain.h"
#include "lint/dispatch.h"
#include "lint/ignore_plan.h"
#include "lint/run.h"
#include "text/file.h"
#include "text/plural.h"

namespace pglint::cli {
namespace {

/// The parts of a finding that do not change when comments are written above it.
using Identity = std::tuple<const Rule*, Severity, std::string_view, std::string_view>;

std::multiset<Identity> identities(const std::vector<Finding>& findings,
                                   const std::vector<std::size_t>& without) {
  std::multiset<Identity> all;
  for (std::size_t index = 0; index < findings.size(); ++index) {
    if (std::ranges::binary_search(without, index)) continue;
    const Finding& finding = findings[index];
    // Messages of built-in rules may contain line and byte numbers.
    const bool is_builtin = finding.rule->group == Group::builtin;
    all.emplace(finding.rule, finding.severity, is_builtin ? std::string_view() : finding.message,
                finding.object);
  }
  return all;
}

using text::counted;

}  // namespace

void IgnoreAdder::plan(std::vector<SourceFile>& files) {
  std::vector<std::size_t> linted;  // indexes of files that have results
  for (std::size_t index = 0; index < files.size(); ++index) {
    if (!files[index].is_context) linted.push_back(index);
  }
  std::size_t number = 0;
  // A comment covers one column of a habit, and one of several statements, so each needs its own.
  const auto is_of_several = [](const FileResult&, const Finding& finding) {
    return !finding.rule->many.empty() || !finding.rule->alike.front().empty();
  };
  lint_files(
      files, settings_, request_.jobs,
      [&](FileResult&& result) {
        plan_file(std::move(result), files[linted[number]], number);
        ++number;
      },
      {}, is_of_several);
}

void IgnoreAdder::plan_file(FileResult before, SourceFile& file, std::size_t number) {
  std::vector<std::size_t> unwanted;
  for (std::size_t index = 0; index < before.findings.size(); ++index) {
    const Finding& finding = before.findings[index];
    // Built-in findings need a fix, not a comment.
    const bool is_wanted =
        finding.rule->group == Group::builtin || finding.severity < request_.lowest;
    if (!is_wanted) unwanted.push_back(index);
  }
  if (unwanted.empty()) return;
  if (const auto refused = gate_.refusal(file, before.content, EditKind::comments)) {
    complain(fmt::format("cannot add comments to `{}`: {}", before.path, refused->reason));
    return;
  }
  if (const auto obstacle = find_obstacle(before.path, before.content)) {
    complain(fmt::format("cannot add comments to `{}`: {}", before.path, *obstacle));
    return;
  }
  if (std::string warning = gate_.warning(file, before.content); !warning.empty()) {
    warnings_.insert(std::move(warning));
  }
  const std::size_t wanted = unwanted.size();
  const Settings& settings = settings_[file.settings];
  const DispatchTable table(settings);
  IgnorePlan plan = plan_ignores({.result = before,
                                  .facts = file.facts,
                                  .unwanted = std::move(unwanted),
                                  .reason = request_.reason},
                                 settings, table);
  if (plan.covered.size() < wanted) {
    complain(fmt::format("cannot add a comment for {} in `{}`: no line can hold it",
                         counted(wanted - plan.covered.size(), "finding"), before.path));
  }
  if (plan.covered.empty()) return;
  file.content = plan.content;
  planned_.emplace(number, Planned{.before = std::move(before),
                                   .content = std::move(plan.content),
                                   .covered = std::move(plan.covered)});
}

void IgnoreAdder::take(FileResult& result) {
  const auto planned = planned_.extract(taken_++);
  if (planned.empty()) return;
  Planned& plan = planned.mapped();
  const std::string& path = plan.before.path;
  std::optional<std::string> obstacle;
  if (identities(result.findings, {}) != identities(plan.before.findings, plan.covered)) {
    obstacle = "the comments would change more than these findings";
  } else {
    obstacle = find_obstacle(path, plan.before.content);
  }
  if (!obstacle) {
    const auto written = text::write_file_atomically(path, plan.content);
    if (!written.ok()) obstacle = written.error().message;
  }
  if (obstacle) {
    complain(fmt::format("cannot add comments to `{}`: {}", path, *obstacle));
    result = std::move(plan.before);
    return;
  }
  ++files_;
  findings_ += plan.covered.size();
}

void IgnoreAdder::finish() const {
  if (files_ == 0) return;
  complain(fmt::format("{} turned off by comments in {}", counted(findings_, "finding"),
                       counted(files_, "file")));
  for (const std::string& warning : warnings_) remark(warning);
}

}  // namespace pglint::cli
