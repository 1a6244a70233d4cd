#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "cli/adopt/adoption.h"
#include "cli/adopt/ignore_adder.h"
#include "cli/adopt/pending_files.h"
#include "cli/command/commands.h"
#include "cli/command/coverage.h"
#include "cli/command/databases.h"
#include "cli/command/fix_plan.h"
#include "cli/command/migration_plan.h"
#include "cli/command/report_place.h"
#include "cli/command/reports.h"
#include "cli/input/context_files.h"
#include "cli/input/discovery.h"
#include "cli/input/standard_input.h"
#include "cli/terminal/complain.h"
#include "cli/terminal/progress.h"
#include "config/preset.h"
#include "lint/heap.h"
#include "lint/run.h"

namespace pglint::cli {
namespace {

/// With less SQL, another thread costs more than it saves.
constexpr std::uintmax_t bytes_per_job = 128 * 1024;

std::size_t job_count(const CheckOptions& options, std::uintmax_t bytes) {
  if (options.jobs) return *options.jobs;
  const std::size_t cores = std::max(std::thread::hardware_concurrency(), 1U);
  return std::min<std::uintmax_t>(cores, bytes / bytes_per_job + 1);
}

/// The lowest severity that any report shows.
Severity lowest_shown(const ReportOptions& options) {
  Severity lowest = Severity::error;
  for (const ReportRequest& report : options.reports) {
    lowest = std::min(lowest, report.lowest_shown);
  }
  return lowest;
}

/// The preset that is named after the migration tool of most files; empty if there is none.
report::Preset preset_for(const std::vector<SourceFile>& files) {
  std::map<const migration::Runner*, std::size_t> files_of;
  for (const SourceFile& file : files) {
    if (!file.is_context) ++files_of[file.facts.runner];
  }
  for (const auto& [runner, count] : files_of) {
    const config::Preset* const preset = config::find_preset(runner->name);
    if (preset == nullptr || count * 2 <= files.size()) continue;
    const std::string_view tool = runner->title.substr(0, runner->title.find(" ("));
    return {.name = preset->name, .tool = tool, .ignored = preset->ignore};
  }
  return {};
}

/// One run of `check`, which ends in `lint` or in `fail`.
class CheckRun {
 public:
  explicit CheckRun(const CheckOptions& options)
      : options_(options), configuration_(options.configuration) {}

  [[nodiscard]] ExitCode run() {
    const std::optional<RunFailure> failure = prepare();
    return failure ? fail(*failure) : lint();
  }

 private:
  /// Finds the files and their settings. Stops at the first problem.
  std::optional<RunFailure> prepare() {
    auto adoption = Adoption::open(
        options_.adoption,
        {.paths = options_.paths, .runner = options_.runner, .wanted = options_.wanted});
    linted_ = adoption.ok() ? adoption.value().find_files()
                            : discover(options_.paths, options_.runner, options_.wanted);
    context_ = discover(options_.context, options_.runner);
    for (SourceFile& file : context_.files) file.is_of_all = true;
    if (options_.problem) return because(*options_.problem);
    if (!adoption.ok()) return because(adoption.error());
    if (const auto error = configure()) return because(*error);
    if (!linted_.problems.empty() || !context_.problems.empty()) return bad_paths();
    if (const auto error = read_stdin(linted_.files, {.name = options_.stdin_name,
                                                      .max_bytes = options_.settings.max_file_bytes,
                                                      .runner = options_.runner})) {
      return because(*error);
    }
    if (const auto error = adoption.value().complete_files(linted_.files, context_sources())) {
      return because(*error);
    }
    if (const auto error = assign_databases(linted_.files, configuration_)) return because(*error);
    adoption_.emplace(std::move(adoption).value());
    return std::nullopt;
  }

  static RunFailure because(const Error& error) { return {.reason = error.message}; }

  [[nodiscard]] RunFailure bad_paths() const {
    RunFailure failure;
    for (const BadPath& path : linted_.problems) {
      failure.bad_paths.push_back({.path = path, .effect = "cannot lint"});
    }
    for (const BadPath& path : context_.problems) {
      failure.bad_paths.push_back({.path = path, .effect = "cannot read context"});
    }
    return failure;
  }

