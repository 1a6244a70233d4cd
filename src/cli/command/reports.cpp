#include "cli/command/reports.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "cli/command/color.h"
#include "cli/terminal/complain.h"

namespace pglint::cli {
namespace {

std::unique_ptr<report::Reporter> make_reporter(const ReportRequest& request,
                                                const ReportOptions& options,
                                                std::span<const Rule* const> rules) {
  std::error_code error;
  // A file does not become a terminal because standard output is one.
  const bool may_color = request.file.empty() || options.color == ColorWhen::always;
  return report::make_reporter(
      request.format, {.color = may_color ? color_of_stdout(options.color) : report::Color::off,
                       .links_to = request.file.empty() ? links_of_stdout(options.color) : "",
                       .columns = request.file.empty() ? columns_of_stdout() : 0,
                       .statistics = options.statistics,
                       .quiet = options.quiet,
                       .most_per_rule = options.most_per_rule,
                       .rules = rules,
                       .working_directory = std::filesystem::current_path(error).string()});
}

}  // namespace

Reports::Reports(const ReportOptions& options, std::span<const Rule* const> rules,
                 bool has_other_output)
    : fail_on_(options.fail_on) {
  reports_.reserve(options.reports.size());
  for (const ReportRequest& request : options.reports) {
    reports_.push_back({.reporter = make_reporter(request, options, rules),
                        .sink = ReportSink(request.file, has_other_output),
                        .lowest_shown = request.lowest_shown,
                        .is_document = report::info_of(request.format).is_document,
                        .says_failure = report::info_of(request.format).says_failure});
  }
  // Findings that one report drops are dropped for all reports after it.
  std::ranges::stable_sort(reports_, std::ranges::less(), &Report::lowest_shown);
}

void Reports::note_configuration() {
  for (Report& report : reports_) report.summary.is_configured = true;
}

void Reports::note_not_searched(const report::NotSearched& count) {
  for (Report& report : reports_) report.summary.not_searched = count;
}

void Reports::suggest_preset(const report::Preset& preset) {
  for (Report& report : reports_) report.summary.preset = preset;
}

void Reports::note_fixed(std::size_t findings) {
  for (Report& report : reports_) report.summary.fixed = findings;
}

void Reports::file(FileResult&& result) {
  for (const Finding& finding : result.findings) ++found_[finding.severity];
  for (Report& report : reports_) report::tally(result, report.lowest_shown, report.summary);
  if (result.unreadable) ++unreadable_;
  for (Report& report : reports_) {
    report::drop_hidden(result, report.lowest_shown);
    report.reporter->file(result, report.sink.buffer());
  }
}

bool Reports::has_much_to_write() const {
  return std::ranges::any_of(reports_,
                             [](const Report& report) { return report.sink.has_much_to_write(); });
}

void Reports::flush() {
  for (Report& report : reports_) report.sink.flush();
}

ExitCode Reports::finish(const RunEnd& end) {
  const ContextOutcome& context = end.context;
  unreadable_ += context.unreadable.size();
  for (const Error& error : context.unreadable) complain(error.message);
  bool is_written = !end.left_out.problem;
  if (end.left_out.problem) complain(end.left_out.problem->message);
  for (Report& report : reports_) {
    report.summary.files_unreadable += context.unreadable.size();
    report.summary.context_not_read = context.not_read_in_full;
    report.summary.in_baseline = end.left_out.in_baseline.at_least(report.lowest_shown);
    report.summary.on_unchanged_lines =
        end.left_out.on_unchanged_lines.at_least(report.lowest_shown);
    report.reporter->finish(report.summary, report.sink.buffer());
    if (const auto error = report.sink.finish()) {
      complain(error->message);
      is_written = false;
    }
  }
  if (!is_written || unreadable_ > 0) return ExitCode::failed;
  return has_failing_findings() ? ExitCode::findings : ExitCode::clean;
}

bool Reports::has_failing_findings() const {
  if (!fail_on_) return false;
  return std::ranges::any_of(
      std::array{Severity::info, Severity::warning, Severity::error},
      [&](Severity severity) { return severity >= *fail_on_ && found_[severity] > 0; });
}

void Reports::add_bad_path(const PathFailure& failure) {
  std::string complaint = failure.effect + " `" + failure.path.path + "`: " + failure.path.reason;
  complain(complaint);
  FileResult result;
  result.path = failure.path.path;
  result.not_analyzed.push_back(failure.path.reason);
  result.unreadable = Error{std::move(complaint)};
  for (Report& report : reports_) {
    report.reporter->file(result, report.sink.buffer());
    ++report.summary.files_unreadable;
  }
}

ExitCode Reports::fail(const RunFailure& failure) {
  for (const PathFailure& path : failure.bad_paths) add_bad_path(path);
  if (!failure.reason.empty()) complain(failure.reason);
  // Formats that list files have no other place for a reason, which is mostly about the
  // configuration.
  FileResult configuration = {.path = "pglint.toml"};
  configuration.fail({failure.reason});
  for (Report& report : reports_) {
    if (!report.is_document) continue;
    if (!failure.reason.empty() && !report.says_failure) {
      report.reporter->file(configuration, report.sink.buffer());
    }
    report.summary.linted = false;
    report.summary.failure = failure.reason;
    report.reporter->finish(report.summary, report.sink.buffer());
    if (const auto error = report.sink.finish()) complain(error->message);
  }
  return ExitCode::failed;
}

}  // namespace pglint::cli
