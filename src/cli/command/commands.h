// The commands of the program, one function each. All print errors themselves.
#pragma once

#include <string>
#include <string_view>

#include "cli/flag/options.h"
#include "cli/terminal/exit_code.h"

namespace pglint::cli {

/// `pglint [check] PATH…`: lint and report.
[[nodiscard]] ExitCode run_check(const CheckOptions& options);

/// `pglint ast FILE`: the parse tree, for rule authors.
[[nodiscard]] ExitCode run_ast(const AstOptions& options);

/// `pglint files PATH…`: how files are read.
[[nodiscard]] ExitCode run_files(FilesOptions options);

/// `pglint schema PATH…`: the schema after all files ran.
[[nodiscard]] ExitCode run_schema(SchemaOptions options);

/// `pglint locks PATH…`: what the statements lock.
[[nodiscard]] ExitCode run_locks(LocksOptions options);

/// `pglint explain RULE`: the page of a rule.
[[nodiscard]] ExitCode run_explain(const ExplainOptions& options);

/// `pglint rules`: the rules, a line each.
[[nodiscard]] ExitCode run_rules(const RulesOptions& options);

/// `pglint config`: the settings for a file and where each comes from.
[[nodiscard]] ExitCode run_config(const ConfigCommandOptions& options);

/// `pglint init`: writes a first configuration.
[[nodiscard]] ExitCode run_init(const InitOptions& options);

/// Prints `text`: a help text or a version.
[[nodiscard]] ExitCode run_show(const ShowText& show);

/// The JSON Schema of `pglint.toml`, for editors.
[[nodiscard]] std::string config_schema();

/// `page`, which is docs/configuration.md, with up-to-date tables of keys and presets.
[[nodiscard]] std::string with_config_tables(std::string_view page);

}  // namespace pglint::cli
