#include "report/painter.h"

#include <array>
#include <cassert>

#include <fmt/format.h>

#include "rule/rule_page.h"

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

std::string Painter::label(const Rule& rule) const {
  const std::string url = rule_page_url(rule, home_);
  // OSC 8: terminals that do not know links ignore it.
  const std::string words = url.empty()
                                ? std::string(rule.id)
                                : fmt::format("\033]8;;{}\033\\{}\033]8;;\033\\", url, rule.id);
  return (*this)(Paint::dim, fmt::format("[{}]", words));
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
