#include "cli/flag/report_options.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "cli/flag/arguments.h"
#include "cli/flag/key_values.h"
#include "cli/flag/values.h"

namespace pglint::cli {
namespace {

/// How users write standard output in place of a file.
constexpr std::string_view standard_output = "-";

Result<ReportRequest> parse_format(const Written& report) {
  const std::string_view written = report.value;
  std::vector<Choice<report::Format>> formats;
  formats.reserve(report::all_formats().size());
  for (const report::FormatInfo& info : report::all_formats()) {
    formats.push_back({info.name, info.format});
  }
  const std::size_t equals = std::min(written.find('='), written.size());
  const auto format = choose(Written{report.option, written.substr(0, equals)}, formats);
  if (!format.ok()) return format.error();
  ReportRequest request = {.format = format.value(), .file = {}};
  if (equals == written.size()) return request;
  request.file = written.substr(equals + 1);
  if (request.file == standard_output) return ReportRequest{.format = request.format, .file = {}};
  if (!request.file.empty()) return request;
  return Error{fmt::format("`{} {}` has no file name after `=`", report.option, written)};
}

bool goes_to_stdout(const ReportRequest& report) { return report.file.empty(); }

/// Sends the report without a file to that of `--output`.
std::optional<Error> take_output_file(std::vector<ReportRequest>& reports,
                                      const std::string& output_file) {
  const auto report = std::ranges::find_if(reports, goes_to_stdout);
  if (report == reports.end()) {
    return Error{fmt::format("`--output {}` has nothing to write: each `--format` has its own file",
                             output_file)};
  }
  if (output_file != standard_output) report->file = output_file;
  report->allowed_below.clear();
  return std::nullopt;
}

/// Finds two reports with the same destination.
std::optional<Error> find_collision(std::span<const ReportRequest> reports,
                                    std::string_view option) {
  std::set<std::filesystem::path> taken;
  for (const ReportRequest& report : reports) {
    if (taken.insert(std::filesystem::path(report.file).lexically_normal()).second) continue;
    if (!goes_to_stdout(report)) {
      return Error{fmt::format("two reports go to `{}`; give each its own file", report.file)};
    }
    return Error{fmt::format("two reports go to standard output; write one to a file: `{} {}=FILE`",
                             option, report::info_of(report.format).name)};
  }
  return std::nullopt;
}

/// By default, a report shows what its readers can act on, and always what fails the run.
Severity default_severity(report::Format format, std::optional<Severity> fail_on) {
  const Severity usual = report::info_of(format).lowest_by_default;
  return std::min(usual, fail_on.value_or(usual));
}

}  // namespace

Result<std::vector<ReportRequest>> parse_formats(const WrittenList& written) {
  std::vector<ReportRequest> reports;
  for (const std::string& format : written.values) {
    auto report = parse_format({written.option, format});
    if (!report.ok()) return report.error();
    reports.push_back(std::move(report).value());
  }
  if (auto problem = find_collision(reports, written.option)) return *problem;
  return reports;
}

void ReportFlags::add(Arguments& arguments) {
  arguments.heading("Report");
  arguments.keys({"format"});
  arguments.text({.names = "-o,--output",
                  .value = "FILE",
                  .help = "write the report to FILE instead of standard output"},
                 output_file);
  arguments.keys({"min-severity", "fail-on", "max-per-rule"});
  arguments.flag(
      {.names = "--statistics", .help = "in text, print only the number of findings per rule"},
      statistics);
  arguments.keys({"quiet", "color"});
}

Result<ReportOptions> ReportFlags::options(const KeyValues& values) const {
  ReportOptions options = {.fail_on = values.fail_on,
                           .most_per_rule = values.most_per_rule,
                           .statistics = statistics,
                           .quiet = values.quiet,
                           .color = values.color};
  if (!values.reports.empty()) options.reports = values.reports;
  if (!output_file.empty()) {
    if (auto problem = take_output_file(options.reports, output_file)) return *problem;
    if (auto problem = find_collision(options.reports, "--format")) return *problem;
  }
  const bool has_text =
      std::ranges::count(options.reports, report::Format::text, &ReportRequest::format) > 0;
  if (statistics && !has_text) return Error{"`--statistics` needs the format text"};

  const std::optional<Severity> lowest = values.min_severity;
  for (ReportRequest& report : options.reports) {
    report.lowest_shown = lowest.value_or(default_severity(report.format, options.fail_on));
  }
  // A hidden finding does not fail the run.
  if (options.fail_on && lowest) options.fail_on = std::max(*options.fail_on, *lowest);
  return options;
}

}  // namespace pglint::cli
