// Finds the programs that a simple command finally runs.
#pragma once

#include <span>
#include <vector>

#include "host/command.h"
#include "host/shell_reader.h"
#include "text/range.h"

namespace pglint::host {

/// The variables that are set and the programs that run on a host.
struct Activity {
  std::vector<Command> commands;
  std::vector<Assignment> assignments;
  std::vector<text::Range> skipped;  ///< in the file: commands in too many others
};

/// Adds what `words`, a command, runs: through wrappers (`sudo`, `docker exec`), shells (`sh -c
/// '…'`) and PostgreSQL's own programs (`pg_ctl initdb -o '…'`).
void add_command(std::span<const Word> words, Activity& activity);

/// Adds the activity of a script. Returns its comments and problems.
ShellText add_script(const Excerpt& script, Activity& activity);

/// Adds `NAME=value`, and the program that gets the value as arguments: `POSTGRES_INITDB_ARGS`.
/// Does nothing if `word` is something else.
void add_assignment(const Word& word, Activity& activity);
void add_assignment(Assignment assignment, Activity& activity);

}  // namespace pglint::host
