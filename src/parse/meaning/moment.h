// The kind of date or time that an expression returns, judged by its text alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parse/tree/nodes.h"
#include "parse/tree/walk.h"

namespace pglint::parse {

enum class TimeKind : std::uint8_t {
  moment,  ///< timestamp, timestamptz
  date,
  other,    ///< a type without a date: numbers, text, time, interval
  unknown,  ///< columns, parameters, user-defined functions
};

/// The kind of the built-in type `type_name` (`timestamptz`, `int4`); `unknown` for other types.
[[nodiscard]] TimeKind time_kind(std::string_view type_name);

struct TimeValue {
  TimeKind kind = TimeKind::unknown;
  std::string written = {};           ///< the text of a literal
  bool ends_on_day = false;           ///< a date, or truncated to a day or more
  bool ends_before_midnight = false;  ///< a literal at 23:59, but not at the last microsecond
  /// The last value before another one, or of all: `23:59:59.999999`, `… - interval '1
  /// microsecond'`, `infinity`. As an upper bound, it leaves nothing out.
  bool is_last = false;
  bool is_cast = false;    ///< to timestamp or timestamptz: `TIMESTAMP '2024-01-31'`
  bool is_now = false;     ///< the current time
  bool truncated = false;  ///< by date_trunc
};

/// The kind of `expression`, whose ancestors are `ancestors`. A column is known only if the same
/// statement defines it, in CREATE TABLE. A string is judged by its form: a date, a moment or
/// unknown.
[[nodiscard]] TimeValue time_value(const Node* expression, Ancestors ancestors);

}  // namespace pglint::parse
