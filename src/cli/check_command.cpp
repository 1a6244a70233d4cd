#include "cli/check_command.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "cli/complain.h"
#include "cli/context_files.h"
#include "cli/discovery.h"
#include "cli/inputs.h"
#include "cli/progress.h"
#include "cli/reports.h"
#include "engine/run.h"

namespace pglint::cli {
namespace {

/// Below that much SQL a further thread costs more than it saves.
constexpr std::uintmax_t bytes_per_job = 128 * 1024;

std::size_t job_count(const CheckOptions& options, const std::vector<FoundFile>& files) {
  if (options.jobs) return *options.jobs;
  std::uintmax_t bytes = 0;
  for (const FoundFile& file : files) bytes += file.bytes;
  const std::size_t cores = std::max(std::thread::hardware_concurrency(), 1U);
  return std::min<std::uintmax_t>(cores, bytes / bytes_per_job + 1);
}

/// What is found for the paths of the command line.
struct FoundPaths {
  Discovery linted;
  Discovery context;
};

FoundPaths find_paths(const CheckOptions& options) {
  return {.linted = discover(options.paths, options.runner, options.wanted),
          .context = discover(options.context, options.runner)};
}

/// Says what is wrong with every path.
ExitCode report_bad_paths(const FoundPaths& found, Reports& reports) {
  const auto report = [&](const BadPath& problem, const std::string& effect) {
    std::string complaint = effect + " `" + problem.path + "`: " + problem.reason;
    complain(complaint);
    reports.bad_path(problem, std::move(complaint));
  };
  for (const BadPath& problem : found.linted.problems) report(problem, "cannot lint");
  for (const BadPath& problem : found.context.problems) report(problem, "cannot read the context");
  return reports.fail({});
}

/// A report that replaces the SQL it is about is a slip of the finger: `-o schema.sql` without a
/// name.
std::optional<Error> find_overwritten(std::span<const ReportRequest> reports,
                                      const std::vector<FoundFile>& files) {
  namespace fs = std::filesystem;
  std::error_code error;
  for (const ReportRequest& report : reports) {
    if (report.file.empty() || !fs::is_regular_file(report.file, error)) continue;
    for (const FoundFile& file : files) {
      if (file.is_stdin || !fs::equivalent(file.path, report.file, error)) continue;
      return Error{"the report `" + report.file + "` would overwrite what is to be " +
                   (file.is_context ? "read as context" : "linted")};
    }
  }
  return std::nullopt;
}

Result<Settings> settings_for(const CheckOptions& options) {
  auto rules = select_rules(options.selection);
  if (!rules.ok()) return rules.error();
  Settings settings = {.rules = std::move(rules).value(),
                       .pg_version = options.pg_version,
                       .placeholders = options.placeholders,
                       .check_down = options.check_down,
                       .max_file_bytes = options.max_file_bytes};
  for (const OptionValue& option : options.rule_options) {
    if (const auto error = set_option(option, settings)) return *error;
  }
  return settings;
}

ExitCode lint(std::vector<FoundFile> files, const CheckOptions& options, const Settings& settings,
              Reports& reports) {
  const std::size_t jobs = job_count(options, files);
  std::optional<Progress> progress;
  if (may_show_progress()) progress = progress_on_stderr(files.size());
  const auto leave_terminal = [&] {
    if (progress) progress->erase();
  };
  const ContextOutcome context = lint_files(
      inputs_of(std::move(files)), settings, jobs,
      [&](FileResult&& result) {
        if (result.unreadable) {
          leave_terminal();
          complain(result.unreadable->message);
        }
        reports.file(std::move(result));
        if (reports.has_much_to_write()) leave_terminal();
        reports.flush();
      },
      [&] {
        if (progress) progress->advance();
      });
  leave_terminal();
  for (const Error& error : context.unreadable) complain(error.message);
  return reports.finish(context);
}

}  // namespace

ExitCode run_check(const CheckOptions& options) {
  const Result<Settings> settings = settings_for(options);
  FoundPaths found = find_paths(options);
  const bool has_bad_paths = !found.linted.problems.empty() || !found.context.problems.empty();
  std::optional<Error> problem;
  if (!settings.ok()) problem = settings.error();
  if (!problem && !has_bad_paths) {
    problem = read_stdin(found.linted.files, {.name = options.stdin_name,
                                              .max_bytes = options.max_file_bytes,
                                              .runner = options.runner});
  }
  std::vector<FoundFile> files =
      with_context(std::move(found.linted.files), {.given = std::move(found.context.files),
                                                   .is_automatic = options.automatic_context,
                                                   .runner = options.runner});
  // Before anything is written: reports of runs that come to nothing are written, too.
  if (const auto error = find_overwritten(options.report.reports, files)) {
    return complain(error->message);
  }
  Reports reports(options.report, settings.ok() ? std::span(settings.value().rules)
                                                : std::span<const Rule* const>());
  if (problem) {
    complain(problem->message);
    return reports.fail(problem->message);
  }
  if (has_bad_paths) return report_bad_paths(found, reports);
  return lint(std::move(files), options, settings.value(), reports);
}

}  // namespace pglint::cli
