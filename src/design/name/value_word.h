// Words of names that stand for a value: years, months, currencies, languages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pglint::design {

/// What the names of columns or tables have for a value.
enum class ValueKind : std::uint8_t { year, quarter, month, day, weekday, currency, region };

/// The word for it in messages: `year`, `language or country`.
[[nodiscard]] std::string_view name_of(ValueKind kind);

/// The words of a name, letters and digits apart: `product`, `1`, `id` for `product1_id`.
[[nodiscard]] std::vector<std::string> name_parts(std::string_view name);

/// True for a part of digits.
[[nodiscard]] bool is_number(std::string_view part);

/// A value at some place in the parts of a name.
struct ValueWord {
  ValueKind kind = ValueKind::year;
  std::size_t parts = 1;  ///< how many of the name's parts it takes
  std::string value = {};
};

/// The value that stands at `index` of a name's parts: `2021`, `202112`, `q1`, `m01`, `jan`,
/// `monday`, `eur`, `de`; a year takes the month and day behind it. Nothing for other words.
[[nodiscard]] std::optional<ValueWord> value_at(const std::vector<std::string>& parts,
                                                std::size_t index);

/// True for years, quarters, months and days.
[[nodiscard]] bool is_period(ValueKind kind);

}  // namespace pglint::design