  /// Gives each file its settings and removes excluded files. Excluded migrations become context,
  /// because later ones build on them.
  std::optional<Error> configure() {
    // The first settings are those of the run.
    const auto first = configuration_.settings_for(root_of(options_.paths), options_.settings);
    if (!first.ok()) return first.error();
    configuration_.note_plain_folders(std::move(linted_.plain_folders));
    if (options_.has_excludes) forgive_excluded_folders();
    std::vector<SourceFile> linted;
    for (SourceFile& file : linted_.files) {
      const std::string& path = file.is_stdin ? options_.stdin_name : file.path;
      if (!file.is_stdin) {
        if (const auto error = configuration_.note_file(path)) return *error;
      }
      const auto is_excluded = configuration_.is_excluded(path);
      if (!is_excluded.ok()) return is_excluded.error();
      if (is_excluded.value() && options_.has_excludes) {
        const bool is_migration = file.facts.runner != &migration::psql_runner();
        if (is_migration) context_.files.push_back(std::move(file));
        continue;
      }
      const auto settings = configuration_.settings_for(path, options_.settings);
      if (!settings.ok()) return settings.error();
      file.settings = settings.value();
      linted.push_back(std::move(file));
    }
    linted_.files = std::move(linted);
    return std::nullopt;
  }

  /// Drops problems with folders that are excluded anyway.
  void forgive_excluded_folders() {
    std::erase_if(linted_.problems, [&](const BadPath& problem) {
      const auto is_excluded = configuration_.is_excluded(problem.path + "/.");
      return is_excluded.ok() && is_excluded.value();
    });
  }

  [[nodiscard]] ContextSources context_sources() const {
    return {.given = context_.files,
            .is_automatic = options_.automatic_context,
            .runner = options_.runner};
  }

  [[nodiscard]] std::optional<Error> overwritten() const {
    return find_forbidden_report(options_, configuration_, linted_.files);
  }

  /// Needs all settings, because they say which rules run.
  [[nodiscard]] Reports open_reports() {
    take_settings();
    const bool prints_sql = options_.fixes.fix && reads_stdin();
    return Reports(options_.report, rules_, prints_sql);
  }

  void take_settings() {
    settings_ = configuration_.take_settings();
    if (!settings_.empty()) rules_ = settings_for_run(settings_).rules;
  }

  [[nodiscard]] bool reads_stdin() const {
    return std::ranges::find(options_.paths, "-") != options_.paths.end();
  }

  [[nodiscard]] EditRequest edit_request() const {
    return {.base = options_.adoption.base,
            .has_start = options_.adoption.start_after.has_value(),
            .edits_applied = options_.fixes.edits_applied};
  }

  [[nodiscard]] FixPlan plan_fixes(const std::vector<SourceFile>& files, FindingFilter& filter,
                                   std::size_t jobs) {
    return FixPlan({.options = options_.fixes,
                    .lowest = lowest_shown(options_.report),
                    .jobs = jobs,
                    .keeps_lines = options_.adoption.changes.any(),
                    .edits = edit_request()},
                   files, settings_, filter);
  }

  /// Takes the settings, and gives the filter of a run that plans changes without reports.
  [[nodiscard]] FindingFilter begin_plan() {
    take_settings();
    prepare_heap(heap_bytes_for(bytes_of(linted_.files)));
    return std::move(*adoption_).filter(rules_);
  }

  /// Prints what `--fix` would change.
  ExitCode show_fixes() {
    FindingFilter filter = begin_plan();
    const std::vector<SourceFile>& files = linted_.files;
    return plan_fixes(files, filter, job_count(options_, bytes_of(files))).show();
  }

  /// Writes or shows new migrations instead of editing files.
  ExitCode write_migrations() {
    FindingFilter filter = begin_plan();
    const std::vector<SourceFile>& files = linted_.files;
    return MigrationPlan({.name = *options_.fixes.as_migration,
                          .shows = options_.fixes.diff,
                          .lowest = lowest_shown(options_.report),
                          .jobs = job_count(options_, bytes_of(files)),
                          .edits = edit_request()},
                         files, settings_, filter)
        .run();
  }

