// The simple commands of a shell script, wherever they stand: in pipelines, loops, functions,
// subshells, command substitutions. What is data, such as here-documents, patterns and arrays, is
// none.
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
  std::size_t assignments = 0;  ///< so many of `words`, the first, are NAME=value
};

struct ShellText {
  std::vector<SimpleCommand> commands;  ///< in the order in which they end
  std::vector<text::Range> comments;    ///< bytes of the file, from `#` to the end of the line
  std::optional<text::Range> too_deep;  ///< where reading ended because nobody nests like that
};

/// Reads `script` as bash does. Never fails: what is not closed goes up to the end.
[[nodiscard]] ShellText read_shell(const Excerpt& script);

/// The bytes of a name that a variable may have at the start of `text`; 0 for none.
[[nodiscard]] std::size_t variable_name_size(std::string_view text);

}  // namespace pglint::host
