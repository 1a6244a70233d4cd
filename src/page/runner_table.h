// The table of migration tools in `docs/migrations.md`.
#pragma once

#include <string>
#include <string_view>

namespace pglint::page {

/// `page` with its table of migration tools generated again.
[[nodiscard]] std::string with_runner_table(std::string_view page);

}  // namespace pglint::page
