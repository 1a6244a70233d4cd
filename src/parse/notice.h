// Something that users should know about how their file was read, but that is no finding.
#pragma once

#include <string>

#include "text/range.h"

namespace pglint::parse {

struct Notice {
  text::Range range;    ///< the first place that it is about, in bytes of the file
  std::string message;  ///< as a finding's message: one line, lower case, no final period
};

}  // namespace pglint::parse
