// Command lines without the syntax of the shell.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "host/excerpt.h"
#include "text/range.h"

namespace pglint::host {

/// One argument as the program gets it.
struct Word {
  Excerpt content;    ///< without quotes; parts only known at run time are `unknown`
  text::Range range;  ///< bytes of the file, quotes included

  [[nodiscard]] std::string_view text() const { return content.text(); }
  [[nodiscard]] bool is_known() const { return text().find(unknown) == std::string_view::npos; }
};

/// NAME=value, which sets an environment variable.
struct Assignment {
  std::string name;
  Word value;
  text::Range range;  ///< bytes of the file: name and value
};

/// A program with its arguments.
struct Command {
  std::string program;          ///< without folders: `psql`
  std::vector<Word> arguments;  ///< without the program's name
  text::Range range;            ///< bytes of the file, from the program's name to the last argument
  /// False if something else adds arguments: `POSTGRES_INITDB_ARGS` has only some of initdb's.
  /// Absent ones may still be given.
  bool is_complete = true;
};

}  // namespace pglint::host
