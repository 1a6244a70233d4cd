#include "cli/flag/shared_options.h"

#include <string>

namespace pglint::cli {

void add_migration_keys(Arguments& arguments) {
  arguments.heading("Migrations");
  arguments.keys({"migration-tool", "lint-down"});
}

void add_context_keys(Arguments& arguments) {
  arguments.heading("Context");
  arguments.keys({"context", "no-context"});
}

Wanted wanted_of(const KeyValues& values) {
  return {.all_kinds = values.all_files, .with_ignored = values.no_gitignore};
}

ShowText full_help(const Help& help, const Arguments& arguments) {
  return {.text = std::string(help.usage) + arguments.help() + std::string(help.examples),
          .outline = {.command = {}, .help = help, .options = arguments.shown()}};
}

}  // namespace pglint::cli
