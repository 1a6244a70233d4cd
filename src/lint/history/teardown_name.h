// Scripts that take things away, by their names.
#pragma once

#include <string_view>

namespace pglint {

/// Whether the name of a file that no tool runs says that it takes away what others make, such as
/// `teardown.sql` and `drop_tables.sql`. A number or date before it makes it a migration.
[[nodiscard]] bool is_named_as_teardown(std::string_view path);

}  // namespace pglint
