// The line numbers of a few places in a text, without an index of all its lines.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace pglint::text {

/// Counts from the last place to the next one, so places in order cost one walk over the text.
class LineCounter {
 public:
  /// The line of byte `at`, 1-based, as `LineIndex` counts lines. `text` is the same in all calls.
  [[nodiscard]] std::size_t line_of(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    if (at < counted_) *this = {};
    for (; counted_ < at; ++counted_) {
      const bool is_alone = text[counted_] == '\r' && text.substr(counted_ + 1, 1) != "\n";
      if (text[counted_] == '\n' || is_alone) ++line_;
    }
    return line_;
  }

 private:
  std::size_t counted_ = 0;  ///< bytes
  std::size_t line_ = 1;
};

}  // namespace pglint::text
