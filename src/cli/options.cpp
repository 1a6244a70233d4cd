#include "cli/options.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "cli/arguments.h"
#include "cli/help.h"
#include "cli/values.h"
#include "output/tool_info.h"

namespace pglint::cli {
namespace {

constexpr std::array<Choice<output::Format>, 3> formats = {{{"text", output::Format::text},
                                                            {"json", output::Format::json},
                                                            {"sarif", output::Format::sarif}}};
constexpr std::array<Choice<output::Format>, 2> list_formats = {formats[0], formats[1]};
constexpr std::array<Choice<Severity>, 3> severities = {
    {{"info", Severity::info}, {"warning", Severity::warning}, {"error", Severity::error}}};
constexpr std::array<Choice<std::optional<Severity>>, 4> thresholds = {
    {{"info", Severity::info},
     {"warning", Severity::warning},
     {"error", Severity::error},
     {"never", std::nullopt}}};
constexpr std::array<Choice<ColorWhen>, 3> color_choices = {
    {{"auto", ColorWhen::automatic}, {"always", ColorWhen::always}, {"never", ColorWhen::never}}};

/// Values as they were written, and the flags that every command has.
struct CommonOptions {
  std::string color = "auto";
  bool help = false;

  void add_color(Arguments& arguments) {
    arguments.text({.names = "--color",
                    .value = "WHEN",
                    .help = "auto (default), always or never; NO_COLOR and FORCE_COLOR count\n"
                            "where it is auto"},
                   color);
  }
  void add_help(Arguments& arguments) {
    arguments.flag({.names = "-h,--help", .help = "show this help"}, help);
  }
};

/// The flags about migration files, which `check` and `files` share.
struct MigrationOptions {
  std::string runner = "auto";
  bool check_down = false;

  void add(Arguments& arguments) {
    arguments.heading("Migrations");
    arguments.text({.names = "--runner",
                    .value = "NAME",
                    .help = "the tool that runs the files, such as goose, flyway or psql; auto\n"
                            "(default) finds out"},
                   runner);
    arguments.flag({.names = "--check-down",
                    .help = "lint what takes migrations back, too; else it is only parsed"},
                   check_down);
  }
};

/// The flag about folders, which `check` and `files` share.
struct FolderOptions {
  bool all_files = false;

  void add(Arguments& arguments) {
    arguments.flag({.names = "--all-files",
                    .help = "in folders, read more than *.sql: pg_hba.conf, shell scripts,\n"
                            "Dockerfiles, YAML, Makefiles, .env files"},
                   all_files);
  }
  [[nodiscard]] Wanted wanted() const { return all_files ? Wanted::all_kinds : Wanted::sql; }
};

/// The flags about what is read and not linted, which `check` and `files` share.
struct ContextOptions {
  std::vector<std::string> paths;
  bool is_off = false;

