// Parses a suppression comment:
//
//     pglint: ignore rule-id[, rule-id] [-- reason]
//     pglint: ignore-start rule-id[, …] … pglint: ignore-end rule-id[, …]
//     pglint: ignore-file rule-id[, …]
//
// It names rules, not groups or patterns. A comment that cannot be parsed is reported and has no
// effect.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "suppress/suppression.h"
#include "text/range.h"

namespace pglint {

enum class SuppressionVerb : std::uint8_t { ignore, ignore_start, ignore_end, ignore_file };

/// How the verb is written: `ignore-start`.
[[nodiscard]] std::string_view name_of(SuppressionVerb verb);

struct NamedRule {
  const Rule* rule = nullptr;  ///< never null
  text::Range written;
};

struct SuppressionComment {
  SuppressionVerb verb = SuppressionVerb::ignore;
  text::Range text;  ///< of the comment, without its marks and blanks
  std::vector<NamedRule> rules;
  std::vector<Misreading> misreadings;
  bool has_reason = false;
};

/// Parses the bytes `body` of `content`, a comment without its marks. Nothing if it is not for
/// pglint.
[[nodiscard]] std::optional<SuppressionComment> read_suppression_comment(std::string_view content,
                                                                         text::Range body);

/// All places of `word`, which is in lower case, in `text`, ignoring case. Fast if there is none.
[[nodiscard]] std::vector<std::size_t> find_mentions(std::string_view text, std::string_view word);

/// Every comment for pglint contains this word.
inline constexpr std::string_view pglint_mention = "pglint";

}  // namespace pglint
