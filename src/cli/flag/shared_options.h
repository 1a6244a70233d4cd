// What several commands have.
#pragma once

#include "cli/flag/arguments.h"
#include "cli/flag/help.h"
#include "cli/flag/key_values.h"
#include "cli/flag/options.h"
#include "cli/input/discovery.h"

namespace pglint::cli {

/// The flags that every command has.
struct CommonOptions {
  bool help = false;

  void add_help(Arguments& arguments) {
    arguments.flag({.names = "-h,--help", .help = "show this help"}, help);
  }
};

/// The keys about migration files, which `check` and `files` share.
void add_migration_keys(Arguments& arguments);

/// The keys about what is read and not linted, which `check` and `files` share.
void add_context_keys(Arguments& arguments);

/// The files of folders that are read.
[[nodiscard]] Wanted wanted_of(const KeyValues& values);

/// The answer to `--help`: the whole page, and the same as values.
[[nodiscard]] ShowText full_help(const Help& help, const Arguments& arguments);

}  // namespace pglint::cli
