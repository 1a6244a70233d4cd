// Name, version and URL of pglint in reports.
#pragma once

#include <string_view>

#include "pglint_version.h"

namespace pglint::report {

inline constexpr std::string_view tool_name = "pglint";
inline constexpr std::string_view tool_version = PGLINT_VERSION;
inline constexpr std::string_view tool_url = PGLINT_URL;
inline constexpr std::string_view postgresql_version = PGLINT_POSTGRESQL_VERSION;
inline constexpr std::string_view libpg_query_version = PGLINT_PG_QUERY_VERSION;

}  // namespace pglint::report