  /// Ends a run without linting. Even then, no report may replace a file of the run.
  ExitCode fail(const RunFailure& failure) {
    linted_.files = with_context(std::move(linted_.files), context_sources());
    if (const auto error = overwritten()) return complain(error->message);
    return open_reports().fail(failure);
  }

  ExitCode lint() {
    if (const auto error = overwritten()) return complain(error->message);
    const bool is_configured = has_configuration();
    if (options_.fixes.as_migration) return write_migrations();
    if (options_.fixes.fix && options_.fixes.diff) return show_fixes();
    Reports reports = open_reports();
    if (is_configured) reports.note_configuration();
    FindingFilter filter = std::move(*adoption_).filter(rules_);
    return lint_into(reports, filter);
  }

  [[nodiscard]] bool has_configuration() {
    if (linted_.files.empty()) return false;
    const Result<std::string> file = configuration_.file_for(linted_.files.front().path);
    return file.ok() && !file.value().empty();
  }

  ExitCode lint_into(Reports& reports, FindingFilter& filter) {
    Coverage coverage = coverage_for(filter);
    std::vector<SourceFile> files = std::move(linted_.files);
    // Lines that changed are new by themselves.
    if (!options_.adoption.changes.any()) {
      const auto error = mark_pending(files, options_.paths, options_.adoption.base);
      if (error) return complain(error->message);
    }
    reports.suggest_preset(preset_for(files));
    reports.note_not_searched(linted_.not_searched);
    const std::uintmax_t bytes = bytes_of(files);
    const std::size_t jobs = job_count(options_, bytes);
    prepare_heap(heap_bytes_for(bytes));
    std::optional<Progress> progress;
    if (may_show_progress()) progress = progress_on_stderr(files.size());
    const auto leave_terminal = [&] {
      if (progress) progress->erase();
    };
    std::optional<IgnoreAdder> ignores;
    if (options_.add_ignore) {
      ignores.emplace(IgnoreAdder::Request{.reason = *options_.add_ignore,
                                           .lowest = lowest_shown(options_.report),
                                           .jobs = jobs},
                      settings_, EditGate(edit_request()));
      ignores->plan(files);
    }
    if (options_.fixes.fix) {
      reports.note_fixed(plan_fixes(files, filter, jobs).write(files));
    }
    FixOffers offers(files, EditGate(edit_request()));
    const ContextOutcome context = lint_files(
        std::move(files), settings_, jobs,
        [&](FileResult&& result) {
          if (ignores) ignores->take(result);
          offers.take(result);
          if (result.unreadable) {
            leave_terminal();
            complain(result.unreadable->message);
          }
          filter.apply(result);
          reports.file(std::move(result));
          if (reports.has_much_to_write()) leave_terminal();
          reports.flush();
        },
        [&] {
          if (progress) progress->advance();
        },
        is_old_by(filter));
    leave_terminal();
    if (ignores) ignores->finish();
    LeftOut left_out =
        std::move(filter).finish([&](const std::string& folder, const std::string& file) {
          return coverage.is_complete(folder, file);
        });
    return reports.finish({.context = context, .left_out = std::move(left_out)});
  }

  /// Knows the files of the run if the baseline may ask about them.
  [[nodiscard]] Coverage coverage_for(const FindingFilter& filter) {
    const std::vector<SourceFile> none;
    return {{.runner = options_.runner,
             .wanted = options_.wanted,
             .has_excludes = options_.has_excludes},
            filter.leaves_out() ? linted_.files : none,
            configuration_};
  }

  static IsOld is_old_by(FindingFilter& filter) {
    if (!filter.leaves_out()) return {};
    return [&](const FileResult& file, const Finding& finding) {
      return filter.is_old(file, finding);
    };
  }

  const CheckOptions& options_;
  Configuration configuration_;
  Discovery linted_;   ///< with context in between, once it is complete
  Discovery context_;  ///< from `--context`
  std::optional<Adoption> adoption_;
  std::vector<Settings> settings_;
  std::vector<const Rule*> rules_;
};

}  // namespace

ExitCode run_check(const CheckOptions& options) {
  prepare_heap(heap_bytes_for(0));
  return CheckRun(options).run();
}

}  // namespace pglint::cli
