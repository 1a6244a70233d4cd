#include "rule/failure.h"

#include "rule/context.h"

namespace pglint {

std::string_view failure(const Context& context) {
  return context.runs_now() ? "fails" : "fails when called";
}

}  // namespace pglint
