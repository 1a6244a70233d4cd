// The names that PostgreSQL generates for constraints, indexes and sequences.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace pglint::parse {

/// PostgreSQL truncates longer names.
inline constexpr std::size_t max_name_bytes = 63;

struct NameParts {
  std::string_view table;
  std::string_view column = {};  ///< or several, joined; may be empty
  std::string_view label;        ///< `pkey`, `seq`
};

/// `<table>_<column>_<label>`; if too long, the longer of table and column is truncated.
[[nodiscard]] std::string generated_name(const NameParts& parts);

/// The names of columns joined by `_`, for `NameParts`; stops after `max_name_bytes`.
[[nodiscard]] std::string joined_columns(std::span<const std::string> columns);

/// At most the first `bytes` of `name`, without a partial character at the end.
[[nodiscard]] std::string_view clipped(std::string_view name, std::size_t bytes);

}  // namespace pglint::parse
