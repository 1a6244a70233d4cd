// From the words of a simple command to the programs that it runs in the end.
#pragma once

#include <span>
#include <vector>

#include "host/command.h"
#include "host/shell_reader.h"

namespace pglint::host {

/// What happens on a host: which variables are set, which programs run.
struct Activity {
  std::vector<Command> commands;
  std::vector<Assignment> assignments;
};

/// Adds what `words`, a command with its program in front, run: through wrappers (`sudo`, `docker
/// exec`), shells (`sh -c '…'`) and PostgreSQL's own (`pg_ctl initdb -o '…'`).
void add_command(std::span<const Word> words, Activity& activity);

/// Adds what a script does. Returns its comments and problems.
ShellText add_script(const Excerpt& script, Activity& activity);

/// Adds `NAME=value`, and the program that gets the value as arguments: `POSTGRES_INITDB_ARGS`.
/// Does nothing where `word` is something else.
void add_assignment(const Word& word, Activity& activity);
void add_assignment(Assignment assignment, Activity& activity);

}  // namespace pglint::host
