#include "cli/flag/check_options.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "cli/flag/arguments.h"
#include "cli/flag/config_options.h"
#include "cli/flag/help.h"
#include "cli/flag/shared_options.h"
#include "cli/flag/typed_key.h"
#include "cli/flag/values.h"
#include "report/tool_info.h"

namespace pglint::cli {
namespace {

std::string version_text() {
  const std::string commit =
      report::tool_commit.empty() ? "" : fmt::format("commit {}, ", report::tool_commit);
  return fmt::format("{} {} ({}PostgreSQL {} grammar, libpg_query {})\n", report::tool_name,
                     report::tool_version, commit, report::postgresql_version,
                     report::libpg_query_version);
}

/// The flags of `check` that are not keys.
struct CheckFlags {
  CommonOptions common;
  ReportFlags reports;
  ConfigOptions config;
  AdoptionOptions adoption;
  std::vector<std::string> rule_options;
  std::string stdin_name;
  bool no_exclude = false;
  bool version = false;
  std::optional<std::string> add_ignore;
  FixOptions fixes;
};

void add_rule_options(Arguments& arguments, CheckFlags& flags) {
  arguments.heading("Rules");
  arguments.keys({"preset", "select", "ignore", "min-confidence"});
  arguments.repeated(
      {.names = "--option",
       .value = "RULE.NAME=VALUE",
       .help = "set an option of a rule; `pglint explain RULE` lists them; all have\n"
               "severity: error, warning, info or off",
       .words = rule_option_words},
      flags.rule_options);
  arguments.keys({"pg-version"});
}

void add_suppression_options(Arguments& arguments, CheckFlags& flags) {
  arguments.heading("Suppressions");
  arguments.optional_text(
      {.names = "--add-ignore",
       .value = "[=REASON]",
       .help = "write `pglint: ignore` comments, with REASON, for reported findings;\n"
               "only what remains is reported"},
      flags.add_ignore);
  arguments.keys({"honor-other-linters"});
}

void add_input_options(Arguments& arguments, CheckFlags& flags) {
  arguments.heading("Input");
  arguments.keys({"all-files", "no-gitignore", "exclude"});
  arguments.flag({.names = "--no-exclude",
                  .help = "lint excluded files too, and folders of packages (node_modules)"},
                 flags.no_exclude);
  arguments.keys({"placeholders"});
}

void add_other_options(Arguments& arguments, CheckFlags& flags) {
  arguments.heading("Other");
  arguments.text({.names = "--stdin-filename",
                  .value = "NAME",
                  .help = "name of standard input in the report"},
                 flags.stdin_name);
  arguments.keys({"jobs", "max-file-size"});
  arguments.flag({.names = "--version", .help = "show the versions of pglint and its parser"},
                 flags.version);
  flags.common.add_help(arguments);
}

void add_check_options(Arguments& arguments, CheckFlags& flags) {
  flags.reports.add(arguments);
  add_rule_options(arguments, flags);
  flags.fixes.add_to(arguments);
  add_suppression_options(arguments, flags);
  add_input_options(arguments, flags);
  add_migration_keys(arguments);
  add_context_keys(arguments);
  flags.adoption.add_to(arguments);
  flags.config.add(arguments);
  add_other_options(arguments, flags);
}

std::optional<Error> find_conflict_of_fixes(const CheckOptions& options, bool reads_stdin) {
  if (auto problem = options.fixes.find_problem()) return problem;
  if (options.fixes.edits_applied && !options.fixes.fix && !options.add_ignore) {
    return Error{"`--edit-applied` needs `--fix` or `--add-ignore`"};
  }
  if (!options.fixes.fix) return std::nullopt;
  const BaselineOptions& baseline = options.adoption.baseline;
  if (options.add_ignore || baseline.write || baseline.prune) {
    return Error{
        "`--fix` cannot be combined with `--add-ignore`, `--write-baseline` or "
        "`--prune-baseline`; fix first"};
  }
  if (options.adoption.changes.diff_file) {
    return Error{"`--fix` cannot be combined with `--diff-file`; use `--since`"};
  }
  if (reads_stdin && options.paths.size() > 1) {
    return Error{"`--fix` prints the fixed text of standard input, so fix other files apart"};
  }
  return std::nullopt;
}

/// A contradiction between valid options.
std::optional<Error> find_conflict(const CheckOptions& options, const CheckFlags& flags) {
  const bool reads_stdin = std::ranges::find(options.paths, "-") != options.paths.end();
  if (!flags.stdin_name.empty() && !reads_stdin) {
    return Error{"`--stdin-filename` needs the path `-` (standard input)"};
  }
  if (options.add_ignore && reads_stdin) {
    return Error{"`--add-ignore` cannot write comments to standard input"};
  }
  if (options.add_ignore && options.add_ignore->find_first_of("\r\n") != std::string::npos) {
    return Error{"the reason of `--add-ignore` must be one line"};
  }
  if (options.add_ignore && options.adoption.leaves_findings_out()) {
    return Error{
        "`--add-ignore` cannot be combined with `--baseline`, `--since`, `--staged` or "
        "`--diff-file`"};
  }
  if (auto problem = find_conflict_of_fixes(options, reads_stdin)) return problem;
  return options.adoption.find_problem(options.paths);
}

/// The keys and rule options on the command line.
Result<config::Layer> layer_of(const CheckFlags& flags, const Arguments& arguments) {
  std::error_code error;
  const std::string here = std::filesystem::current_path(error).string();
  config::Layer layer = arguments.given();
  const auto options = parse_rule_options(flags.rule_options);
  if (!options.ok()) return options.error();
  for (const OptionValue& option : options.value()) {
    layer.rules[option.rule].insert_or_assign(
        option.option, config::Value{.items = {option.value}, .place = "--option", .folder = here});
  }
  return layer;
}

Result<CheckOptions> checked(const CheckFlags& flags, const KeyValues& values,
                             std::vector<std::string> paths) {
  CheckOptions options;
  options.paths = std::move(paths);
  if (options.paths.empty() && !flags.adoption.changes.any()) options.paths = {"."};
  options.context = values.context;
  options.automatic_context = !values.no_context;
  if (!flags.stdin_name.empty()) options.stdin_name = flags.stdin_name;
  auto report = flags.reports.options(values);
  if (!report.ok()) return report.error();
  options.report = std::move(report).value();
  options.jobs = values.jobs;
  options.runner = values.runner;
  options.wanted = wanted_of(values);
  options.settings.max_file_bytes = values.max_file_bytes;
  options.settings.honor_other_linters = values.honor_other_linters;
  options.has_excludes = !flags.no_exclude;
  options.wanted.with_generated = flags.no_exclude;
  options.adoption = flags.adoption;
  options.adoption.baseline.read = values.baseline;
  options.adoption.start_after = values.start_after;
  options.adoption.base = values.base;
  // A baseline knows what files have that are named, too.
  const BaselineOptions& baseline = options.adoption.baseline;
  options.settings.new_within = values.new_within;
  options.settings.shows_applied =
      values.shows_applied || baseline.write.has_value() || baseline.prune;
  options.add_ignore = flags.add_ignore;
  options.fixes = flags.fixes;
  if (auto conflict = find_conflict(options, flags)) return *conflict;
  return options;
}

}  // namespace

Result<Command> parse_check(std::span<const std::string> words) {
  CheckFlags flags;
  Arguments arguments("check");
  add_check_options(arguments, flags);
  auto paths = arguments.parse(words);
  if (!paths.ok()) return paths.error();
  if (flags.common.help) return Command(ShowText{full_help(check_help, arguments)});
  if (flags.version) return Command(ShowText{version_text()});
  const auto layer = layer_of(flags, arguments);
  if (!layer.ok()) return layer.error();
  auto values = read_values(layer.value());
  if (!values.ok()) return values.error();
  auto configuration = flags.config.open(paths.value(), layer.value());
  if (configuration.ok()) values = read_values(configuration.value().run());
  if (!values.ok()) return values.error();
  auto options = checked(flags, values.value(), std::move(paths.value()));
  if (!options.ok()) return options.error();
  if (configuration.ok()) {
    options.value().configuration = std::move(configuration).value();
  } else {
    options.value().problem = configuration.error();
  }
  return Command(std::move(options.value()));
}

}  // namespace pglint::cli
