// From the comments of a file to what they turn off.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "rule/settings.h"
#include "suppress/suppression.h"
#include "text/range.h"

namespace pglint {

/// A comment of a file, in bytes of the file.
struct Comment {
  text::Range range;         ///< with its marks
  text::Range body;          ///< without
  Coverage covered;          ///< what it is about, by where it stands
  bool is_behind = false;    ///< something else stands in front of it on its line
  bool is_on_top = false;    ///< nothing that could have a finding stands in front of it
  std::size_t text = 0;      ///< number of the text that it is in: the file or a body in it
  bool may_be_idle = false;  ///< as in `Suppression`
};

/// Reads what `comments`, in the order of the file `content`, say. A range that is not closed or
/// was not opened, and a comment about the file that is not on top of it, turn nothing off.
[[nodiscard]] Suppressions read_suppressions(std::string_view content,
                                             std::span<const Comment> comments,
                                             const Settings& settings);

}  // namespace pglint
