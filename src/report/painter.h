// Terminal colors.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "rule/rule.h"

namespace pglint::report {

enum class Paint : std::uint8_t { bold, dim, red, yellow, blue, green };

enum class Color : std::uint8_t { off, on };

class Painter {
 public:
  explicit Painter(Color color) : color_(color) {}

  /// `words` between escape sequences; unchanged if colors are off.
  [[nodiscard]] std::string operator()(Paint paint, std::string_view words) const;

 private:
  Color color_;
};

/// The paint of a severity.
[[nodiscard]] Paint paint_of(Severity severity);

}  // namespace pglint::report
