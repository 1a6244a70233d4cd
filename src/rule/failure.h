// How messages about statements begin that PostgreSQL rejects.
#pragma once

#include <string_view>

namespace pglint {

class Context;

/// `fails`, or `fails when called` in the body of a function or procedure.
[[nodiscard]] std::string_view failure(const Context& context);

}  // namespace pglint
