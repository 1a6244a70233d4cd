// What a command line says, once the shell's syntax is out of the way.
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
  Excerpt content;    ///< without quotes; `unknown` stands for what is not known before it runs
  text::Range range;  ///< bytes of the file, quotes included

  [[nodiscard]] std::string_view text() const { return content.text(); }
  [[nodiscard]] bool is_known() const { return text().find(unknown) == std::string_view::npos; }
};

/// NAME=value, wherever it is that a variable of the environment gets its value.
struct Assignment {
  std::string name;
  Word value;
  text::Range range;  ///< bytes of the file: name and value
};

/// A program with its arguments.
struct Command {
  std::string program;          ///< without folders: `psql`
  std::vector<Word> arguments;  ///< behind the program's name
  text::Range range;            ///< bytes of the file, from the program's name to the last argument
  /// False where something else adds arguments: `POSTGRES_INITDB_ARGS` holds only some of
  /// initdb's. What is not there may still be given.
  bool is_complete = true;
};

}  // namespace pglint::host
