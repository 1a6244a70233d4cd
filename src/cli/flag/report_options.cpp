#include "cli/flag/report_options.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "cli/flag/values.h"
#include "cli/flag/word_lists.h"

namespace pglint::cli {
namespace {

constexpr std::array<Choice<Severity>, 3> severities = {
    {{"info", Severity::info}, {"warning", Severity::warning}, {"error", Severity::error}}};
constexpr std::array<Choice<std::optional<Severity>>, 4> thresholds = {
    {{"info", Severity::info},
     {"warning", Severity::warning},
     {"error", Severity::error},
     {"never", std::nullopt}}};
constexpr std::array<Choice<ColorWhen>, 3> color_choices = {
    {{"auto", ColorWhen::automatic}, {"always", ColorWhen::always}, {"never", ColorWhen::never}}};

/// What users call standard output where a file is asked for.
constexpr std::string_view standard_output = "-";

Result<ReportRequest> parse_format(std::string_view written) {
  std::vector<Choice<report::Format>> formats;
  for (const report::FormatInfo& info : report::all_formats()) {
    formats.push_back({info.name, info.format});
  }
  const std::size_t equals = std::min(written.find('='), written.size());
  const auto format = choose({"--format", written.substr(0, equals)}, formats);
  if (!format.ok()) return format.error();
  ReportRequest request = {.format = format.value(), .file = {}};
  if (equals == written.size()) return request;
  request.file = written.substr(equals + 1);
  if (request.file == standard_output) return ReportRequest{.format = request.format, .file = {}};
  if (!request.file.empty()) return request;
  return Error{fmt::format("`--format {}` names no file behind the equals sign", written)};
}

bool goes_to_stdout(const ReportRequest& report) { return report.file.empty(); }

/// Gives the report that has no file the one of `--output`.
std::optional<Error> take_output_file(std::vector<ReportRequest>& reports,
                                      const std::string& output_file) {
  const auto report = std::ranges::find_if(reports, goes_to_stdout);
  if (report == reports.end()) {
    return Error{fmt::format("`--output {}` has nothing to write: each `--format` names its file",
                             output_file)};
  }
  if (output_file != standard_output) report->file = output_file;
  return std::nullopt;
}

/// Whether two reports would end up in one place.
std::optional<Error> find_collision(std::span<const ReportRequest> reports) {
  std::set<std::filesystem::path> taken;
  for (const ReportRequest& report : reports) {
    if (taken.insert(std::filesystem::path(report.file).lexically_normal()).second) continue;
    if (!goes_to_stdout(report)) {
      return Error{fmt::format("two reports go to `{}`: give each a file of its own", report.file)};
    }
    return Error{
        fmt::format("two reports go to standard output: `--format {}=FILE` puts one "
                    "elsewhere",
                    report::info_of(report.format).name)};
  }
  return std::nullopt;
}

Result<std::optional<std::size_t>> parse_most_per_rule(std::string_view written) {
  if (written.empty()) return std::optional<std::size_t>();
  const auto number = parse_count({"--max-per-rule", written});
  if (!number.ok()) return number.error();
  return std::optional(number.value());
}

/// What is shown by default is what a reader can act on, and never less than what fails the run.
Severity default_severity(report::Format format, std::optional<Severity> fail_on) {
  const Severity usual = report::info_of(format).lowest_by_default;
  return std::min(usual, fail_on.value_or(usual));
}

}  // namespace

Result<ColorWhen> parse_color(const std::string& written) {
  return choose({"--color", written}, color_choices);
}

void add_color(Arguments& arguments, std::string& target) {
  arguments.text({.names = "--color",
                  .value = "WHEN",
                  .help = "auto (default), always or never; NO_COLOR and FORCE_COLOR count\n"
                          "where it is auto",
                  .words = words_of<color_choices>},
                 target);
}

void WrittenReports::add(Arguments& arguments) {
  arguments.heading("Report");
  arguments.repeated(
      {.names = "--format",
       .value = "FORMAT[=FILE]",
       .help = "text (default), concise, json, jsonl, sarif, github, gitlab, junit,\n"
               "checkstyle, rdjson or markdown; may be repeated with files",
       .words = format_words},
      formats);
  arguments.text({.names = "-o,--output",
                  .value = "FILE",
                  .help = "write the report there, in one step, instead of standard output"},
                 output_file);
  arguments.text({.names = "--severity",
                  .value = "LEVEL",
                  .help = "lowest that is shown: info, warning or error; by default warning in\n"
                          "formats for people, info in those for programs",
                  .words = words_of<severities>},
                 severity);
  arguments.text({.names = "--fail-on",
                  .value = "LEVEL",
                  .help = "lowest finding that makes the exit code 1: info, warning (default),\n"
                          "error or never; info shows infos, too",
                  .words = words_of<thresholds>},
                 fail_on);
  arguments.text({.names = "--max-per-rule",
                  .value = "N",
                  .help = "in text, group by rule what has more findings of one, and show N; 0\n"
                          "shows all; by default big reports are grouped to fit two screens"},
                 most_per_rule);
  arguments.flag({.names = "--statistics",
                  .help = "in text, print how many findings each rule has instead of them"},
                 statistics);
  arguments.flag({.names = "-q,--quiet", .help = "in text, print findings and nothing else"},
                 quiet);
  add_color(arguments, color);
}

Result<ReportOptions> WrittenReports::checked() const {
  ReportOptions options = {.statistics = statistics, .quiet = quiet};
  FirstError error;
  error.take(choose({"--fail-on", fail_on}, thresholds), options.fail_on);
  error.take(parse_color(color), options.color);
  error.take(parse_most_per_rule(most_per_rule), options.most_per_rule);
  std::optional<Severity> lowest_shown;
  if (!severity.empty()) error.take(choose({"--severity", severity}, severities), lowest_shown);
  if (!formats.empty()) options.reports.clear();
  for (const std::string& format : formats) {
    error.take(parse_format(format), options.reports.emplace_back());
  }
  if (error.get()) return *error.get();
  if (auto problem = find_collision(options.reports)) return *problem;
  if (!output_file.empty()) {
    if (auto problem = take_output_file(options.reports, output_file)) return *problem;
    if (auto problem = find_collision(options.reports)) return *problem;
  }
  const bool has_text =
      std::ranges::count(options.reports, report::Format::text, &ReportRequest::format) > 0;
  if (statistics && !has_text) return Error{"`--statistics` is text; leave out `--format`"};

  for (ReportRequest& report : options.reports) {
    report.lowest_shown = lowest_shown.value_or(default_severity(report.format, options.fail_on));
  }
  // What users do not want to see does not fail the run either.
  if (options.fail_on && lowest_shown) options.fail_on = std::max(*options.fail_on, *lowest_shown);
  return options;
}

}  // namespace pglint::cli
