// What one comment says about findings that are to be turned off:
//
//     pglint: ignore rule-id[, rule-id] [-- reason]
//     pglint: ignore-start rule-id[, …] … pglint: ignore-end rule-id[, …]
//     pglint: ignore-file rule-id[, …]
//
// It names rules, never groups or patterns, and what cannot be read turns nothing off but is
// reported itself.
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

/// A rule as a comment names it.
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

/// Reads bytes `body` of `content`, a comment without its marks. Nothing where it is not meant for
/// pglint.
[[nodiscard]] std::optional<SuppressionComment> read_suppression_comment(std::string_view content,
                                                                         text::Range body);

/// Each place of `word`, which is in lower case, in `text`, in whatever case it is written there.
/// Fast where there is none.
[[nodiscard]] std::vector<std::size_t> find_mentions(std::string_view text, std::string_view word);

/// The word that every comment for pglint holds.
inline constexpr std::string_view pglint_mention = "pglint";

}  // namespace pglint
