#include "report/painter.h"

#include <array>
#include <cassert>

namespace pglint::report {

std::string Painter::operator()(Paint paint, std::string_view words) const {
  // In the order of Paint; bold, because plain colors are hard to read on many terminals.
  static constexpr std::array<std::string_view, 6> starts = {
      "\033[1m", "\033[2m", "\033[1;31m", "\033[1;33m", "\033[1;34m", "\033[1;32m"};
  if (color_ == Color::off || words.empty()) return std::string(words);
  std::string painted(starts[static_cast<std::size_t>(paint)]);
  painted += words;
  painted += "\033[0m";
  return painted;
}

Paint paint_of(Severity severity) {
  switch (severity) {
    case Severity::info:
      return Paint::blue;
    case Severity::warning:
      return Paint::yellow;
    case Severity::error:
      return Paint::red;
  }
  assert(false);
  return Paint::bold;
}

}  // namespace pglint::report
