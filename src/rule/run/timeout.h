// Timeouts as settings of a session have them.
#pragma once

#include <optional>
#include <string_view>

#include "locks/session.h"

namespace pglint {

/// Milliseconds of a timeout as PostgreSQL reads it, `2s` or `500`; nothing if it is none or 0.
[[nodiscard]] std::optional<double> milliseconds_of(std::string_view value);

/// Whether a timeout called `name`, of at most `longest` milliseconds, is in effect, or may be.
[[nodiscard]] bool may_limit(const locks::Session& session, std::string_view name, double longest);

}  // namespace pglint
