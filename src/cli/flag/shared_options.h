// Options that several commands share.
#pragma once

#include "cli/flag/arguments.h"
#include "cli/flag/help.h"
#include "cli/flag/key_values.h"
#include "cli/flag/options.h"
#include "cli/input/discovery.h"

namespace pglint::cli {

struct CommonOptions {
  bool help = false;

  void add_help(Arguments& arguments) {
    arguments.flag({.names = "-h,--help", .help = "show this help"}, help);
  }
};

/// Shared by `check` and `files`.
void add_migration_keys(Arguments& arguments);

/// Shared by `check` and `files`.
void add_context_keys(Arguments& arguments);

[[nodiscard]] Wanted wanted_of(const KeyValues& values);

/// The answer to `--help`, as text and as values.
[[nodiscard]] ShowText full_help(const Help& help, const Arguments& arguments);

}  // namespace pglint::cli
