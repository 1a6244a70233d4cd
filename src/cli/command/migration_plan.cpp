#include "cli/command/migration_plan.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "cli/terminal/complain.h"
#include "lint/run.h"
#include "text/file.h"
#include "text/line/diff.h"
#include "text/line/index.h"
#include "text/plural.h"
#include "text/relative_path.h"

namespace pglint::cli {
namespace {

namespace fs = std::filesystem;

using text::counted;

/// Each trial lints all files.
constexpr std::size_t most_trials = 100;

std::string title_of(const migration::Runner& runner) {
  return std::string(runner.title.substr(0, runner.title.find(" (")));
}

std::string here() {
  std::error_code error;
  return fs::current_path(error).string();
}

/// The path of a new file, as users know the others.
std::string path_of(const migration::NewFile& file, const fix::History& history) {
  const std::string path = history.like.facts.name.directory + "/" + file.path;
  return text::relative_path({.path = path, .working_directory = here()});
}

/// Writes a file that is not there yet. The problem, if there is one.
std::optional<std::string> write_new(const std::string& path, const std::string& content) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(path, error))) return "it already exists";
  fs::create_directories(fs::path(path).parent_path(), error);
  const auto written = text::write_file_atomically(path, content);
  return written.ok() ? std::nullopt : std::optional(written.error().message);
}

}  // namespace

MigrationPlan::MigrationPlan(Request request, const std::vector<SourceFile>& files,
                             std::span<const Settings> settings, FindingFilter& filter)
    : request_(std::move(request)),
      files_(files),
      settings_(settings),
      filter_(filter),
      gate_(request_.edits),
      histories_(fix::find_histories(files)) {}

ExitCode MigrationPlan::run() {
  find_plans();
  if (!planned_.empty()) accept(planned_);
  const std::vector<Written> written = written_for(accepted_);
  const bool is_done = request_.shows ? show(written) : write(written);
  say_what_is_left();
  if (!is_done) return ExitCode::failed;
  return request_.shows && !accepted_.empty() ? ExitCode::findings : ExitCode::clean;
}

std::vector<FileResult> MigrationPlan::lint(const std::vector<Written>& added) const {
  std::vector<SourceFile> files = files_;
  for (const Written& each : added) {
    if (!each.history->is_writable()) {
      files.push_back(fix::as_source({.path = "new.sql", .text = fix::script_of(each.migrations)},
                                     *each.history));
      continue;
    }
    for (const migration::NewFile& file : each.files) {
      if (file.is_read_as_sql) files.push_back(fix::as_source(file, *each.history));
    }
  }
  std::vector<FileResult> results;
  // What is summed up has a plan for each object, if nothing that it sums up is known.
  const bool leaves_out = filter_.leaves_out();
  lint_files(
      std::move(files), settings_, request_.jobs,
      [&](FileResult&& result) { results.push_back(std::move(result)); }, {},
      [&, leaves_out](const FileResult& file, const Finding& finding) {
        return !leaves_out || filter_.is_old(file, finding);
      });
  return results;
}

void MigrationPlan::find_plans() {
  const std::vector<FileResult> results = lint({});
  before_ = fix::count_findings(results);
  std::size_t number = 0;
  for (const SourceFile& file : files_) {
    if (file.is_context) continue;
    const FileResult& result = results[number++];
    if (result.unreadable) {
      complain(result.unreadable->message);
    } else {
      take(file, result);
    }
  }
}

void MigrationPlan::take(const SourceFile& file, const FileResult& result) {
  const bool is_plain = file.facts.runner == &migration::psql_runner();
  const bool must_stay = is_plain || gate_.refusal(file, result.content, EditKind::sql);
  const text::LineIndex lines(result.content);
  for (const Finding& finding : result.findings) {
    const bool is_wanted =
        finding.is_shown && finding.severity >= request_.lowest && !filter_.is_old(result, finding);
    if (!is_wanted) continue;
    if (finding.plan == nullptr) {
      ++without_plan_;
    } else if (!must_stay) {
      ++editable_;
    } else {
      planned_.push_back(
          {.plan = finding.plan,
           .finding = fix::identity_of(finding),
           .history = fix::history_of(file, histories_),
           .place = fmt::format("{}:{} [{}]", file.path, lines.position(finding.range.begin).line,
                                finding.rule->id)});
    }
  }
}

