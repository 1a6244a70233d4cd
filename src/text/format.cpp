#include "text/format.h"

#include <fmt/args.h>
#include <fmt/format.h>

namespace pglint::text {

std::string format_values(std::string_view pattern, std::span<const FormatValue> values) {
  fmt::dynamic_format_arg_store<fmt::format_context> arguments;
  for (const FormatValue& value : values) {
    value.visit([&](auto typed) { arguments.push_back(typed); });
  }
  return fmt::vformat(pattern, arguments);
}

}  // namespace pglint::text
