// Finds the simple commands of a shell script: in pipelines, loops, functions, subshells, command
// substitutions. Data such as here-documents, patterns and arrays is not a command.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "host/command.h"
#include "host/excerpt.h"
#include "text/range.h"

namespace pglint::host {

/// The words of one command, without redirections.
struct SimpleCommand {
  std::vector<Word> words;
  std::size_t assignments = 0;  ///< number of leading NAME=value words
};

struct ShellText {
  std::vector<SimpleCommand> commands;  ///< in the order in which they end
  std::vector<text::Range> comments;    ///< bytes of the file, from `#` to the end of the line
  std::optional<text::Range> too_deep;  ///< where reading stopped because of deep nesting
};

/// Reads `script` as bash does. Never fails: unclosed constructs extend to the end.
[[nodiscard]] ShellText read_shell(const Excerpt& script);

/// The size of a variable name at the start of `text`; 0 if there is none.
[[nodiscard]] std::size_t variable_name_size(std::string_view text);

}  // namespace pglint::host
