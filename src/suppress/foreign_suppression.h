// Suppression comments of other linters: Squawk's `squawk-ignore` and SQLFluff's `noqa`. Only rules
// with an equivalent here count.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "rule/rule.h"
#include "text/range.h"

namespace pglint {

enum class ForeignScope : std::uint8_t {
  next,  ///< as `pglint: ignore`
  line,  ///< the line of code before the comment
  file,
};

struct ForeignSuppression {
  ForeignScope scope = ForeignScope::next;
  std::vector<const Rule*> rules;  ///< null: every rule
};

/// A rule of another linter and its equivalents here.
struct ForeignRule {
  std::string_view name;
  std::array<std::string_view, 4> ids;  ///< ends at the first empty one
};

[[nodiscard]] std::span<const ForeignRule> foreign_rules();

/// Each such comment contains one of these words, in any case.
inline constexpr std::array<std::string_view, 2> foreign_mentions = {"squawk-ignore", "noqa"};

/// Parses the bytes `body` of `content`, a comment without its marks.
[[nodiscard]] std::optional<ForeignSuppression> read_foreign_suppression(std::string_view content,
                                                                         text::Range body);

}  // namespace pglint
