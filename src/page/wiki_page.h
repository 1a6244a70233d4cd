// The entries of the PostgreSQL wiki's page "Don't Do This", with the rules that check them.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace pglint::page {

/// An entry of the wiki's page.
struct WikiEntry {
  std::string_view number;  ///< `5.1`: section and entry, as on the wiki
  std::string_view title;   ///< short, in other words than the wiki's
};

/// All entries, in the wiki's order.
[[nodiscard]] std::span<const WikiEntry> wiki_entries();

/// The page `docs/wiki.md`: for each entry, the rules, what they report and what they do not.
[[nodiscard]] std::string wiki_page();

}  // namespace pglint::page