  void add(Arguments& arguments) {
    arguments.heading("Context");
    arguments.paths(
        {.names = "--context",
         .value = "PATH",
         .help = "file or folder with the schema that the linted files build on: read,\n"
                 "but not linted; may be repeated"},
        paths);
    arguments.flag({.names = "--no-context",
                    .help = "do not read the rest of its history for a migration that is named;\n"
                            "files that `--context` gives are read all the same"},
                   is_off);
  }
  [[nodiscard]] std::optional<Error> find_problem() const {
    if (std::ranges::find(paths, "-") == paths.end()) return std::nullopt;
    return Error{"`--context` takes files and folders, not standard input"};
  }
};

/// The runner of that name, or null for `auto`.
Result<const migration::Runner*> parse_runner(const std::string& name) {
  std::vector<std::string_view> words = {"auto"};
  for (const migration::Runner* runner : migration::all_runners()) words.push_back(runner->name);
  if (std::ranges::count(words, std::string_view(name)) == 0) {
    return not_among({"--runner", name}, words);
  }
  return migration::find_runner(name);
}

std::string full_help(const Help& help, const Arguments& arguments) {
  return std::string(help.usage) + arguments.help() + std::string(help.examples);
}

std::string version_text() {
  return fmt::format("{} {} (PostgreSQL {} grammar, libpg_query {})\n", output::tool_name,
                     output::tool_version, output::postgresql_version, output::libpg_query_version);
}

/// What `check` was given, before it is checked.
struct WrittenCheck {
  CommonOptions common;
  std::string format = "text";
  std::string output_file;
  std::string severity;
  std::string fail_on = "warning";
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
  bool statistics = false;
  bool version = false;
  bool accept_foreign_suppressions = false;
  std::optional<std::string> add_ignore;
};

void add_rule_options(Arguments& arguments, WrittenCheck& written) {
  arguments.heading("Rules");
  arguments.list({.names = "--select",
                  .value = "NAME,...",
                  .help = "run only these rules: ids, groups, globs such as '*-type', all"},
                 written.selection.select);
  arguments.list({.names = "--ignore", .value = "NAME,...", .help = "leave these rules out"},
                 written.selection.ignore);
  arguments.repeated({.names = "--option",
                      .value = "RULE.NAME=VALUE",
                      .help = "set an option of a rule; `pglint explain RULE` lists them"},
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
  arguments.list({.names = "--placeholders",
                  .value = "STYLE,...",
                  .help = "templates' placeholders to read as names or values: auto (default:\n"
                          "any, where SQL does not parse), none, dollar-brace (${x}),\n"
                          "dollar-name ($x), pg-promise ($<x>), jinja ({{ x }}, {% if %}),\n"
                          "brace ({x}), erb (<%= x %>), hash-brace (#{x}), at (@x@),\n"
                          "percent (%s, %(x)s)"},
                 written.placeholders);
}

void add_report_options(Arguments& arguments, WrittenCheck& written) {
  arguments.heading("Report");
  arguments.text({.names = "--format", .value = "FORMAT", .help = "text (default), json or sarif"},
                 written.format);
  arguments.text({.names = "-o,--output",
                  .value = "FILE",
                  .help = "write the report there, in one step, instead of standard output"},
                 written.output_file);
  arguments.text({.names = "--severity",
                  .value = "LEVEL",
                  .help = "lowest that is shown: info, warning or error; by default warning in\n"
                          "text and info in JSON and SARIF"},
                 written.severity);
  arguments.text({.names = "--fail-on",
                  .value = "LEVEL",
                  .help = "lowest shown finding that makes the exit code 1: info, warning\n"
                          "(default), error or never; info shows infos, too"},
                 written.fail_on);
  arguments.flag({.names = "--statistics",
                  .help = "print how many findings each rule has instead of the findings"},
                 written.statistics);
  written.common.add_color(arguments);
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

/// What is shown by default is what a person can act on, and never less than what fails the run.
Severity default_severity(const CheckOptions& options) {
  if (options.format != output::Format::text) return Severity::info;
  return std::min(Severity::warning, options.fail_on.value_or(Severity::warning));
}

/// What is wrong with options that are fine by themselves.
std::optional<Error> find_conflict(const CheckOptions& options, const WrittenCheck& written) {
  if (options.paths.empty()) {
    return Error{"no path given: `pglint schema.sql` lints a file, `pglint --help` shows the rest"};
  }
  if (options.statistics && options.format != output::Format::text) {
    return Error{"`--statistics` is text; leave out `--format`"};
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
  return written.context.find_problem();
}

Result<CheckOptions> checked(const WrittenCheck& written, std::vector<std::string> paths) {
  CheckOptions options;
  options.paths = std::move(paths);
  options.context = written.context.paths;
  options.automatic_context = !written.context.is_off;
  options.output_file = written.output_file;
  options.selection = written.selection;
  options.statistics = written.statistics;
  options.check_down = written.migrations.check_down;
  options.accept_foreign_suppressions = written.accept_foreign_suppressions;
  options.add_ignore = written.add_ignore;
  options.wanted = written.folders.wanted();
  if (!written.stdin_name.empty()) options.stdin_name = written.stdin_name;

  FirstError error;
  error.take(choose({"--format", written.format}, formats), options.format);
  error.take(choose({"--fail-on", written.fail_on}, thresholds), options.fail_on);
  error.take(choose({"--color", written.common.color}, color_choices), options.color);
  error.take(parse_pg_version(written.pg_version), options.pg_version);
  error.take(parse_placeholders(written.placeholders), options.placeholders);
  error.take(parse_runner(written.migrations.runner), options.runner);
  error.take(parse_rule_options(written.rule_options), options.rule_options);
  if (!written.jobs.empty()) error.take(parse_jobs(written.jobs), options.jobs);
  if (!written.max_file_size.empty()) {
    error.take(parse_file_size(written.max_file_size), options.max_file_bytes);
  }
  options.lowest_shown = default_severity(options);
  if (!written.severity.empty()) {
    error.take(choose({"--severity", written.severity}, severities), options.lowest_shown);
  }
  if (error.get()) return *error.get();
  if (auto conflict = find_conflict(options, written)) return *conflict;
  return options;
}

Result<Command> parse_check(std::span<const std::string> words) {
  WrittenCheck written;
  Arguments arguments;
  add_report_options(arguments, written);
  add_rule_options(arguments, written);
  add_suppression_options(arguments, written);
  add_input_options(arguments, written);
  written.migrations.add(arguments);
  written.context.add(arguments);
  add_other_options(arguments, written);
  auto paths = arguments.parse(words);
  if (!paths.ok()) return paths.error();
  if (written.common.help) return Command(ShowText{full_help(check_help, arguments)});
  if (written.version) return Command(ShowText{version_text()});
  auto options = checked(written, std::move(paths.value()));
  if (!options.ok()) return options.error();
  return Command(std::move(options.value()));
}

Result<Command> parse_files(std::span<const std::string> words) {
  CommonOptions common;
  MigrationOptions migrations;
  FolderOptions folders;
  ContextOptions context;
  std::string format = "text";
  FilesOptions options;
  Arguments arguments;
  arguments.heading("Input");
  folders.add(arguments);
  migrations.add(arguments);
  context.add(arguments);
  arguments.heading("Other");
  arguments.text({.names = "--format", .value = "FORMAT", .help = "text (default) or json"},
                 format);
  arguments.text({.names = "--stdin-filename",
                  .value = "NAME",
                  .help = "what standard input is called; its name may tell a tool"},
                 options.stdin_name);
  common.add_help(arguments);
  auto paths = arguments.parse(words);
  if (!paths.ok()) return paths.error();
  if (common.help) return Command(ShowText{full_help(files_help, arguments)});
  if (paths.value().empty()) {
    return Error{"no path given: `pglint files migrations/` shows how they are read"};
  }
  if (const auto problem = context.find_problem()) return *problem;
  options.paths = std::move(paths.value());
  options.context = std::move(context.paths);
  options.automatic_context = !context.is_off;
  options.check_down = migrations.check_down;
  options.wanted = folders.wanted();
  FirstError error;
  error.take(choose({"--format", format}, list_formats), options.format);
  error.take(parse_runner(migrations.runner), options.runner);
  if (error.get()) return *error.get();
  return Command(std::move(options));
}

Result<Command> parse_schema(std::span<const std::string> words) {
  CommonOptions common;
  std::string format = "text";
  std::string runner = "auto";
  std::string jobs;
  std::vector<std::string> placeholders;
  SchemaOptions options;
  Arguments arguments;
  arguments.heading("Options");
  arguments.text({.names = "--format",
                  .value = "FORMAT",
                  .help = "text (default), which looks like SQL, or json with every fact"},
                 format);
  arguments.text({.names = "--runner",
                  .value = "NAME",
                  .help = "the tool that runs the files; auto (default) finds out"},
                 runner);
  arguments.list({.names = "--placeholders", .value = "STYLE,...", .help = "as for `pglint check`"},
                 placeholders);
  arguments.text({.names = "--jobs", .value = "N", .help = "threads"}, jobs);
  arguments.text({.names = "--stdin-filename",
                  .value = "NAME",
                  .help = "what standard input is called; its name may tell a tool"},
                 options.stdin_name);
  common.add_help(arguments);
  auto paths = arguments.parse(words);
  if (!paths.ok()) return paths.error();
  if (common.help) return Command(ShowText{full_help(schema_help, arguments)});
  if (paths.value().empty()) {
    return Error{"no path given: `pglint schema migrations/` shows what they leave behind"};
  }
  options.paths = std::move(paths.value());
  FirstError error;
  error.take(choose({"--format", format}, list_formats), options.format);
  error.take(parse_runner(runner), options.runner);
  error.take(parse_placeholders(placeholders), options.placeholders);
  if (!jobs.empty()) error.take(parse_jobs(jobs), options.jobs);
  if (error.get()) return *error.get();
  return Command(std::move(options));
}

Result<Command> parse_explain(std::span<const std::string> words) {
  CommonOptions common;
  Arguments arguments;
  arguments.heading("Options");
  common.add_color(arguments);
  common.add_help(arguments);
  const auto names = arguments.parse(words);
  if (!names.ok()) return names.error();
  if (common.help) return Command(ShowText{full_help(explain_help, arguments)});
  if (names.value().size() != 1) {
    return Error{"`pglint explain` takes one rule; `pglint rules` lists them"};
  }
  ExplainOptions options = {.rule = names.value()[0]};
  FirstError error;
  error.take(choose({"--color", common.color}, color_choices), options.color);
  if (error.get()) return *error.get();
  return Command(std::move(options));
}

Result<Command> parse_rules(std::span<const std::string> words) {
  CommonOptions common;
  std::string format = "text";
  Arguments arguments;
  arguments.heading("Options");
  arguments.text({.names = "--format",
                  .value = "FORMAT",
                  .help = "text (default), or json with every text of every rule"},
                 format);
  common.add_color(arguments);
  common.add_help(arguments);
  const auto rest = arguments.parse(words);
  if (!rest.ok()) return rest.error();
  if (common.help) return Command(ShowText{full_help(rules_help, arguments)});
  if (!rest.value().empty()) {
    return Error{"`pglint rules` takes no names; `pglint check rules` lints a folder called rules"};
  }
  RulesOptions options;
  FirstError error;
  error.take(choose({"--format", format}, list_formats), options.format);
  error.take(choose({"--color", common.color}, color_choices), options.color);
  if (error.get()) return *error.get();
  return Command(options);
}

Result<Command> parse_ast(std::span<const std::string> words) {
  CommonOptions common;
  Arguments arguments;
  arguments.heading("Options");
  common.add_help(arguments);
  auto paths = arguments.parse(words);
  if (!paths.ok()) return paths.error();
  if (common.help) return Command(ShowText{full_help(ast_help, arguments)});
  if (paths.value().size() != 1) return Error{"`pglint ast` takes one file"};
  return Command(AstOptions{.path = std::move(paths.value()[0])});
}

}  // namespace

Result<Command> parse_command_line(std::span<const std::string> arguments) {
  const std::string_view command = arguments.empty() ? std::string_view() : arguments.front();
  if (command == "files") return parse_files(arguments.subspan(1));
  if (command == "schema") return parse_schema(arguments.subspan(1));
  if (command == "explain") return parse_explain(arguments.subspan(1));
  if (command == "rules") return parse_rules(arguments.subspan(1));
  if (command == "ast") return parse_ast(arguments.subspan(1));
  return parse_check(command == "check" ? arguments.subspan(1) : arguments);
}

}  // namespace pglint::cli
