// Turns the comments of a file into suppressions.
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
  Coverage covered;          ///< what it refers to, by its position
  bool is_behind = false;    ///< there is something before it on its line
  bool is_on_top = false;    ///< nothing that can have a finding comes before it
  std::size_t text = 0;      ///< number of its text: the file or a body in it
  bool may_be_idle = false;  ///< as in `Suppression`
};

/// Parses `comments`, which are in the order of the file `content`. Unmatched range ends and
/// `ignore-file` below other text have no effect.
[[nodiscard]] Suppressions read_suppressions(std::string_view content,
                                             std::span<const Comment> comments,
                                             const Settings& settings);

}  // namespace pglint
