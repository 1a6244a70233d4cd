#include "page/other_linters.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

#include <fmt/format.h>

namespace pglint::page {
namespace {

constexpr std::array<std::string_view, 7> linters = {
    "squawk",        "Postgres Language Server", "strong_migrations", "eugene", "Atlas", "pgrubic",
    "MigrationPilot"};

constexpr std::string_view introduction_of_linters = R"(# Other linters

Which rule of pglint reports what a rule of another linter does. pglint often reports less, because
it knows the schema before each statement: an index on a new table, a longer varchar or a column
that a CHECK proves to have no NULL does no harm. Ignore comments of squawk count with
[`--honor-other-linters`](suppressions.md).
)";

constexpr std::string_view not_covered = R"(
## Not covered

Some rules of these linters have no counterpart, on purpose:

- DROP NOT NULL, and loosening in general: no statement fails by it.
- The order of enum values, and enums as such: `stringly-typed` advises enums.
- CREATE DOMAIN with a constraint: harm comes with the column or with ALTER DOMAIN, which are
  reported.
- Names without a schema: pglint follows `search_path`.
- Locks that are held for an instant and that no other form avoids, such as those of CREATE TRIGGER:
  they count for `work-under-lock` and `missing-lock-timeout`.
- `idle_in_transaction_session_timeout`: a migration does not idle.
- What only a running database knows, such as the size of a table: [`pglint locks`](locks.md) shows
  what a statement locks and does, without a guess of its seconds.
)";

/// The position on the page; after all others for a linter that is not known.
std::size_t position_of(std::string_view linter) {
  return static_cast<std::size_t>(std::ranges::find(linters, linter) - linters.begin());
}

void add_line(std::string_view line, const Rule& rule, std::vector<Covered>& covered) {
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos) return;
  const std::string_view linter = line.substr(0, colon);
  for (std::size_t at = colon + 2; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    covered.push_back({.linter = linter, .rule = line.substr(at, end - at), .by = &rule});
    at = end + 1;
  }
}

}  // namespace

std::vector<Covered> covered_rules() {
  std::vector<Covered> covered;
  for (const Rule* rule : all_rules()) {
    const std::string_view text = rule->covers;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      add_line(text.substr(at, end - at), *rule, covered);
      at = end + 1;
    }
  }
  std::ranges::sort(covered, {}, [](const Covered& each) {
    return std::tuple(position_of(each.linter), each.rule, each.by->id);
  });
  return covered;
}

std::string other_linters_page() {
  std::string page(introduction_of_linters);
  const Covered* previous = nullptr;
  const std::vector<Covered> covered = covered_rules();
  for (const Covered& each : covered) {
    const bool is_new = previous == nullptr || previous->linter != each.linter;
    if (is_new) {
      if (previous != nullptr) page += " |\n";
      fmt::format_to(std::back_inserter(page), "\n## {}\n\n| Rule | In pglint |\n| --- | --- |\n",
                     each.linter);
    }
    const bool is_same = !is_new && previous->rule == each.rule;
    if (is_same) {
      page += ", ";
    } else {
      if (!is_new) page += " |\n";
      fmt::format_to(std::back_inserter(page), "| `{}` | ", each.rule);
    }
    fmt::format_to(std::back_inserter(page), "[`{0}`](rules/{0}.md)", each.by->id);
    previous = &each;
  }
  if (previous != nullptr) page += " |\n";
  return page + std::string(not_covered);
}

}  // namespace pglint::page
