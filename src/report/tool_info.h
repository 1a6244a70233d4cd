// Name, version and home page of pglint in reports.
#pragma once

#include <string_view>

#include "pglint_version.h"

namespace pglint::report {

inline constexpr std::string_view tool_name = "pglint";
inline constexpr std::string_view tool_version = PGLINT_VERSION;
/// Empty if the build was given no home page; then no report links to one.
inline constexpr std::string_view tool_url = PGLINT_HOMEPAGE;
inline constexpr std::string_view postgresql_version = PGLINT_POSTGRESQL_VERSION;
inline constexpr std::string_view libpg_query_version = PGLINT_PG_QUERY_VERSION;

/// The commit that was built, shortened, with "-dirty" if the sources had changes since; empty if
/// unknown. Defined by a generated file.
extern const std::string_view tool_commit;

}  // namespace pglint::report
