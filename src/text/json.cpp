#include "text/json.h"

namespace pglint::text {

std::string dump(const Json& value, Layout layout) {
  const int indent = layout == Layout::indented ? 2 : -1;
  return value.dump(indent, ' ', true, Json::error_handler_t::replace);
}

}  // namespace pglint::text
