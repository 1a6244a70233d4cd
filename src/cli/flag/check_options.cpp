// What `pglint check` takes: by far the most options, and those that configuration is checked by.
#include "cli/flag/check_options.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "cli/flag/arguments.h"
#include "cli/flag/config_options.h"
#include "cli/flag/help.h"
#include "cli/flag/shared_options.h"
#include "cli/flag/values.h"
#include "cli/flag/word_lists.h"
#include "report/tool_info.h"

namespace pglint::cli {
namespace {

std::string version_text() {
  return fmt::format("{} {} (PostgreSQL {} grammar, libpg_query {})\n", report::tool_name,
                     report::tool_version, report::postgresql_version, report::libpg_query_version);
}

/// What `check` was given, before it is checked.
struct WrittenCheck {
  CommonOptions common;
  WrittenReports reports;
  std::string jobs;
  std::string max_file_size;
  std::string pg_version = std::to_string(newest_pg_version);
  std::string stdin_name;
  RuleSelection selection;
  std::vector<std::string> rule_options;
  std::vector<std::string> placeholders;
  MigrationOptions migrations;
  FolderOptions folders;
  ContextOptions context;
  ConfigOptions config;
  AdoptionOptions adoption;
  std::vector<std::string> presets;
  std::vector<std::string> exclude;
  bool no_exclude = false;
  bool version = false;
  bool accept_foreign_suppressions = false;
  std::optional<std::string> add_ignore;
};

void add_rule_options(Arguments& arguments, WrittenCheck& written) {
  arguments.heading("Rules");
  arguments.list({.names = "--preset",
                  .value = "NAME,...",
                  .help = "rules for a purpose: default, wiki, design, strict, or without what an\n"
                          "ORM writes by itself: prisma, rails, django",
                  .words = preset_words},
                 written.presets);
  arguments.list({.names = "--select",
                  .value = "NAME,...",
                  .help = "run only these rules: ids, groups, globs such as '*-type', all, or\n"
                          "default for those that are on by default",
                  .words = rule_selectors},
                 written.selection.select);
  arguments.list({.names = "--ignore",
                  .value = "NAME,...",
                  .help = "leave these rules out",
                  .words = rule_selectors},
                 written.selection.ignore);
  arguments.repeated(
      {.names = "--option",
       .value = "RULE.NAME=VALUE",
       .help = "set an option of a rule; `pglint explain RULE` lists them, and each has\n"
               "severity: error, warning, info or off"},
      written.rule_options);
  arguments.text({.names = "--pg-version",
                  .value = "N",
                  .help = fmt::format("PostgreSQL version that the SQL is for, {} to {} (default)",
                                      oldest_pg_version, newest_pg_version)},
                 written.pg_version);
}

void add_suppression_options(Arguments& arguments, WrittenCheck& written) {
  arguments.heading("Suppressions");
  arguments.optional_text(
      {.names = "--add-ignore",
       .value = "[=REASON]",
       .help = "write `pglint: ignore` comments, with that reason, for all that is\n"
               "shown; what is left is reported"},
      written.add_ignore);
  arguments.flag({.names = "--accept-foreign-suppressions",
                  .help = "heed comments of Squawk (squawk-ignore) and SQLFluff (noqa), as far as\n"
                          "pglint has such rules"},
                 written.accept_foreign_suppressions);
}

void add_input_options(Arguments& arguments, WrittenCheck& written) {
  arguments.heading("Input");
  written.folders.add(arguments);
  arguments.list({.names = "--exclude",
                  .value = "GLOB,...",
                  .help = "do not lint these files and folders, also where they are given; as\n"
                          ".gitignore writes them: seeds/, *.gen.sql, db/**/old"},
                 written.exclude);
  arguments.flag({.names = "--no-exclude", .help = "lint what flags and configuration exclude"},
                 written.no_exclude);
  arguments.list({.names = "--placeholders",
                  .value = "STYLE,...",
                  .help = "templates' placeholders to read as names or values: auto (default:\n"
                          "any, where SQL does not parse), none, dollar-brace (${x}),\n"
                          "dollar-name ($x), pg-promise ($<x>), jinja ({{ x }}, {% if %}),\n"
                          "brace ({x}), erb (<%= x %>), hash-brace (#{x}), at (@x@),\n"
                          "percent (%s, %(x)s)",
                  .words = placeholder_words},
                 written.placeholders);
}

void add_other_options(Arguments& arguments, WrittenCheck& written) {
  arguments.heading("Other");
  arguments.text({.names = "--stdin-filename",
                  .value = "NAME",
                  .help = "what to call standard input in the report"},
                 written.stdin_name);
  arguments.text({.names = "--jobs",
                  .value = "N",
                  .help = "threads; by default as many as there are cores and work for"},
                 written.jobs);
  arguments.text({.names = "--max-file-size",
                  .value = "SIZE",
                  .help = "leave larger files out, with a finding that says so: bytes, or with K,\n"
                          "M or G; 1G by default, which is all that the parser takes"},
                 written.max_file_size);
  arguments.flag({.names = "--version", .help = "show the versions of pglint and its parser"},
                 written.version);
  written.common.add_help(arguments);
}

/// What is wrong with options that are fine by themselves.
std::optional<Error> find_conflict(const CheckOptions& options, const WrittenCheck& written) {
  if (options.paths.empty() && !options.adoption.changes.any()) {
    return Error{"no path given: `pglint schema.sql` lints a file, `pglint --help` shows the rest"};
  }
  const bool reads_stdin = std::ranges::find(options.paths, "-") != options.paths.end();
  if (!written.stdin_name.empty() && !reads_stdin) {
    return Error{"`--stdin-filename` names standard input, but no path is `-`"};
  }
  if (options.add_ignore && reads_stdin) {
    return Error{"`--add-ignore` writes to files; standard input is none"};
  }
  if (options.add_ignore && options.add_ignore->find_first_of("\r\n") != std::string::npos) {
    return Error{"the reason of `--add-ignore` is one line"};
  }
  if (options.add_ignore && options.adoption.leaves_findings_out()) {
    return Error{
        "`--add-ignore` writes a comment for every finding; it does not go with `--baseline`, "
        "`--since`, `--staged` and `--diff-file`"};
  }
  if (auto problem = options.adoption.find_problem(options.paths)) return problem;
  return written.context.find_problem();
}

Result<CheckOptions> checked(const WrittenCheck& written, std::vector<std::string> paths) {
  CheckOptions options;
  options.paths = std::move(paths);
  options.context = written.context.paths;
  options.automatic_context = !written.context.is_off;
  options.has_excludes = !written.no_exclude;
  options.adoption = written.adoption;
  options.add_ignore = written.add_ignore;
  options.settings.check_down = written.migrations.check_down;
  options.settings.accept_foreign_suppressions = written.accept_foreign_suppressions;
  options.wanted = written.folders.wanted();
  if (!written.stdin_name.empty()) options.stdin_name = written.stdin_name;

  FirstError error;
  error.take(written.reports.checked(), options.report);
  error.take(parse_pg_version(written.pg_version), options.settings.pg_version);
  error.take(parse_placeholders(written.placeholders), options.settings.placeholders);
  error.take(parse_runner(written.migrations.runner), options.runner);
  if (!written.jobs.empty()) error.take(parse_jobs(written.jobs), options.jobs);
  if (!written.max_file_size.empty()) {
    error.take(parse_file_size(written.max_file_size), options.settings.max_file_bytes);
  }
  if (error.get()) return *error.get();
  if (auto conflict = find_conflict(options, written)) return *conflict;
  return options;
}

void add_check_options(Arguments& arguments, WrittenCheck& written) {
  written.reports.add(arguments);
  add_rule_options(arguments, written);
  add_suppression_options(arguments, written);
  add_input_options(arguments, written);
  written.migrations.add(arguments);
  written.context.add(arguments);
  written.adoption.add_to(arguments);
  written.config.add(arguments);
  add_other_options(arguments, written);
}

/// What the command line says of keys that may differ from file to file.
Result<config::Layer> layer_of(const WrittenCheck& written, const Arguments& arguments) {
  std::error_code error;
  const std::string here = std::filesystem::current_path(error).string();
  config::Layer layer;
  const auto add = [&](std::string_view key, std::vector<std::string> items) {
    std::string flag = fmt::format("--{}", key);
    if (!arguments.has(flag)) return;
    layer.values.emplace(
        key, config::Value{.items = std::move(items), .place = std::move(flag), .folder = here});
  };
  add("preset", written.presets);
  add("select", written.selection.select);
  add("ignore", written.selection.ignore);
  add("pg-version", {written.pg_version});
  add("placeholders", written.placeholders);
  add("check-down", {"true"});
  add("exclude", written.exclude);
  if (const auto exclude = layer.values.find("exclude"); exclude != layer.values.end()) {
    if (auto problem = config_checks().value("exclude", exclude->second)) return *problem;
  }
  const auto options = parse_rule_options(written.rule_options);
  if (!options.ok()) return options.error();
  for (const OptionValue& option : options.value()) {
    layer.rules[option.rule].insert_or_assign(
        option.option, config::Value{.items = {option.value}, .place = "--option", .folder = here});
  }
  return layer;
}

}  // namespace

Result<Command> parse_check(std::span<const std::string> words) {
  WrittenCheck written;
  Arguments arguments;
  add_check_options(arguments, written);
  auto paths = arguments.parse(words);
  if (!paths.ok()) return paths.error();
  if (written.common.help) return Command(ShowText{full_help(check_help, arguments)});
  if (written.version) return Command(ShowText{version_text()});
  const auto layer = layer_of(written, arguments);
  if (!layer.ok()) return layer.error();
  auto configuration = written.config.configure(paths.value(), layer.value(), arguments);
  auto options = checked(written, std::move(paths.value()));
  if (!options.ok()) return options.error();
  if (configuration.ok()) {
    options.value().configuration = std::move(configuration).value();
  } else {
    options.value().problem = configuration.error();
  }
  return Command(std::move(options.value()));
}

std::string option_help(std::string_view name) {
  WrittenCheck written;
  Arguments arguments;
  add_check_options(arguments, written);
  return arguments.help_of(fmt::format("--{}", name));
}

std::optional<Error> find_option_fault(std::string_view name,
                                       const std::vector<std::string>& values) {
  WrittenCheck written;
  Arguments arguments;
  add_check_options(arguments, written);
  if (arguments.parse({}).ok()) arguments.set_default(fmt::format("--{}", name), values);
  const auto options = checked(written, {"-"});
  if (options.ok()) return std::nullopt;
  return options.error();
}

}  // namespace pglint::cli
