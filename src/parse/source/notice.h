// A note about how a file was read, which is not a finding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "text/range.h"

namespace pglint::parse {

enum class NoticeKind : std::uint8_t {
  placeholders,  ///< placeholders were replaced
  copy_data,     ///< COPY data has no end
  left_out,      ///< the migration tool does not send a part to PostgreSQL
};
inline constexpr std::size_t notice_kinds = 3;

struct Notice {
  NoticeKind kind = NoticeKind::placeholders;
  text::Range range;  ///< the first place, in bytes of the file
  /// says what it means for the reader; one line, lower case, no final period
  std::string message;
};

}  // namespace pglint::parse
