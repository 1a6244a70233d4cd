// What the engine itself reports: text that it could not read.
#pragma once

#include "engine/rule.h"

namespace pglint {

extern constinit const Rule syntax_error;
extern constinit const Rule not_analysed;

}  // namespace pglint