std::vector<MigrationPlan::Written> MigrationPlan::written_for(const Chosen& chosen) const {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  std::vector<Written> written;
  for (std::size_t number = 0; number < histories_.size(); ++number) {
    std::vector<const Plan*> plans;
    for (const Planned* each : chosen) {
      if (each->history == number) plans.push_back(each->plan.get());
    }
    if (plans.empty()) continue;
    const fix::History& history = histories_[number];
    Written all = {
        .history = &history,
        .migrations = fix::migrations_of(plans, history, {.name = request_.name, .now = now}),
        .files = {}};
    if (history.is_writable()) all.files = fix::files_of(all.migrations, history);
    written.push_back(std::move(all));
  }
  return written;
}

std::string MigrationPlan::flaw_of(const Chosen& chosen) const {
  fix::Findings fixed;
  for (const Planned* each : chosen) ++fixed[each->finding];
  const fix::Findings after = fix::count_findings(lint(written_for(chosen)));
  return fix::find_flaw(before_, fixed, after).value_or("");
}

void MigrationPlan::accept(std::span<const Planned> plans) {
  Chosen chosen = accepted_;
  for (const Planned& each : plans) chosen.push_back(&each);
  ++trials_;
  const std::string flaw = trials_ > most_trials ? "too many others failed" : flaw_of(chosen);
  if (flaw.empty()) {
    accepted_ = std::move(chosen);
  } else if (plans.size() == 1) {
    failed_[plans.front().place] = flaw;
  } else {
    accept(plans.first(plans.size() / 2));
    accept(plans.subspan(plans.size() / 2));
  }
}

bool MigrationPlan::show(const std::vector<Written>& written) const {
  std::string output;
  for (const Written& each : written) {
    if (!each.history->is_writable()) output += fix::script_of(each.migrations);
    for (const migration::NewFile& file : each.files) {
      output += text::line_diff(path_of(file, *each.history), "", file.text);
    }
  }
  const auto error = text::write_stdout(output);
  if (error) complain(error->message);
  return !error;
}

bool MigrationPlan::write(const std::vector<Written>& written) const {
  std::string output;
  bool is_done = true;
  for (const Written& each : written) {
    const migration::Runner& runner = *each.history->like.facts.runner;
    if (!each.history->is_writable()) {
      output += fix::script_of(each.migrations);
      if (&runner == &migration::psql_runner()) continue;
      remark(fmt::format("pglint does not write {} migrations: place the statements yourself",
                         title_of(runner)));
    }
    for (const migration::NewFile& file : each.files) {
      const std::string path = path_of(file, *each.history);
      if (const auto problem = write_new(path, file.text)) {
        complain(fmt::format("cannot write `{}`: {}", path, *problem));
        is_done = false;
      } else {
        output += fmt::format("wrote {}\n", path);
      }
    }
  }
  const auto error = text::write_stdout(output);
  if (error) complain(error->message);
  return is_done && !error;
}

void MigrationPlan::say_what_is_left() const {
  for (const auto& [place, reason] : failed_) {
    remark(fmt::format("no migration for {}: {}", place, reason));
  }
  if (editable_ > 0) {
    remark(fmt::format("no migration for {} in files that can still be edited",
                       counted(editable_, "finding")));
  }
  if (without_plan_ > 0) {
    remark(fmt::format("no migration for {}, as no plan is surely right; their help says more",
                       counted(without_plan_, "more finding")));
  }
  if (accepted_.empty()) remark("no migration written");
  const bool has_model = std::ranges::any_of(accepted_, [&](const Planned* each) {
    return histories_[each->history].like.facts.runner->name == "prisma";
  });
  if (has_model) {
    remark("change `schema.prisma` likewise, or `prisma migrate dev` takes these changes back");
  }
  const bool has_files = std::ranges::any_of(
      accepted_, [&](const Planned* each) { return histories_[each->history].is_writable(); });
  if (!request_.shows && has_files)
    remark("`pglint locks FILE` shows what a migration locks and for how long");
}

}  // namespace pglint::cli
