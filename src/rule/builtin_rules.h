// The rules of the engine itself, about text it could not read and about suppression comments.
#pragma once

#include "rule/rule.h"

namespace pglint {

extern constinit const Rule syntax_error;
extern constinit const Rule not_analyzed;
extern constinit const Rule unknown_suppression;
extern constinit const Rule unused_suppression;
extern constinit const Rule suppression_without_reason;

}  // namespace pglint
