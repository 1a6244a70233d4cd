#include "cli/command/check_command.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "cli/adopt/adoption.h"
#include "cli/adopt/ignore_adder.h"
#include "cli/command/reports.h"
#include "cli/input/context_files.h"
#include "cli/input/discovery.h"
#include "cli/input/inputs.h"
#include "cli/terminal/complain.h"
#include "cli/terminal/progress.h"
#include "lint/run.h"

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

FoundPaths find_paths(const CheckOptions& options, const Adoption* adoption) {
  return {.linted = adoption == nullptr ? Discovery() : adoption->linted_files(),
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
std::optional<Error> find_overwritten(const CheckOptions& options,
                                      const Configuration& configuration,
                                      const std::vector<FoundFile>& files) {
  namespace fs = std::filesystem;
  std::error_code error;
  const BaselineOptions& baseline = options.adoption.baseline;
  for (const ReportRequest& report : options.report.reports) {
    const auto would_be = [&](const std::string& what) {
      return Error{"the report `" + report.file + "` would overwrite " + what};
    };
    if (report.file.empty()) continue;
    // The baseline may be written in the same run, so that it need not be there yet.
    if (baseline.write &&
        fs::path(*baseline.write).lexically_normal() == fs::path(report.file).lexically_normal()) {
      return would_be("the baseline");
    }
    if (!fs::is_regular_file(report.file, error)) continue;
    const auto is_report = [&](const std::string& file) {
      return fs::equivalent(file, report.file, error);
    };
    for (const auto& file : {baseline.read, baseline.write}) {
      if (file && is_report(*file)) return would_be("the baseline");
    }
    if (options.adoption.changes.diff_file && is_report(*options.adoption.changes.diff_file)) {
      return would_be("the patch");
    }
    if (std::ranges::any_of(configuration.files(), is_report)) {
      return would_be("the configuration");
    }
    for (const FoundFile& file : files) {
      if (file.is_stdin || !is_report(file.path)) continue;
      return would_be(file.is_context ? "what is to be read as context" : "what is to be linted");
    }
  }
  return std::nullopt;
}

/// Gives each file its settings, and takes those out that are excluded. Of an excluded migration,
/// what it does to the schema still counts: it becomes context.
std::optional<Error> configure(const CheckOptions& options, Configuration& configuration,
                               FoundPaths& found) {
  const std::string first_path = options.paths.empty() ? "." : options.paths.front();
  const auto first = configuration.settings_for(first_path, options.settings);
  if (!first.ok()) return first.error();
  // What lies in a folder that is excluded is nobody's business, readable or not.
  if (options.has_excludes) {
    std::erase_if(found.linted.problems, [&](const BadPath& problem) {
      const auto is_excluded = configuration.is_excluded(problem.path + "/.");
      return is_excluded.ok() && is_excluded.value();
    });
  }
  std::vector<FoundFile> linted;
  for (FoundFile& file : found.linted.files) {
    const std::string& path = file.is_stdin ? options.stdin_name : file.path;
    const auto is_excluded = configuration.is_excluded(path);
    if (!is_excluded.ok()) return is_excluded.error();
    if (is_excluded.value() && options.has_excludes) {
      const bool is_migration = file.facts.runner != &migration::psql_runner();
      if (is_migration) found.context.files.push_back(std::move(file));
      continue;
    }
    const auto settings = configuration.settings_for(path, options.settings);
    if (!settings.ok()) return settings.error();
    file.settings = settings.value();
    linted.push_back(std::move(file));
  }
  found.linted.files = std::move(linted);
  return std::nullopt;
}

/// The lowest severity that any report shows.
Severity lowest_shown(const ReportOptions& options) {
  Severity lowest = Severity::error;
  for (const ReportRequest& report : options.reports) {
    lowest = std::min(lowest, report.lowest_shown);
  }
  return lowest;
}

ExitCode lint(std::vector<FoundFile> files, const CheckOptions& options,
              std::span<const Settings> settings, Adoption& adoption, Reports& reports) {
  const std::size_t jobs = job_count(options, files);
  std::optional<Progress> progress;
  if (may_show_progress()) progress = progress_on_stderr(files.size());
  const auto leave_terminal = [&] {
    if (progress) progress->erase();
  };
  std::vector<Input> inputs = inputs_of(std::move(files));
  std::optional<IgnoreAdder> ignores;
  if (options.add_ignore) {
    ignores.emplace(
        IgnoreAdder::Request{
            .reason = *options.add_ignore, .lowest = lowest_shown(options.report), .jobs = jobs},
        settings);
    ignores->plan(inputs);
  }
  const ContextOutcome context = lint_files(
      std::move(inputs), settings, jobs,
      [&](FileResult&& result) {
        if (ignores) ignores->take(result);
        if (result.unreadable) {
          leave_terminal();
          complain(result.unreadable->message);
        }
        adoption.filter(result);
        reports.file(std::move(result));
        if (reports.has_much_to_write()) leave_terminal();
        reports.flush();
      },
      [&] {
        if (progress) progress->advance();
      });
  leave_terminal();
  if (ignores) ignores->finish();
  for (const Error& error : context.unreadable) complain(error.message);
  const auto problem = adoption.finish();
  if (problem) complain(problem->message);
  const ExitCode status = reports.finish({.context = context,
                                          .in_baseline = adoption.in_baseline(),
                                          .on_unchanged_lines = adoption.on_unchanged_lines()});
  return problem ? ExitCode::failed : status;
}

bool has_configuration(Configuration& configuration, std::span<const FoundFile> files) {
  if (files.empty()) return false;
  const Result<std::string> file = configuration.file_for(files.front().path);
  return file.ok() && !file.value().empty();
}

}  // namespace

ExitCode run_check(const CheckOptions& options) {
  std::optional<Error> problem = options.problem;
  const auto keep = [&](std::optional<Error> error) {
    if (!problem) problem = std::move(error);
  };
  auto adoption =
      Adoption::open(options.adoption,
                     {.paths = options.paths, .runner = options.runner, .wanted = options.wanted});
  if (!adoption.ok()) keep(adoption.error());
  FoundPaths found = find_paths(options, adoption.ok() ? &adoption.value() : nullptr);
  Configuration configuration = options.configuration;
  if (!problem) keep(configure(options, configuration, found));
  const bool has_bad_paths = !found.linted.problems.empty() || !found.context.problems.empty();
  if (!problem && !has_bad_paths) {
    keep(read_stdin(found.linted.files, {.name = options.stdin_name,
                                         .max_bytes = options.settings.max_file_bytes,
                                         .runner = options.runner}));
    if (!problem) keep(adoption.value().read(found.linted.files, found.context.files));
  }
  std::vector<FoundFile> files =
      with_context(std::move(found.linted.files), {.given = std::move(found.context.files),
                                                   .is_automatic = options.automatic_context,
                                                   .runner = options.runner});
  if (!problem && !has_bad_paths) keep(adoption.value().settle(files));
  // Before anything is written: reports of runs that come to nothing are written, too.
  if (const auto error = find_overwritten(options, configuration, files)) {
    return complain(error->message);
  }
  const bool is_configured = !problem && has_configuration(configuration, files);
  const std::vector<Settings> settings = configuration.take_settings();
  const std::vector<const Rule*> rules =
      settings.empty() ? std::vector<const Rule*>() : settings_for_run(settings).rules;
  Reports reports(options.report, rules);
  if (is_configured) reports.note_configuration();
  if (problem) {
    complain(problem->message);
    return reports.fail(problem->message);
  }
  if (has_bad_paths) return report_bad_paths(found, reports);
  adoption.value().run(rules);
  return lint(std::move(files), options, settings, adoption.value(), reports);
}

}  // namespace pglint::cli
