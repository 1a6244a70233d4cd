// Something that users should know about how their file was read, but that is no finding.
#pragma once

#include <cstdint>
#include <string>

#include "text/range.h"

namespace pglint::parse {

enum class NoticeKind : std::uint8_t {
  placeholders,  ///< were replaced
  copy_data,     ///< has no end
  left_out,      ///< the migration tool never sends it to PostgreSQL
};

struct Notice {
  NoticeKind kind = NoticeKind::placeholders;
  text::Range range;    ///< the first place that it is about, in bytes of the file
  std::string message;  ///< as a finding's message: one line, lower case, no final period
};

}  // namespace pglint::parse
