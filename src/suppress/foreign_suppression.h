// Comments that turn findings of other linters off, for those who come from there: Squawk's
// `squawk-ignore` and SQLFluff's `noqa`. Only what has an equal here counts; the rest is left
// alone.
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
  line,  ///< the line of code that the comment stands behind
  file,
};

struct ForeignSuppression {
  ForeignScope scope = ForeignScope::next;
  std::vector<const Rule*> rules;  ///< null: every rule
};

/// A rule of another linter, and what says the same here.
struct ForeignRule {
  std::string_view name;
  std::array<std::string_view, 4> ids;  ///< up to the first that is empty
};

/// What is known about other linters' rules.
[[nodiscard]] std::span<const ForeignRule> foreign_rules();

/// The words that all such comments hold, in lower case.
inline constexpr std::array<std::string_view, 2> foreign_mentions = {"squawk-ignore", "noqa"};

/// Reads bytes `body` of `content`, a comment without its marks.
[[nodiscard]] std::optional<ForeignSuppression> read_foreign_suppression(std::string_view content,
                                                                         text::Range body);

}  // namespace pglint
