// Finds values in names: years, months, currencies, languages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pglint::design {

/// The kind of value in the name of a column or table.
enum class ValueKind : std::uint8_t { year, quarter, month, day, weekday, currency, region };

/// Its name in messages: `year`, `language or country`.
[[nodiscard]] std::string_view name_of(ValueKind kind);

/// The words of a name, with letters and digits separated: `product`, `1`, `id` for `product1_id`.
[[nodiscard]] std::vector<std::string> name_parts(std::string_view name);

/// Whether the part consists of digits.
[[nodiscard]] bool is_number(std::string_view part);

/// A value in a name.
struct ValueWord {
  ValueKind kind = ValueKind::year;
  std::size_t parts = 1;  ///< the number of the name's parts that it covers
  std::string value = {};
};

/// The value at `index` of a name's parts: `2021`, `202112`, `q1`, `m01`, `jan`, `monday`, `eur`,
/// `de`. A year includes a following month and day. Nothing for other words.
[[nodiscard]] std::optional<ValueWord> value_at(const std::vector<std::string>& parts,
                                                std::size_t index);

/// Whether it is a year, quarter, month or day.
[[nodiscard]] bool is_period(ValueKind kind);

}  // namespace pglint::design
