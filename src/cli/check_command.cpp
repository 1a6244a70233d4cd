#include "cli/check_command.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "cli/color.h"
#include "cli/complain.h"
#include "cli/context_files.h"
#include "cli/discovery.h"
#include "cli/ignore_adder.h"
#include "cli/inputs.h"
#include "cli/report_sink.h"
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

std::unique_ptr<output::Reporter> reporter_for(const CheckOptions& options,
                                               const Settings& settings) {
  std::error_code error;
  // A file does not become a terminal because standard output is one.
  const bool may_color = options.output_file.empty() || options.color == ColorWhen::always;
  return output::make_reporter(
      options.format, {.color = may_color ? color_of_stdout(options.color) : output::Color::off,
                       .statistics = options.statistics,
                       .rules = settings.rules,
                       .working_directory = std::filesystem::current_path(error).string()});
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

/// Says what is wrong with every path. JSON and SARIF are whole documents even then, so that no
/// program reads half of one; text has nothing to say.
ExitCode report_bad_paths(const CheckOptions& options, const FoundPaths& found,
                          output::Reporter& reporter, ReportSink& sink) {
  const auto report = [&](const BadPath& problem, const std::string& effect) {
    complain(effect + " `" + problem.path + "`: " + problem.reason);
    FileResult result;
    result.path = problem.path;
    result.not_analysed.push_back(problem.reason);
    result.unreadable = Error{problem.reason};
    reporter.file(result, sink.buffer());
  };
  for (const BadPath& problem : found.linted.problems) report(problem, "cannot lint");
  for (const BadPath& problem : found.context.problems) report(problem, "cannot read the context");
  const std::size_t problems = found.linted.problems.size() + found.context.problems.size();
  if (options.format == output::Format::text) return ExitCode::failed;
  reporter.finish({.files_unreadable = problems, .linted = false}, sink.buffer());
  if (const auto error = sink.finish()) complain(error->message);
  return ExitCode::failed;
}

/// A report that replaces the SQL it is about is a slip of the finger: `-o schema.sql` without a
/// name.
std::optional<Error> find_overwritten(const CheckOptions& options,
                                      const std::vector<FoundFile>& files) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (options.output_file.empty() || !fs::is_regular_file(options.output_file, error)) return {};
  for (const FoundFile& file : files) {
    if (file.is_stdin || !fs::equivalent(file.path, options.output_file, error)) continue;
    return Error{"`--output " + options.output_file + "` would overwrite what is to be " +
                 (file.is_context ? "read as context" : "linted")};
  }
  return std::nullopt;
}

bool fails(const output::SeverityCounts& shown, std::optional<Severity> fail_on) {
  if (!fail_on) return false;
  return std::ranges::any_of(
      std::array{Severity::info, Severity::warning, Severity::error},
      [&](Severity severity) { return severity >= *fail_on && shown[severity] > 0; });
}

}  // namespace

ExitCode run_check(const CheckOptions& options) {
  auto rules = select_rules(options.selection);
  if (!rules.ok()) return complain(rules.error().message);
  Settings settings = {.rules = std::move(rules).value(),
                       .pg_version = options.pg_version,
                       .placeholders = options.placeholders,
                       .check_down = options.check_down,
                       .max_file_bytes = options.max_file_bytes,
                       .accept_foreign_suppressions = options.accept_foreign_suppressions};
  for (const OptionValue& option : options.rule_options) {
    if (const auto error = set_option(option, settings)) return complain(error->message);
  }
  const auto reporter = reporter_for(options, settings);
  ReportSink sink(options.output_file);

  FoundPaths found = find_paths(options);
  if (!found.linted.problems.empty() || !found.context.problems.empty()) {
    return report_bad_paths(options, found, *reporter, sink);
  }
  if (const auto error = read_stdin(found.linted.files, {.name = options.stdin_name,
                                                         .max_bytes = options.max_file_bytes,
                                                         .runner = options.runner})) {
    return complain(error->message);
  }
  std::vector<FoundFile> files =
      with_context(std::move(found.linted.files), {.given = std::move(found.context.files),
                                                   .is_automatic = options.automatic_context,
                                                   .runner = options.runner});
  if (const auto error = find_overwritten(options, files)) return complain(error->message);
  const std::size_t jobs = job_count(options, files);

  std::vector<Input> inputs = inputs_of(std::move(files));
  std::optional<IgnoreAdder> ignores;
  if (options.add_ignore) {
    ignores.emplace(
        IgnoreAdder::Request{
            .reason = *options.add_ignore, .lowest = options.lowest_shown, .jobs = jobs},
        settings);
    ignores->plan(inputs);
  }

  output::Summary summary;
  ContextOutcome context = lint_files(std::move(inputs), settings, jobs, [&](FileResult&& result) {
    if (ignores) ignores->take(result);
    if (result.unreadable) complain(result.unreadable->message);
    output::tally(result, options.lowest_shown, summary);
    reporter->file(result, sink.buffer());
    sink.flush();
  });
  if (ignores) ignores->finish();
  for (const Error& error : context.unreadable) complain(error.message);
  summary.files_unreadable += context.unreadable.size();
  summary.context_not_read = std::move(context.not_read_in_full);
  reporter->finish(summary, sink.buffer());
  if (const auto error = sink.finish()) return complain(error->message);
  if (summary.files_unreadable > 0) return ExitCode::failed;
  return fails(summary.shown, options.fail_on) ? ExitCode::findings : ExitCode::clean;
}

}  // namespace pglint::cli
