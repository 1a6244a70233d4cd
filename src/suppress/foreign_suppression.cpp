#include "suppress/foreign_suppression.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "text/ascii.h"
#include "text/trimmed.h"

namespace pglint {
namespace {

constexpr std::string_view foreign_blanks = " \t\r\n";

constexpr std::size_t squawk_rules = 7;

/// Squawk's rules first, then SQLFluff's, by code and by name.
constexpr std::array rules = {
    ForeignRule{"ban-char-field", {"char-type", "fixed-length-char"}},
    ForeignRule{"prefer-text-field", {"varchar-length"}},
    ForeignRule{"prefer-timestamp-tz", {"timestamp-without-time-zone", "timestamp-for-utc"}},
    ForeignRule{"prefer-identity", {"serial-column"}},
    ForeignRule{"adding-serial-primary-key-field", {"serial-column"}},
    ForeignRule{"prefer-bigint-over-int", {"narrow-primary-key"}},
    ForeignRule{"prefer-bigint-over-smallint", {"narrow-primary-key"}},
    ForeignRule{"rf04", {"reserved-word-identifier"}},
    ForeignRule{"references.keywords", {"reserved-word-identifier"}},
    ForeignRule{"l029", {"reserved-word-identifier"}},
};

using text::lowered;
void add_rules(const ForeignRule& foreign, std::vector<const Rule*>& found) {
  for (const std::string_view id : foreign.ids) {
    if (id.empty()) break;
    const Rule* rule = find_rule(id);
    if (rule != nullptr && !std::ranges::count(found, rule)) found.push_back(rule);
  }
}

/// The rules in the comma-separated list `names`; other items are skipped.
std::vector<const Rule*> named(std::string_view names, std::span<const ForeignRule> known) {
  std::vector<const Rule*> found;
  for (std::size_t begin = 0; begin < names.size();) {
    const std::size_t end = std::min(names.find(',', begin), names.size());
    const std::string_view name = text::trimmed(names.substr(begin, end - begin));
    begin = end + 1;
    const auto foreign = std::ranges::find(known, name, &ForeignRule::name);
    if (foreign != known.end()) add_rules(*foreign, found);
  }
  return found;
}

std::optional<ForeignSuppression> made(ForeignScope scope, std::vector<const Rule*> found) {
  if (found.empty()) return std::nullopt;
  return ForeignSuppression{.scope = scope, .rules = std::move(found)};
}

std::optional<ForeignSuppression> read_squawk(std::string_view rest) {
  constexpr std::string_view of_file = "-file";
  const auto known = std::span(rules).first(squawk_rules);
  const bool is_file = rest.starts_with(of_file);
  if (is_file) rest.remove_prefix(of_file.size());
  if (!rest.empty() && foreign_blanks.find(rest.front()) == std::string_view::npos)
    return std::nullopt;
  const ForeignScope scope = is_file ? ForeignScope::file : ForeignScope::next;
  const bool names_none = rest.find_first_not_of(foreign_blanks) == std::string_view::npos;
  if (!names_none) return made(scope, named(rest, known));
  // Without a rule, Squawk ignores all of its rules.
  std::vector<const Rule*> found;
  for (const ForeignRule& foreign : known) add_rules(foreign, found);
  return made(scope, std::move(found));
}

std::optional<ForeignSuppression> read_noqa(std::string_view rest) {
  const std::size_t first = rest.find_first_not_of(foreign_blanks);
  if (first == std::string_view::npos) return made(ForeignScope::line, {nullptr});
  if (rest[first] != ':') return std::nullopt;
  rest.remove_prefix(first + 1);
  // `disable=` and `enable=` mark ranges, of rules that pglint does not have.
  if (rest.find('=') != std::string_view::npos) return std::nullopt;
  return made(ForeignScope::line, named(rest, std::span(rules).subspan(squawk_rules)));
}

}  // namespace

std::span<const ForeignRule> foreign_rules() { return rules; }

std::optional<ForeignSuppression> read_foreign_suppression(std::string_view content,
                                                           text::Range body) {
  const std::string lower = lowered(content.substr(body.begin, body.size()));
  const std::string_view text = lower;
  const std::size_t first = text.find_first_not_of(foreign_blanks);
  if (first == std::string_view::npos) return std::nullopt;
  const auto [squawk, noqa] = foreign_mentions;
  const std::string_view rest = text.substr(first);
  if (rest.starts_with(squawk)) return read_squawk(rest.substr(squawk.size()));
  if (rest.starts_with(noqa)) return read_noqa(rest.substr(noqa.size()));
  return std::nullopt;
}

}  // namespace pglint
