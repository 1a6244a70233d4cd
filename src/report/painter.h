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
  /// With `home`, the address of the repository, ids of rules link to their pages.
  explicit Painter(Color color, std::string_view home = {}) : color_(color), home_(home) {}

  /// `words` between escape sequences; unchanged if colors are off.
  [[nodiscard]] std::string operator()(Paint paint, std::string_view words) const;

  /// The id of `rule` in brackets.
  [[nodiscard]] std::string label(const Rule& rule) const;

 private:
  Color color_;
  std::string home_;
};

/// The paint of a severity.
[[nodiscard]] Paint paint_of(Severity severity);

}  // namespace pglint::report
