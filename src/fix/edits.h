// Applies edits to the text of a file.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rule/finding.h"
#include "text/range.h"

namespace pglint::fix {

/// True if the edits are in order, inside `size` bytes, and apart: they neither overlap nor touch.
[[nodiscard]] bool are_apart(std::span<const Edit> edits, std::size_t size);

/// True if an edit of `a` and one of `b` overlap or touch: together they could mean something that
/// neither means alone.
[[nodiscard]] bool do_conflict(std::span<const Edit> a, std::span<const Edit> b);

/// `content` with the edits, which are in order and apart.
[[nodiscard]] std::string with_edits(std::string_view content, std::span<const Edit> edits);

/// Edits of one text, which are in order and apart, and where their replacements are afterwards.
class EditMap {
 public:
  explicit EditMap(std::span<const Edit> edits);

  /// Whether byte `offset` of the text before is replaced.
  [[nodiscard]] bool is_replaced(std::size_t offset) const;
  /// Whether byte `offset` of the text after is new.
  [[nodiscard]] bool is_new(std::size_t offset) const;
  /// Whether all of `range` of the text before is replaced by one edit.
  [[nodiscard]] bool covers_old(text::Range range) const;
  /// Whether all of `range` of the text after is from one edit.
  [[nodiscard]] bool covers_new(text::Range range) const;
  /// Where byte `offset` of the text before, which is not replaced, is in the text after.
  [[nodiscard]] std::size_t after(std::size_t offset) const;

 private:
  std::vector<text::Range> old_;
  std::vector<text::Range> new_;
};

}  // namespace pglint::fix
