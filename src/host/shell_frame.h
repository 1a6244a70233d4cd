// The state of the shell reader at one level of nesting.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "host/command.h"
#include "host/excerpt.h"

namespace pglint::host {

enum class FrameKind : std::uint8_t {
  script,
  list,        ///< ends with `)`: a subshell or a substitution
  backtick,    ///< ends with a backtick
  array,       ///< ends with `)`; its words are values
  braces,      ///< `${…}`
  arithmetic,  ///< `((…))`
};

struct ShellFrame {
  FrameKind kind = FrameKind::script;
  std::size_t closers = 1;  ///< missing closing brackets, in braces and arithmetic

  // The command so far:
  std::vector<Word> words;
  std::size_t assignments = 0;
  std::size_t open_cases = 0;
  bool in_pattern = false;  ///< of `case`

  // The word so far:
  bool has_word = false;
  bool is_plain = true;  ///< without quotes and expansions
  bool in_double_quotes = false;
  std::size_t plain_size = 0;  ///< bytes before the first quote or expansion
  std::size_t word_begin = 0;  ///< offset in the script
  Excerpt word;

  // The redirection without its word so far:
  bool is_redirected = false;
  bool is_here_document = false;
  bool strips_tabs = false;
};

/// The end mark of a here-document.
struct HereDocument {
  std::string delimiter;
  bool strips_tabs = false;
};

}  // namespace pglint::host
