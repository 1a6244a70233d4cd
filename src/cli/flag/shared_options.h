// Options that several commands have, as they were written.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "cli/flag/arguments.h"
#include "cli/flag/help.h"
#include "cli/flag/options.h"
#include "cli/flag/word_lists.h"
#include "cli/input/discovery.h"
#include "migration/runner.h"
#include "text/result.h"

namespace pglint::cli {

/// The flags that every command has.
struct CommonOptions {
  bool help = false;

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
                            "(default) finds out",
                    .words = runner_words},
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
    arguments.repeated(
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
[[nodiscard]] Result<const migration::Runner*> parse_runner(const std::string& name);

/// The answer to `--help`: the whole page, and the same as values.
[[nodiscard]] ShowText full_help(const Help& help, const Arguments& arguments);

}  // namespace pglint::cli
