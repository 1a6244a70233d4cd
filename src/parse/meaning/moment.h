// What kind of time an expression gives, as far as its own text tells.
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
  other,    ///< a type that has no date: numbers, text, time, interval
  unknown,  ///< columns, parameters, functions of the user
};

/// The kind of the built-in type `type_name` (`timestamptz`, `int4`); unknown for other types,
/// which may be domains.
[[nodiscard]] TimeKind time_kind(std::string_view type_name);

struct TimeValue {
  TimeKind kind = TimeKind::unknown;
  std::string written = {};           ///< the literal's text, if it is one
  bool ends_on_day = false;           ///< a literal without a time of the day
  bool ends_before_midnight = false;  ///< a literal at 23:59
  bool is_now = false;                ///< the moment at which the statement runs
  bool truncated = false;             ///< date_trunc: such moments have a next one
};

/// The kind of `expression`. A column is known only where the same statement defines it: in the
/// CHECK of a table that is created. A string that looks like a date is a date by itself, and
/// becomes a moment where it is compared with one.
[[nodiscard]] TimeValue time_value(const Node* expression, Ancestors ancestors);

}  // namespace pglint::parse
