// The PostgreSQL wiki's page "Don't Do This", entry by entry, with the rules for it.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace pglint::page {

/// An entry of the wiki's page.
struct WikiEntry {
  std::string_view number;  ///< `5.1`: section and place in it, as the wiki counts them
  std::string_view title;   ///< in few words, not the wiki's
};

/// All entries, in the wiki's order.
[[nodiscard]] std::span<const WikiEntry> wiki_entries();

/// The page for `docs/`: what is detected of each entry, what is not, and by which rules.
[[nodiscard]] std::string wiki_page();

}  // namespace pglint::page
