// The names that PostgreSQL makes up for constraints, indexes and sequences.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace pglint::parse {

/// Bytes that a name may have; PostgreSQL cuts off the rest.
inline constexpr std::size_t max_name_bytes = 63;

struct NameParts {
  std::string_view table;
  std::string_view column = {};  ///< or several, joined; none where it is empty
  std::string_view label;        ///< `pkey`, `seq`
};

/// `<table>_<column>_<label>`; where that is too long, the longer of table and column gives way.
[[nodiscard]] std::string generated_name(const NameParts& parts);

/// The names of columns as the part of a generated name, joined by `_`: no more than matter.
[[nodiscard]] std::string joined_columns(std::span<const std::string> columns);

/// The first `bytes` of `name`, less what would be left of a character cut in two.
[[nodiscard]] std::string_view clipped(std::string_view name, std::size_t bytes);

}  // namespace pglint::parse
