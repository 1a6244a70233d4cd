// Where a text that is linted comes from: a file, or a string literal inside of another text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "parse/source/embedded_text.h"
#include "rule/rule.h"
#include "text/range.h"

namespace pglint {

/// One link of the chain from a function's body back to its file. Lives as long as its text is
/// linted.
struct Origin {
  std::string_view content = {};              ///< of the file, as it was written
  std::size_t file = 0;                       ///< number of the file in the run
  const Origin* outer = nullptr;              ///< null for the file itself
  const parse::EmbeddedText* text = nullptr;  ///< null for the file itself
  std::string routine = {};  ///< the nearest function or procedure around; may be empty
  bool runs_now = true;      ///< with the file, not when somebody calls it
  bool conditional = false;  ///< whether it runs depends on IF, a loop, ….
  Confidence confidence = Confidence::high;  ///< the most that a finding in it can have

  /// Bytes `range` of the text, in bytes of the file.
  [[nodiscard]] text::Range in_file(text::Range range) const {
    for (const Origin* origin = this; origin->outer != nullptr; origin = origin->outer) {
      range = origin->text->written(range);
    }
    return range;
  }

  [[nodiscard]] bool is_file() const { return outer == nullptr; }
  [[nodiscard]] std::size_t depth() const { return outer == nullptr ? 0 : 1 + outer->depth(); }
};

}  // namespace pglint
