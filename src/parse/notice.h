// Something that users should know about how their file was read, but that is no finding.
#pragma once

#include <cstdint>
#include <string>

#include "text/range.h"

namespace pglint::parse {

enum class NoticeKind : std::uint8_t { placeholders, copy_data };

struct Notice {
  NoticeKind kind = NoticeKind::placeholders;
  text::Range range;    ///< the first place that it is about, in bytes of the file
  std::string message;  ///< as a finding's message: one line, lower case, no final period
};

}  // namespace pglint::parse
