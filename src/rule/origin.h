// The source of a linted text: a file, or a string literal in another text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "catalog/place.h"

#include "parse/source/embedded_text.h"
#include "rule/rule.h"
#include "text/range.h"

namespace pglint {

/// A text that is linted, linked to the text that contains it, up to the file.
struct Origin {
  std::string_view content = {};              ///< of the file, as written
  std::size_t file = 0;                       ///< number of the file in the run
  const Origin* outer = nullptr;              ///< null for the file itself
  const parse::EmbeddedText* text = nullptr;  ///< null for the file itself
  std::string routine = {};  ///< the innermost enclosing function or procedure; may be empty
  bool runs_now = true;      ///< it runs with the file, not only when it is called
  bool conditional = false;  ///< it runs depending on an IF, a loop, …
  Confidence confidence = Confidence::high;  ///< upper limit for its findings
  /// The outermost statement, if it runs with the file, that defines a function around it.
  std::optional<catalog::Place> definition = {};

  /// Converts bytes of the text to bytes of the file.
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
