// The names that Prisma gives to constraints and indexes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pglint::psl {

/// The longest name in PostgreSQL, in bytes.
inline constexpr std::size_t max_database_name = 63;

/// `text` cut to `bytes` at the most, between two characters.
[[nodiscard]] std::string cut_text(std::string_view text, std::size_t bytes);

/// `front` with `suffix`, such as `_pkey`; `front` is cut so that both fit into a name.
[[nodiscard]] std::string with_suffix(std::string_view front, std::string_view suffix);

}  // namespace pglint::psl
